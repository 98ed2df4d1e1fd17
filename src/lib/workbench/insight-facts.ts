import type { MeasuredColumn } from '$lib/core/insight/find-warnings';
import type { FeatureInsight, FeatureType, NumberStatistics } from '$lib/core/insight/report';
import { textPatterns } from '$lib/core/insight/text-pattern';
import { thresholds } from '$lib/core/insight/warning';
import type { SqlEngine } from '$lib/core/ports';
import { toRows, type Cell } from '$lib/core/table/columns';
import {
	measuredAs,
	missingTokens,
	numberExpression,
	type ColumnProfile,
	type TopValue
} from '$lib/core/table/profile';
import { isTemporalType, type Field } from '$lib/core/table/schema';
import { sqlList, sqlName } from '$lib/core/table/sql';

/** What a column holds by itself: all of a measured column but what models say. */
type Alone = Omit<FeatureInsight, 'predictionPower' | 'powerInterval' | 'leakage' | 'inflation'>;
export type ColumnFacts = Omit<MeasuredColumn, 'feature'> & { readonly feature: Alone };

/** Numbers that people write where there is none; they count where they lie three interquartile ranges outside the quartiles. */
const sentinels = [-99999, -9999, -999, -99, -9, -1, 99, 999, 9999, 99999, 999999];
/** Commonest values of a column of text that are looked at one by one. */
const mostValues = 1000;

/** Measures a column over all rows of a relation; `rows` of it. */
export async function measureColumn(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	field: Field,
	profile: ColumnProfile,
	rows: number,
	signal?: AbortSignal
): Promise<ColumnFacts> {
	const isText = field.type === 'VARCHAR';
	const text = isText ? await measureText(sql, relation, field, signal) : noText;
	const present = rows - profile.missing - text.blank;
	const disguised = text.values.reduce((sum, { value, count }) => (isMissingToken(value) ? sum + count : sum), 0);
	const real = Math.max(1, present - disguised);
	const holdsNumbers = isText && text.numbers > 0 && text.numbers / real >= thresholds.parsed;
	const x = holdsNumbers
		? `CASE WHEN isfinite(TRY_CAST(${sqlName(field.name)} AS DOUBLE)) THEN TRY_CAST(${sqlName(field.name)} AS DOUBLE) END`
		: measuredAs(field) === 'number'
			? numberExpression(sqlName(field.name), field.type)
			: null;
	const numbers = x === null ? null : await measureNumbers(sql, relation, x, profile.distinctExact, signal);
	const holdsDates = isText && text.dates > 0 && text.dates / real >= thresholds.parsed;
	return {
		feature: {
			name: field.name,
			storage: field.type,
			kind: field.kind,
			type: featureType(field, profile.distinct, present, holdsNumbers, holdsDates),
			missing: rows - present,
			invalid: rows - (numbers ? numbers.count : present),
			distinct: profile.distinct,
			numbers,
			histogram: profile.histogram,
			top: profile.top,
			patterns: isText && !holdsNumbers ? textPatterns(text.values) : []
		},
		numbersInText: text.numbers,
		datesInText: text.dates,
		values: text.values
	};
}

const noText = { blank: 0, numbers: 0, dates: 0, values: [] };
const isMissingToken = (value: string) => missingTokens.includes(value.trim().toLowerCase());

async function measureText(sql: Pick<SqlEngine, 'query'>, relation: string, field: Field, signal?: AbortSignal) {
	const c = sqlName(field.name);
	const blank = `regexp_full_match(${c}, '\\s*')`;
	const [facts] = toRows(
		await sql.query(
			`SELECT count(*) FILTER (${blank})::DOUBLE AS blank,
	count(*) FILTER (isfinite(TRY_CAST(${c} AS DOUBLE)))::DOUBLE AS numbers,
	count(*) FILTER (TRY_CAST(${c} AS DOUBLE) IS NULL AND TRY_CAST(${c} AS TIMESTAMP) IS NOT NULL)::DOUBLE AS dates
FROM ${relation}`,
			signal
		)
	);
	const values = await sql.query(
		`SELECT left(${c}, 200) AS value, count(*)::DOUBLE AS n FROM ${relation} WHERE ${c} IS NOT NULL AND NOT ${blank}
GROUP BY 1 ORDER BY n DESC, value LIMIT ${mostValues}`,
		signal
	);
	return {
		blank: Number(facts?.['blank'] ?? 0),
		numbers: Number(facts?.['numbers'] ?? 0),
		dates: Number(facts?.['dates'] ?? 0),
		values: toRows(values).map((row): TopValue => ({ value: String(row['value'] ?? ''), count: Number(row['n']) }))
	};
}

