import type { Json } from '../json';
import type { HistogramBin, TopValue } from '../table/profile';
import type { Kind } from '../table/schema';
import type { Task } from '../train/job';
import type { PairCorrelation } from './correlation';
import type { Importance } from './importance';
import type { Confusion } from './scores';
import type { TextPattern } from './text-pattern';
import type { InsightWarning } from './warning';

export const featureTypes = ['numeric', 'categorical', 'binary', 'text', 'datetime', 'unknown'] as const;
export type FeatureType = (typeof featureTypes)[number];

/** Numbers of a column over its finite values; times are milliseconds since 1970. */
export interface NumberStatistics {
	/** Finite values. */
	readonly count: number;
	readonly min: number;
	readonly max: number;
	readonly mean: number;
	readonly median: number;
	/** Of a sample (n - 1). */
	readonly std: number | null;
	/** m3 / sd³ */
	readonly skew: number | null;
	/** m4 / sd⁴, 3 for a normal distribution. */
	readonly kurtosis: number | null;
	/** Standard deviation after clipping to the 5th and 95th percentile. */
	readonly robustStd: number | null;
	/** Values outside median ± 5 robust standard deviations. */
	readonly outliers: number;
	/** The number that people write for a missing one (-999 ...) which lies far outside the quartiles most often, and how often. */
	readonly sentinel: { readonly value: number; readonly count: number } | null;
	readonly mostFrequent: { readonly value: number; readonly count: number } | null;
}

/** Where a figure lies with 95 % confidence, over repeated splits. */
export interface Interval {
	readonly lower: number;
	readonly upper: number;
}

/** How well a column alone tells the target on held-out rows: 1 gives it away. */
export interface Leakage {
	readonly metric: 'auc' | 'r2';
	/** Mean over the splits. */
	readonly score: number;
	readonly interval: Interval | null;
}

export interface FeatureInsight {
	readonly name: string;
	readonly storage: string;
	readonly kind: Kind;
	readonly type: FeatureType;
	/** NULL, empty or white space only. */
	readonly missing: number;
	/** Missing, or not a number in a column of numbers. */
	readonly invalid: number;
	readonly distinct: number;
	readonly numbers: NumberStatistics | null;
	readonly histogram: readonly HistogramBin[];
	readonly top: readonly TopValue[];
	readonly patterns: readonly TextPattern[];
	/** In [0, 1]: share of a naive guesser's loss that this column alone saves on held-out rows; null without a target. */
	readonly predictionPower: number | null;
	readonly powerInterval: Interval | null;
	readonly leakage: Leakage | null;
	/** Variance inflation factor among the columns of numbers; null where it is none of them. */
	readonly inflation: number | null;
}

export interface TargetInsight {
	readonly name: string;
	readonly task: Task;
	/** Classes with their rows, the most frequent first; empty for numbers. */
	readonly classes: readonly TopValue[];
	readonly missing: number;
	readonly invalid: number;
	readonly outliers: number;
}

export interface QuickModel {
	readonly task: Task;
	readonly rows: { readonly train: number; readonly validation: number; readonly test: number };
	/** Boosting rounds with the least loss on the validation rows. */
	readonly rounds: number;
	readonly metrics: Readonly<Record<string, number | null>>;
	readonly classes: readonly string[];
	readonly confusion: Confusion | null;
	/** Columns the model did not take, and why. */
	readonly dropped: readonly { readonly column: string; readonly reason: string }[];
	/** Of the columns it took, on the rows it was measured on, the most important first. */
	readonly importance: readonly Importance[];
}

/** Rows as they stand in the table: cells as text, null where missing; `figure` is a score or a count; `place` counts from 0. */
export interface RowSample {
	readonly columns: readonly string[];
	readonly rows: readonly {
		readonly cells: readonly (string | null)[];
		readonly figure: number;
		readonly place: number;
	}[];
}

/** The data quality and insights report: one document on screen, as HTML and as JSON. */
export interface InsightReport {
	readonly schemaVersion: 1;
	readonly table: string;
	readonly summary: {
		readonly rows: number;
		readonly columns: number;
		readonly missing: number;
		/** Share of cells. */
		readonly missingShare: number;
		readonly invalid: number;
		readonly types: Readonly<Record<FeatureType, number>>;
		/** Share of rows that repeat an earlier one. */
		readonly duplicateRatio: number;
		readonly highWarnings: number;
	};
	/** Rows that models, that columns alone, and that anomalies and correlations were computed on; everything else is over all rows. */
	readonly sample: {
		readonly model: number;
		readonly power: number;
		readonly analysis: number;
		readonly of: number;
		readonly seed: number;
	};
	readonly target: TargetInsight | null;
	readonly quickModel: QuickModel | null;
	/** Why there is no quick model though a target was named: an error code. */
	readonly quickModelReason: string | null;
	readonly warnings: readonly InsightWarning[];
	readonly features: readonly FeatureInsight[];
	readonly correlations: readonly PairCorrelation[];
	readonly anomalies: RowSample;
	readonly duplicates: RowSample;
}

/** A step that a warning recommends. */
export interface InsightMend {
	readonly op: string;
	readonly params: Readonly<Record<string, Json>>;
}
