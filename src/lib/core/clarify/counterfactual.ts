import type { Model } from '../model/model';
import type { Columns } from '../table/columns';

/** The answer asked for: a class (as the model calls it, or at least so probable), or a number within bounds; null is no bound. */
export type Wanted =
	| { readonly type: 'class'; readonly classIndex: number; readonly probability: number | null }
	| { readonly type: 'range'; readonly least: number | null; readonly most: number | null };

/**
 * What a column may become. Without a rule: a number between the least and the most of the background, at the column's own
 * precision; a category that the background has. A rule speaks of changed values: what the row holds may always stay, and
 * nothing becomes missing. A missing number with a direction stays missing.
 */
export interface ColumnRule {
	readonly column: string;
	readonly immutable?: boolean;
	readonly least?: number;
	readonly most?: number;
	readonly direction?: 'up' | 'down';
	readonly categories?: readonly string[];
	/** Only whole numbers, whatever the background has. */
	readonly whole?: boolean;
}

export interface CounterfactualJob {
	readonly model: Model;
	/** The row in question is the first. */
	readonly row: Columns;
	/** Rows that say what is usual: ranges, categories, precision, scale. */
	readonly background: Columns;
	readonly wanted: Wanted;
	readonly rules: readonly ColumnRule[];
	/** How many, each with another set of columns changed. */
	readonly count: number;
	/** Null: any number of columns. */
	readonly maxChanges: number | null;
	/** What one more changed column costs, in units of distance. */
	readonly changePenalty: number;
	/** Milliseconds. */
	readonly timeLimit: number;
	readonly seed: number;
}

export interface Change {
	readonly column: string;
	/** NaN or "" where missing. */
	readonly from: number | string;
	readonly to: number | string;
	/** Numbers: |to - from| over the column's median absolute deviation; categories and missing values: 1. */
	readonly distance: number;
}

/**
 * How one was found: `cuts` tried every interval between the thresholds of the trees, `closed-form` solved the linear model,
 * `every-value` asked the model for every value of every column, `search` is a seeded search.
 */
export type CounterfactualMethod = 'cuts' | 'closed-form' | 'every-value' | 'search';

export interface Counterfactual {
	readonly changes: readonly Change[];
	/** Sum of the changes' distances. */
	readonly distance: number;
	/** Distance and the penalty of every changed column: what is made least. */
	readonly cost: number;
	/** The model's answer for it: all classes, or the number. */
	readonly answer: readonly number[];
	readonly method: CounterfactualMethod;
	/** Nothing that changes the same columns, or as few as these, and meets the rules costs less: proven. */
	readonly proven: boolean;
}

/** Why there is none: a column whose rule, let go alone, would give one. */
export interface Blocker {
	readonly column: string;
	/** The least costly way that letting go opens. */
	readonly instead: Counterfactual;
}

export interface Counterfactuals {
	/** `already`: the row has the wanted answer. */
	readonly status: 'found' | 'already' | 'none';
	/** The least cost first. */
	readonly found: readonly Counterfactual[];
	/** The model's answer for the row as it is. */
	readonly before: readonly number[];
	/** `complete`: all that is tried was tried; `time`: the time limit came first. */
	readonly ended: 'complete' | 'time';
	/**
	 * Nothing with at most so many changed columns was passed over: of those the first of `found` is the nearest there is, and
	 * with `none` there is none. 0 where nothing is proven.
	 */
	readonly provenChanges: number;
	/** Rows the model was asked for. */
	readonly evaluations: number;
	/** With `none`: the answer nearest to the wanted one that was met. */
	readonly closest: readonly number[] | null;
	/** With `none`: rules that stand in the way, each alone. */
	readonly blockers: readonly Blocker[];
	/** With `none`: what more changed columns than allowed would give, if anything. */
	readonly withMoreChanges: Counterfactual | null;
	/** With `none` and neither of these: what all rules let go together would give, if anything. */
	readonly withoutRules: Counterfactual | null;
}
