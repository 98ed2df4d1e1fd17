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

/** A value expression of a type as a DOUBLE that is NULL where it is missing or not finite. */
export function numberExpression(c: string, type: string): string {
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

/** A column and its place among those measured by one statement. */
export interface PlacedField {
	readonly place: number;
	readonly field: Field;
}

/** Above this many columns of a type the facts come from (place, value) pairs: DuckDB plans thousands of expressions in minutes. */
const expressionsAtOnce = 40;

/** Facts of the value expression `c` of a column of this type: name and SQL. `exact` counts distinct values one by one. */
function factExpressions(c: string, type: string, exact: boolean): [string, string][] {
	const distinct = exact ? `count(DISTINCT ${c})` : `least(approx_count_distinct(${c}), count(${c}))`;
	const common: [string, string][] = [
		['present', `count(${c})`],
		['distinct', distinct]
	];
	if (measuredAs({ type }) === 'number') {
		const x = numberExpression(c, type);
		return [
			...common,
			['finite', `count(${x})`],
			['min', `min(${x})`],
			['max', `max(${x})`],
			['mean', `avg(${x})`],
			['std', `stddev_samp(${x})`],
			...[25, 50, 75].map((q): [string, string] => [
				`q${q}`,
				exact ? `quantile_cont(${x}, ${q / 100})` : `approx_quantile(${x}, ${q / 100})`
			]),
			['skew', `skewness(${x})`]
		];
	}
	const text = `CAST(${c} AS VARCHAR)`;
	const disguised = `lower(trim(${text})) IN ${sqlList(missingTokens)}`;
	return [
		...common,
		['min', `left(min(${text}), 200)`],
		['max', `left(max(${text}), 200)`],
		['disguised', type === 'BOOLEAN' ? '0' : `count(*) FILTER (${disguised})`],
		['tokens', type === 'BOOLEAN' ? 'NULL' : `min(${text}) FILTER (${disguised})`]
	];
}

/** Measures columns that all have the same type: rows (place, facts). */
export function factsSelect(relation: string, columns: readonly PlacedField[], exact: boolean): string {
	const type = columns[0]?.field.type ?? 'VARCHAR';
	const facts = (c: string) => factExpressions(c, type, exact).map(([name, sql]) => `${sql} AS "${name}"`);
	if (columns.length > expressionsAtOnce) {
		const values = columns.map(({ field }) => sqlName(field.name));
		return `SELECT place, ${facts('c').join(', ')} FROM (${pairsSelect(relation, columns, values)}) GROUP BY place`;
	}
	const named = columns.map(({ field }, i) => {
		const list = factExpressions(sqlName(field.name), type, exact).map(([name, sql]) => `"${name}" := ${sql}`);
		return `struct_pack(${list.join(', ')}) AS f${i}`;
	});
	const places = columns.map(({ place }) => place).join(', ');
	const packed = columns.map((_, i) => `f${i}`).join(', ');
	return `SELECT place, f.* FROM (SELECT unnest([${places}]) AS place, unnest([${packed}]) AS f FROM (SELECT ${named.join(', ')} FROM ${relation}))`;
}

/** Every cell of some columns as a row (place, c). */
function pairsSelect(relation: string, columns: readonly PlacedField[], values: readonly string[]): string {
	const places = columns.map(({ place }) => place).join(', ');
	return `SELECT unnest([${places}]) AS place, unnest([${values.join(', ')}]) AS c FROM ${relation}`;
}

/** Counts in `histogramBins` equal bins between the minimum and the maximum, for columns that have both: rows (place, bin, n). */
export function histogramSelect(
	relation: string,
	columns: readonly (PlacedField & { readonly min: number; readonly max: number })[]
): string {
	const list = (numbers: readonly number[]) => `[${numbers.map(sqlValue).join(', ')}]`;
	const values = columns.map(({ field }) => numberExpression(sqlName(field.name), field.type));
	const lows = list(columns.map(({ min }) => min));
	const widths = list(columns.map(({ min, max }) => (max - min) / histogramBins));
	const bin = `CASE WHEN width > 0 THEN least(CAST(floor((c - low) / width) AS INTEGER), ${histogramBins - 1}) ELSE 0 END`;
	const pairs = `SELECT unnest([${columns.map(({ place }) => place).join(', ')}]) AS place, unnest([${values.join(', ')}]) AS c, unnest(${lows}) AS low, unnest(${widths}) AS width FROM ${relation}`;
	return `SELECT place, ${bin} AS bin, count(*) AS n FROM (${pairs}) WHERE c IS NOT NULL GROUP BY place, bin`;
}

/** The most frequent values of some columns as text: rows (place, value, n), the most frequent first, ties in the order of the text. */
export function topSelect(relation: string, columns: readonly PlacedField[]): string {
	const texts = columns.map(({ field }) => `left(CAST(${sqlName(field.name)} AS VARCHAR), 200)`);
	if (columns.length <= expressionsAtOnce)
		return columns
			.map(
				({ place }, i) =>
					`(SELECT ${place} AS place, ${texts[i]} AS value, count(*) AS n FROM ${relation} WHERE ${texts[i]} IS NOT NULL GROUP BY ALL ORDER BY n DESC, value LIMIT ${topCount})`
			)
			.join(' UNION ALL ');
	const counts = `SELECT place, c, count(*) AS n FROM (${pairsSelect(relation, columns, texts)}) WHERE c IS NOT NULL GROUP BY place, c`;
	const most = `SELECT place, unnest(min({ less: -n, value: c }, ${topCount})) AS top FROM (${counts}) GROUP BY place`;
	return `SELECT place, top.value AS value, -top.less AS n FROM (${most}) ORDER BY place, n DESC, value`;
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