/** Statistics of the finite numbers that the expression `x` gives; null where there is none. */
async function measureNumbers(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	x: string,
	exact: boolean,
	signal?: AbortSignal
): Promise<NumberStatistics | null> {
	const quantile = (q: number) => (exact ? `quantile_cont(x, ${q})` : `approx_quantile(x, ${q})`);
	const far = 'abs(x - a.median) > 5 * b.robust';
	// quartiles stand still where up to a quarter of the rows holds a sentinel: the robust deviation does not
	const apart = '(x < a.q25 - 3 * (a.q75 - a.q25) OR x > a.q75 + 3 * (a.q75 - a.q25))';
	const [row] = toRows(
		await sql.query(
			`WITH v AS (SELECT ${x} AS x FROM ${relation}),
a AS (SELECT count(x)::DOUBLE AS n, min(x) AS low, max(x) AS high, avg(x) AS mean, stddev_samp(x) AS std, mode(x) AS common,
	${quantile(0.05)} AS p5, ${quantile(0.25)} AS q25, ${quantile(0.75)} AS q75, ${quantile(0.5)} AS median, ${quantile(0.95)} AS p95 FROM v),
b AS (SELECT stddev_samp(least(greatest(x, a.p5), a.p95)) AS robust, avg(pow(x - a.mean, 2)) AS m2, avg(pow(x - a.mean, 3)) AS m3,
	avg(pow(x - a.mean, 4)) AS m4, (count(*) FILTER (x = a.common))::DOUBLE AS commonCount FROM v, a WHERE x IS NOT NULL),
c AS (SELECT (count(*) FILTER (${far}))::DOUBLE AS outliers, mode(x) FILTER (x IN ${sqlList(sentinels)} AND ${apart}) AS sentinel FROM v, a, b),
d AS (SELECT (count(*) FILTER (x = c.sentinel))::DOUBLE AS sentinelCount FROM v, c)
SELECT * FROM a, b, c, d`,
			signal
		)
	);
	if (!row) return null;
	const number = (name: string) => finite(row[name]);
	const [min, max, mean, median] = [number('low'), number('high'), number('mean'), number('median')];
	if (min === null || max === null || mean === null || median === null) return null;
	const [m2, m3, m4] = [number('m2') ?? 0, number('m3'), number('m4')];
	const counted = (value: number | null, count: number | null) =>
		value === null ? null : { value, count: count ?? 0 };
	return {
		...{ count: number('n') ?? 0, min, max, mean, median, std: number('std') },
		skew: m2 > 0 && m3 !== null ? m3 / m2 ** 1.5 : null,
		kurtosis: m2 > 0 && m4 !== null ? m4 / m2 ** 2 : null,
		robustStd: number('robust'),
		outliers: number('outliers') ?? 0,
		sentinel: counted(number('sentinel'), number('sentinelCount')),
		mostFrequent: counted(number('common'), number('commonCount'))
	};
}

const finite = (cell: Cell | undefined) => (typeof cell === 'number' && Number.isFinite(cell) ? cell : null);

function featureType(
	{ type, kind }: Field,
	distinct: number,
	present: number,
	holdsNumbers: boolean,
	holdsDates: boolean
): FeatureType {
	if (present === 0) return 'unknown';
	if (isTemporalType(type) || holdsDates) return 'datetime';
	if (type === 'BOOLEAN' || distinct === 2) return 'binary';
	if (holdsNumbers) return 'numeric';
	if (kind === 'categorical' || kind === 'ordinal') return 'categorical';
	if (measuredAs({ type }) === 'number') return 'numeric';
	return type === 'VARCHAR' ? 'text' : 'unknown';
}
