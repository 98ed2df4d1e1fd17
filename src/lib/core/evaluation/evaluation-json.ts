import { placeOf } from '../clarify/threshold-curve';
import type { BinaryEvaluation } from './binary';
import type { MeanCurve } from './class-curves';
import type { ClassesEvaluation } from './classes';
import { confusionAt, confusionEstimates } from './confusion';
import { bestPlaces, meanCost, thresholdAims, type Costs, type ThresholdAim } from './costs';
import { curvePoints, type CurvePoint } from './curve-points';
import type { Estimate } from './estimate';
import type { Evaluation, EvaluationWarning } from './evaluation';
import type { NumbersEvaluation } from './numbers';

export interface EvaluationWish {
	readonly classes: readonly string[];
	/** The least score that is called positive, or what it is to be best by. */
	readonly threshold: number | ThresholdAim;
	readonly costs: Costs;
	readonly withCurves: boolean;
	readonly seed: number;
}

const reasons: Record<EvaluationWarning, string> = {
	'no-rows': 'no row has a truth that the model knows, an answer and a weight',
	'few-rows': 'fewer than 30 rows: intervals are wide and rough',
	'few-positives': 'fewer than 10 rows of the positive class: intervals are wide and rough',
	'few-negatives': 'fewer than 10 rows of the other classes: intervals are wide and rough',
	'classes-missing': 'the rows do not hold every class, so not every figure is defined'
};
const mostPoints = 500;

/** An evaluation as the command line and other programs get it: `metrics` by name, and `intervals` beside them. */
export function evaluationJson(evaluation: Evaluation, wish: EvaluationWish) {
	const { rows, warnings, binary, classes, numbers } = evaluation;
	const parts = classes
		? classesJson(classes, wish)
		: binary
			? binaryJson(binary, wish)
			: numbers
				? numbersJson(numbers)
				: { figures: {} };
	const { figures, ...more } = parts;
	const named = Object.entries<Estimate>(figures);
	return {
		task: numbers ? 'regression' : 'classification',
		rows,
		metrics: Object.fromEntries(named.map(([name, { value }]) => [name, value])),
		intervals: Object.fromEntries(named.map(([name, { lower, upper, method }]) => [name, { lower, upper, method }])),
		reason: warnings.length > 0 ? warnings.map((warning) => reasons[warning]).join('; ') : null,
		warnings,
		...more,
		...(classes && binary ? { oneAgainstRest: oneAgainstRestJson(binary, wish) } : {})
	};
}

/** Where on the curve a wish stands. */
export function wishedPlace({ curve }: BinaryEvaluation, { threshold, costs }: EvaluationWish): number {
	return typeof threshold === 'number' ? placeOf(curve, threshold) : bestPlaces(curve, costs)[threshold];
}

function binaryJson(binary: BinaryEvaluation, wish: EvaluationWish) {
	const counts = confusionAt(binary.curve, wishedPlace(binary, wish));
	const called = confusionEstimates(counts, binary.scale, wish.seed);
	return { figures: { ...called, ...binary.figures }, ...atThreshold(binary, wish), ...scoresJson(binary, wish) };
}

function oneAgainstRestJson(binary: BinaryEvaluation, wish: EvaluationWish) {
	const counts = confusionAt(binary.curve, wishedPlace(binary, wish));
	const figures = { ...confusionEstimates(counts, binary.scale, wish.seed), ...binary.figures };
	return { metrics: figures, ...atThreshold(binary, wish), ...scoresJson(binary, wish) };
}

function atThreshold(binary: BinaryEvaluation, wish: EvaluationWish) {
	const { curve } = binary;
	const place = wishedPlace(binary, wish);
	const best = bestPlaces(curve, wish.costs);
	const at = (where: number) => {
		const confusion = confusionAt(curve, where);
		return { threshold: curve.cuts[where] ?? null, confusion, cost: meanCost(confusion, wish.costs) };
	};
	return {
		positive: wish.classes[binary.positive] ?? null,
		...at(place),
		...(typeof wish.threshold === 'number' ? { threshold: wish.threshold } : {}),
		best: Object.fromEntries(thresholdAims.map((aim) => [aim, at(best[aim])]))
	};
}

function scoresJson({ curve, calibration, deciles, bands }: BinaryEvaluation, { withCurves }: EvaluationWish) {
	if (!withCurves) return { calibration, deciles };
	const points = pointsJson(curvePoints(curve, mostPoints));
	return { calibration, deciles, curves: { points, bands } };
}

/** What is not defined is null: JSON has no NaN and no Infinity. */
function pointsJson(points: readonly CurvePoint[]) {
	const defined = (value: number | null) => (Number.isFinite(value) ? value : null);
	return points.map(({ threshold, falsePositiveRate, recall, precision }) => ({
		threshold: defined(threshold),
		falsePositiveRate: defined(falsePositiveRate),
		recall: defined(recall),
		precision
	}));
}

function classesJson(found: ClassesEvaluation, { classes: names, withCurves }: EvaluationWish) {
	const { figures, table, topK, classes, curves } = found;
	const width = names.length;
	return {
		figures,
		confusion: names.map((_, k) => Array.from(table.slice(k * width, (k + 1) * width))),
		topK,
		classes: classes.map((each, k) => {
			const own = curves.classes[k];
			return {
				class: names[k] ?? '',
				...each,
				averagePrecision: own?.averagePrecision ?? null,
				calibrationError: own?.calibration.error ?? null,
				...(withCurves ? { points: pointsJson(own?.points ?? []) } : {})
			};
		}),
		means: { macro: meanJson(curves.macro), weighted: meanJson(curves.weighted) }
	};
}

function meanJson(mean: MeanCurve | null) {
	return mean && { auc: mean.auc, averagePrecision: mean.averagePrecision };
}

function numbersJson({ figures, zeros, pictures }: NumbersEvaluation) {
	return { figures, zeros, ranges: pictures.ranges, largest: pictures.largest };
}
