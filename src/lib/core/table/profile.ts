import { isNumericType, isTemporalType, type Field } from './schema';
import { sqlList, sqlName, sqlValue } from './sql';

export interface HistogramBin {
	readonly from: number;
	readonly to: number;
	readonly count: number;
}
export interface TopValue {
	readonly value: string;
	readonly count: number;
}
export type ColumnWarning =
	| { readonly code: 'all-missing' }
	| { readonly code: 'constant'; readonly value: string }
	| { readonly code: 'high-missing'; readonly share: number }
	| { readonly code: 'disguised-missing'; readonly count: number; readonly tokens: string }
	| { readonly code: 'identifier' }
	| { readonly code: 'high-cardinality'; readonly distinct: number }
	| { readonly code: 'rare-categories'; readonly count: number }
	| { readonly code: 'skewed'; readonly skew: number }
	| { readonly code: 'not-finite'; readonly count: number };

/** One column at a glance. Times are milliseconds since 1970; what does not apply is null. */
export interface ColumnProfile {
	readonly name: string;
	readonly type: string;
	readonly kind: Field['kind'];
	readonly missing: number;
	readonly distinct: number;
	readonly distinctExact: boolean;
	/** Numbers and times: number; everything else: the first and last text in order. */
	readonly min: number | string | null;
	readonly max: number | string | null;
	/** Over finite values; std is that of a sample (n - 1). */
	readonly mean: number | null;
	readonly std: number | null;
	readonly quantiles: { readonly '0.25': number; readonly '0.5': number; readonly '0.75': number } | null;
	readonly histogram: readonly HistogramBin[];
	readonly top: readonly TopValue[];
	readonly warnings: readonly ColumnWarning[];
}

export interface TableProfile {
	readonly rows: number;
	readonly columns: readonly ColumnProfile[];
}

/** Tokens that people write for a missing value, compared without case or blanks around. */
export const missingTokens = [
	'',
	'?',
	'??',
	'???',
	'-',
	'--',
	'na',
	'n/a',
	'#n/a',
	'nan',
	'null',
	'none',
	'nil',
	'missing',
	'unknown',
	'unk',
	'tbd'
];

export const histogramBins = 20;
export const topCount = 10;

/** How a column is measured: as numbers (times too), or as text. */
export function measuredAs(field: Pick<Field, 'type'>): 'number' | 'text' {
	return isNumericType(field.type) || isTemporalType(field.type) ? 'number' : 'text';
}

/** The column as a DOUBLE expression that is NULL where it is missing or not finite. */
export function numberExpression({ name, type }: Pick<Field, 'name' | 'type'>): string {
	const c = sqlName(name);
	if (isTemporalType(type)) return `CAST(epoch_ms(${c}) AS DOUBLE)`;
	if (type === 'DOUBLE' || type === 'FLOAT') return `CASE WHEN isfinite(${c}) THEN CAST(${c} AS DOUBLE) END`;
	return `CAST(${c} AS DOUBLE)`;
}

export interface NumberFacts {
	present: number;
	distinct: number;
	finite: number;
	min: number | null;
	max: number | null;
	mean: number | null;
	std: number | null;
	q25: number | null;
	q50: number | null;
	q75: number | null;
	skew: number | null;
}
export interface TextFacts {
	present: number;
	distinct: number;
	min: string | null;
	max: string | null;
	disguised: number;
	tokens: string | null;
}

