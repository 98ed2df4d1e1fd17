import type { Checkpoint } from '../clarify/checkpoint';
import { curveOf } from './binary';
import { calibrationOf, type Calibration } from './calibration';
import { curvePoints, type CurvePoint } from './curve-points';
import { oneAgainstRest, type EvaluatedRows } from './evaluated-rows';
import { decilesOf, type Decile } from './lift';
import { bandSteps, measureRanking, rank, rankingFigures } from './ranking';

/** One class of many held against the rest. */
export interface ClassCurve {
	/** At most 150, the strictest threshold first. */
	readonly points: readonly CurvePoint[];
	readonly averagePrecision: number;
	readonly calibration: Calibration;
	readonly deciles: readonly Decile[];
}

/** A mean of the classes' curves: true positive rates at even false positive rates, and precisions at even recalls, from 0 to 1. */
export interface MeanCurve {
	readonly roc: Float64Array;
	readonly precision: Float64Array;
	/** Means of the classes' own. */
	readonly auc: number;
	readonly averagePrecision: number;
}

/** How every class is told from the rest. */
export interface ClassCurves {
	/** In the order of the classes; null where none or all of the rows are of it. */
	readonly classes: readonly (ClassCurve | null)[];
	/** Every class that has a curve counts the same; null where none has. */
	readonly macro: MeanCurve | null;
	/** Each counts by the weight of its rows. */
	readonly weighted: MeanCurve | null;
}

const mostPoints = 150;

/**
 * Curves of each class against the rest and their means, taken place by place (Fawcett 2006: vertical averaging). `areas` are the classes' AUC,
 * null where not defined.
 */
export async function classCurves(
	rows: EvaluatedRows,
	areas: readonly (number | null)[],
	checkpoint: Checkpoint
): Promise<ClassCurves> {
	const found: Measured[] = [];
	const classes: (ClassCurve | null)[] = [];
	for (let k = 0; k < rows.classes.length; k++) {
		await checkpoint(k, rows.classes.length);
		const own = oneAgainstRest(rows, k);
		const curve = curveOf(own);
		if (curve.positives === 0 || curve.positives === curve.n) {
			classes.push(null);
			continue;
		}
		const measured = new Float64Array(rankingFigures);
		measureRanking(rank(own), own.weights, measured);
		found.push({ figures: measured, auc: areas[k] ?? NaN, weight: curve.positives });
		classes.push({
			points: curvePoints(curve, mostPoints),
			averagePrecision: measured[0] ?? NaN,
			calibration: calibrationOf(own),
			deciles: decilesOf(curve)
		});
	}
	return {
		classes,
		macro: meanCurve(found.map((each) => ({ ...each, weight: 1 }))),
		weighted: meanCurve(found)
	};
}

interface Measured {
	readonly figures: Float64Array;
	readonly auc: number;
	readonly weight: number;
}

function meanCurve(found: readonly Measured[]): MeanCurve | null {
	if (found.length === 0) return null;
	const whole = found.reduce((sum, { weight }) => sum + weight, 0);
	const mean = (valueOf: (each: Measured) => number) =>
		found.reduce((sum, each) => sum + (each.weight / whole) * valueOf(each), 0);
	const figures = Float64Array.from({ length: rankingFigures }, (_, at) => mean((each) => each.figures[at] ?? NaN));
	return {
		auc: mean(({ auc }) => auc),
		averagePrecision: figures[0] ?? NaN,
		roc: figures.slice(2, 3 + bandSteps),
		precision: figures.slice(3 + bandSteps)
	};
}
