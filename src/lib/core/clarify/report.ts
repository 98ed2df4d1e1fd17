import type { Model } from '../model/model';
import type { Columns } from '../table/columns';
import type { BiasReport } from './bias';
import type { Counterfactuals, Wanted } from './counterfactual';
import type { Effect } from './effect';
import type { ErrorSlices } from './error-tree';
import type { Explanation } from './explanation';
import type { Interactions } from './interaction';
import type { LimitCheck } from './limit';
import type { TriedMitigations } from './mitigation-trial';

/** Where the predictions that were judged come from: rows the model had not seen, a column of the table, or the model asked about the table. */
export type PredictionSource = 'held-out' | 'column' | 'model';

/** What was audited, with what it takes to do it again. */
export interface AuditSubject {
	readonly dataset: {
		readonly name: string;
		readonly rows: number;
		readonly columns: number;
		readonly hash: string | null;
	};
	readonly model: {
		readonly name: string;
		readonly hash: string | null;
		readonly task: Model['task'];
		readonly target: string;
		readonly estimator: Model['estimator']['type'];
		readonly classes: readonly string[];
		/** The probability of the second class from which on a row is called it, where that was set. */
		readonly threshold?: number;
		readonly inputs: readonly string[];
	} | null;
	readonly label: string;
	readonly positive: string;
	/** As they are written on the command line: `sex`, `age>40`. */
	readonly facets: readonly string[];
	readonly group: string | null;
	readonly predictions: {
		readonly from: PredictionSource;
		readonly column: string | null;
		readonly rows: number;
	} | null;
	/** Bootstrap draws behind each interval. */
	readonly intervals: number;
	readonly seed: number;
	/** Milliseconds since 1970. */
	readonly madeAt: number;
	/** Of the program that measured, by name. */
	readonly versions: Readonly<Record<string, string>>;
}

/** Shapley values of some rows, with the rows. */
export interface ExplainedRows {
	readonly found: Explanation;
	readonly rows: Columns;
	/** Of the background that rows were drawn from. */
	readonly against: string;
}

/** The nearest changes of one row that give another answer. */
export interface FoundChanges {
	/** The row of the table, from 0; null for the usual row. */
	readonly place: number | null;
	readonly wanted: Wanted;
	readonly found: Counterfactuals;
}

/** What an audit found. What was not measured is null, or an empty list. */
export interface AuditReport {
	readonly subject: AuditSubject;
	/** Of all rows with a label. */
	readonly before: BiasReport;
	/** Of the rows with a prediction; null without predictions. */
	readonly after: BiasReport | null;
	readonly limits: readonly LimitCheck[];
	readonly explanation: ExplainedRows | null;
	/** What pairs of columns give together, where that is exact. */
	readonly pairs: Interactions | null;
	/** How the answer goes with the columns that matter most. */
	readonly effects: readonly Effect[];
	/** Where the model is worst. */
	readonly errors: ErrorSlices | null;
	readonly mitigations: TriedMitigations | null;
	readonly changes: FoundChanges | null;
}