/** One SELECT that measures some columns at once: one row, columns `<place>_<fact>`. `exact` counts distinct values one by one. */
export function factsSelect(relation: string, fields: readonly Field[], exact: boolean): string {
	const parts = fields.flatMap((field, place) => {
		const c = sqlName(field.name);
		const distinct = exact ? `count(DISTINCT ${c})` : `least(approx_count_distinct(${c}), count(${c}))`;
		const as = (fact: string, sql: string) => `${sql} AS "${place}_${fact}"`;
		if (measuredAs(field) === 'number') {
			const x = numberExpression(field);
			return [
				as('present', `count(${c})`),
				as('distinct', distinct),
				as('finite', `count(${x})`),
				as('min', `min(${x})`),
				as('max', `max(${x})`),
				as('mean', `avg(${x})`),
				as('std', `stddev_samp(${x})`),
				...[25, 50, 75].map((q) =>
					as(`q${q}`, exact ? `quantile_cont(${x}, ${q / 100})` : `approx_quantile(${x}, ${q / 100})`)
				),
				as('skew', `skewness(${x})`)
			];
		}
		const text = `CAST(${c} AS VARCHAR)`;
		const disguised = `lower(trim(${text})) IN ${sqlList(missingTokens)}`;
		return [
			as('present', `count(${c})`),
			as('distinct', distinct),
			as('min', `left(min(${text}), 200)`),
			as('max', `left(max(${text}), 200)`),
			as('disguised', field.type === 'BOOLEAN' ? '0' : `count(*) FILTER (${disguised})`),
			as('tokens', field.type === 'BOOLEAN' ? 'NULL' : `min(${text}) FILTER (${disguised})`)
		];
	});
	return `SELECT count(*) AS n, ${parts.join(', ')} FROM ${relation}`;
}

/** Counts in `histogramBins` equal bins between the minimum and the maximum, for columns that have both: rows (place, bin, n). */
export function histogramSelect(
	relation: string,
	columns: readonly { place: number; field: Field; min: number; max: number }[]
): string {
	return columns
		.map(({ place, field, min, max }) => {
			const width = (max - min) / histogramBins;
			const x = numberExpression(field);
			const bin =
				width > 0
					? `least(CAST(floor((${x} - ${sqlValue(min)}) / ${sqlValue(width)}) AS INTEGER), ${histogramBins - 1})`
					: '0';
			return `SELECT ${place} AS place, ${bin} AS bin, count(*) AS n FROM ${relation} WHERE ${x} IS NOT NULL GROUP BY ALL`;
		})
		.join(' UNION ALL ');
}

/** The most frequent values of some columns as text: rows (place, value, n), ties in the order of the text. */
export function topSelect(relation: string, columns: readonly { place: number; field: Field }[]): string {
	return columns
		.map(
			({ place, field }) =>
				`(SELECT ${place} AS place, left(CAST(${sqlName(field.name)} AS VARCHAR), 200) AS value, count(*) AS n FROM ${relation} WHERE ${sqlName(field.name)} IS NOT NULL GROUP BY ALL ORDER BY n DESC, value LIMIT ${topCount})`
		)
		.join(' UNION ALL ');
}

/** What deserves a look, from the facts of one column. Thresholds: high missing 50 %, skew 3, high cardinality 90 % (Data Wrangler's report). */
export function columnWarnings(
	field: Field,
	rows: number,
	facts: NumberFacts | TextFacts,
	top: readonly TopValue[]
): ColumnWarning[] {
	const warnings: ColumnWarning[] = [];
	const missing = rows - facts.present;
	if (facts.present === 0) return [{ code: 'all-missing' }];
	if (missing / rows > 0.5) warnings.push({ code: 'high-missing', share: missing / rows });
	if (facts.distinct === 1) warnings.push({ code: 'constant', value: String(top[0]?.value ?? facts.min) });
	else if (field.kind === 'identifier') warnings.push({ code: 'identifier' });
	else if (field.kind === 'categorical' && facts.distinct > facts.present * 0.9 && facts.present > 20)
		warnings.push({ code: 'high-cardinality', distinct: facts.distinct });
	if ('disguised' in facts) {
		if (facts.disguised > 0)
			warnings.push({ code: 'disguised-missing', count: facts.disguised, tokens: facts.tokens ?? '' });
		const rare = top.filter(({ count }) => count < rows * 0.005).length;
		if (field.kind === 'categorical' && rare > 0 && facts.distinct <= topCount && rows >= 200)
			warnings.push({ code: 'rare-categories', count: rare });
	} else {
		if (facts.present > facts.finite) warnings.push({ code: 'not-finite', count: facts.present - facts.finite });
		if (facts.skew !== null && Math.abs(facts.skew) > 3) warnings.push({ code: 'skewed', skew: facts.skew });
	}
	return warnings;
}
