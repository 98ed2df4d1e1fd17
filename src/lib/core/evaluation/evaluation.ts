import type { Checkpoint } from '../clarify/checkpoint';
import { beforeCalibration, type BeforeCalibration } from './before-calibration';
import { evaluateBinary, type BinaryEvaluation } from './binary';
import { evaluateClasses, type ClassesEvaluation } from './classes';
import { effectiveRows, measurableRows, oneAgainstRest, type EvaluatedRows } from './evaluated-rows';
import { evaluateNumbers, type NumbersEvaluation } from './numbers';

export interface EvaluationJob {
	readonly rows: EvaluatedRows;
	/** The answers before they were calibrated, where they are known. */
	readonly rawAnswers?: Float64Array | null;
	/** The class that is held against the rest; null for the last. */
	readonly positive: number | null;
	/** The share of rows that were to lie below the prediction; null where a mean was to be predicted. */
	readonly quantile: number | null;
	readonly seed: number;
}

export const evaluationWarnings = ['no-rows', 'few-rows', 'few-positives', 'few-negatives', 'classes-missing'] as const;
/** Why figures are to be taken with care: fewer than 30 rows, fewer than 10 of a class, a class that is not there. */
export type EvaluationWarning = (typeof evaluationWarnings)[number];

/** What held-out rows say of a model. */
export interface Evaluation {
	readonly rows: {
		readonly measured: number;
		/** Left out: without a truth that the model knows, a finite answer, or a weight. */
		readonly left: number;
		/** Rows of weight 1 that say as much. */
		readonly effective: number;
	};
	readonly warnings: readonly EvaluationWarning[];
	/** One class against the rest; null for a regression. */
	readonly binary: BinaryEvaluation | null;
	/** The same class before calibration; null where nothing was calibrated, or what it gave is not known. */
	readonly before: BeforeCalibration | null;
	/** All classes, where there are more than two. */
	readonly classes: ClassesEvaluation | null;
	readonly numbers: NumbersEvaluation | null;
}

const fewRows = 30;
const fewOfClass = 10;

/** Measures a model by its answers to rows it had not seen, with 95 % intervals. */
export async function evaluate(job: EvaluationJob, checkpoint: Checkpoint): Promise<Evaluation> {
	await checkpoint(0, 1);
	const rows = measurableRows(job.rows);
	const measured = rows.truth.length;
	const counts = { measured, left: job.rows.truth.length - measured, effective: effectiveRows(rows.weights) };
	if (rows.task === 'regression') {
		const numbers = await evaluateNumbers(rows, job.quantile, job.seed, checkpoint);
		return { rows: counts, warnings: rowWarnings(measured), binary: null, before: null, classes: null, numbers };
	}
	const positive = job.positive ?? rows.classes.length - 1;
	const binary = await evaluateBinary(oneAgainstRest(rows, positive), positive, job.seed, checkpoint);
	const before = job.rawAnswers ? beforeCalibration({ ...job.rows, answers: job.rawAnswers }, positive) : null;
	const classes = rows.classes.length > 2 ? await evaluateClasses(rows, job.seed, checkpoint) : null;
	return {
		rows: counts,
		warnings: [...rowWarnings(measured), ...(measured > 0 ? classWarnings(binary, classes) : [])],
		...{ binary, before, classes, numbers: null }
	};
}

function rowWarnings(rows: number): EvaluationWarning[] {
	return rows === 0 ? ['no-rows'] : rows < fewRows ? ['few-rows'] : [];
}

function classWarnings({ rows }: BinaryEvaluation, classes: ClassesEvaluation | null): EvaluationWarning[] {
	const isMissing = classes ? classes.classes.some((each) => each.rows === 0) : rows.positives * rows.negatives === 0;
	return [
		...(isMissing ? (['classes-missing'] as const) : []),
		...(rows.positives > 0 && rows.positives < fewOfClass ? (['few-positives'] as const) : []),
		...(rows.negatives > 0 && rows.negatives < fewOfClass ? (['few-negatives'] as const) : [])
	];
}
