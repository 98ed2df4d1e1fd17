import * as v from 'valibot';
import type { Interval } from './report';

const column = v.pipe(v.string(), v.minLength(1));
const optional = v.nullable(v.string());

export const relationChoices = ['auto', 'pearson', 'spearman', 'mutual', 'cramersV'] as const;
export const everyChoices = ['hour', 'day', 'week', 'month'] as const;

/** What a person asks of a table: a picture or a measure, and of which columns. */
export const AnalysisSpecSchema = v.variant('type', [
	v.object({
		type: v.literal('histogram'),
		column,
		colour: optional,
		facet: optional,
		bins: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100))
	}),
	v.object({ type: v.literal('scatter'), x: column, y: column, colour: optional, facet: optional }),
	v.object({ type: v.literal('box'), value: column, by: optional }),
	v.object({ type: v.literal('heatmap'), x: column, y: column }),
	v.object({ type: v.literal('correlation'), measure: v.picklist(relationChoices) }),
	v.object({ type: v.literal('vif') }),
	v.object({ type: v.literal('components') }),
	v.object({ type: v.literal('lasso'), target: column, l1: v.pipe(v.number(), v.minValue(0)) }),
	v.object({ type: v.literal('leakage'), target: column }),
	v.object({
		type: v.literal('decomposition'),
		time: column,
		value: column,
		every: v.picklist(everyChoices),
		period: v.pipe(v.number(), v.integer(), v.minValue(2)),
		k: v.pipe(v.number(), v.minValue(0.5))
	}),
	v.object({ type: v.literal('summary') })
]);
export type AnalysisSpec = v.InferOutput<typeof AnalysisSpecSchema>;
export type AnalysisType = AnalysisSpec['type'];

/** What a form holds as an analysis; null while something is left to fill in. */
export function readSpec(values: unknown): AnalysisSpec | null {
	const parsed = v.safeParse(AnalysisSpecSchema, values);
	return parsed.success ? parsed.output : null;
}

/** An analysis kept in the project, with the dataset it is of. */
export const KeptAnalysisSchema = v.object({
	schemaVersion: v.literal(1),
	dataset: v.string(),
	name: v.string(),
	spec: AnalysisSpecSchema,
	createdAt: v.number()
});
export type KeptAnalysis = v.InferOutput<typeof KeptAnalysisSchema>;

export interface HistogramBar {
	/** Null for a value of text. */
	readonly from: number | null;
	readonly to: number | null;
	readonly value: string | null;
	readonly colour: string | null;
	readonly facet: string | null;
	readonly count: number;
}

export interface BoxGroup {
	readonly group: string | null;
	readonly rows: number;
	readonly q1: number;
	readonly median: number;
	readonly q3: number;
	/** The outermost values within 1.5 interquartile ranges of the quartiles (Tukey). */
	readonly low: number;
	readonly high: number;
	readonly outliers: number;
	/** Some of the values beyond. */
	readonly beyond: readonly number[];
}

/** The figures of an analysis: what is drawn, and what is saved as JSON. Times are milliseconds since 1970. */
export type AnalysisFigures =
	| { readonly type: 'histogram'; readonly isTime: boolean; readonly bars: readonly HistogramBar[] }
	| {
			readonly type: 'scatter';
			readonly isTime: { readonly x: boolean; readonly y: boolean };
			readonly points: readonly {
				readonly x: number;
				readonly y: number;
				readonly colour: string | null;
				readonly facet: string | null;
			}[];
			readonly pearson: number | null;
	  }
	| { readonly type: 'box'; readonly groups: readonly BoxGroup[] }
	| {
			readonly type: 'heatmap';
			readonly xs: readonly string[];
			readonly ys: readonly string[];
			readonly cells: readonly { readonly x: string; readonly y: string; readonly count: number }[];
	  }
	| {
			readonly type: 'correlation';
			readonly cells: readonly {
				readonly a: string;
				readonly b: string;
				readonly value: number;
				readonly measure: 'pearson' | 'spearman' | 'mutual' | 'cramersV' | 'correlationRatio';
			}[];
	  }
	| { readonly type: 'vif'; readonly columns: readonly { readonly column: string; readonly factor: number }[] }
	| {
			readonly type: 'components';
			readonly columns: readonly string[];
			readonly components: readonly {
				readonly singular: number;
				readonly share: number;
				readonly loadings: readonly number[];
			}[];
	  }
	| { readonly type: 'lasso'; readonly columns: readonly { readonly column: string; readonly weight: number }[] }
	| {
			readonly type: 'leakage';
			readonly metric: 'auc' | 'r2';
			readonly columns: readonly {
				readonly column: string;
				readonly score: number;
				readonly interval: Interval | null;
				readonly power: number | null;
			}[];
	  }
	| {
			readonly type: 'decomposition';
			readonly times: readonly number[];
			readonly observed: readonly number[];
			readonly trend: readonly number[];
			readonly seasonal: readonly number[];
			readonly residual: readonly number[];
			/** Places of the odd points. */
			readonly odd: readonly number[];
	  }
	| {
			readonly type: 'summary';
			readonly columns: readonly {
				readonly name: string;
				readonly type: string;
				readonly count: number;
				readonly min: number | null;
				readonly max: number | null;
				readonly mean: number | null;
				readonly std: number | null;
				readonly least: string | null;
				readonly most: string | null;
			}[];
	  };

/** An answer and the rows it is of. */
export interface AnalysisResult {
	readonly schemaVersion: 1;
	readonly table: string;
	readonly spec: AnalysisSpec;
	readonly rows: number;
	readonly of: number;
	readonly seed: number;
	readonly figures: AnalysisFigures;
}
