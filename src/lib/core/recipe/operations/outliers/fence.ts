import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { columnSql } from '../../formula/compile';
import { asDouble, numberField } from '../../number-column';
import { withColumns, type FitRow, type StepQuery } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

const BoundsSchema = v.strictObject({
	column: v.string(),
	lower: v.nullable(v.number()),
	upper: v.nullable(v.number())
});
/** Per column, the bounds between which a number is none of the outliers; null where there is no bound. */
export const FencesSchema = v.strictObject({ columns: v.array(BoundsSchema) });
export type Fences = v.InferOutput<typeof FencesSchema>;
export type Fence = Pick<v.InferOutput<typeof BoundsSchema>, 'lower' | 'upper'>;

/** How bounds are learned: aggregates over x, finite or missing, and the bounds from them. */
export interface FenceRule {
	readonly parts: Readonly<Record<string, string>>;
	readonly bounds: (part: (key: string) => number) => readonly [number, number];
}

const around = (centre: number, reach: number) => [centre - reach, centre + reach] as const;
const quantileSql = (q: number) => `quantile_cont(x, ${sqlValue(q)})`;

/** Mean -/+ so many standard deviations (population). */
export const deviationRule = (deviations: number): FenceRule => ({
	parts: { a: 'avg(x)', b: 'stddev_pop(x)' },
	bounds: (part) => around(part('a'), part('b') * deviations)
});

/** Two quantiles, by linear interpolation. */
export const quantileRule = (lower: number, upper: number): FenceRule => ({
	parts: { a: quantileSql(lower), b: quantileSql(upper) },
	bounds: (part) => [part('a'), part('b')]
});

/** Tukey's fences: the quartiles, and so many times their distance beyond (Exploratory Data Analysis, 1977). */
export const quartileRule = (reach: number): FenceRule => ({
	parts: { a: quantileSql(0.25), b: quantileSql(0.75) },
	bounds: (part) => [part('a') - reach * (part('b') - part('a')), part('b') + reach * (part('b') - part('a'))]
});

/** Median -/+ so many times 1.4826 median absolute deviations, which is a standard deviation where data are normal. */
export const medianRule = (deviations: number): FenceRule => ({
	parts: { a: 'median(x)', b: 'mad(x)' },
	bounds: (part) => around(part('a'), 1.4826 * part('b') * deviations)
});

/** Mean -/+ so many standard deviations, both of the values between two quantiles. */
export const trimmedRule = (lower: number, upper: number, deviations: number): FenceRule => ({
	parts: {
		a: `list_avg(list_filter(list(x), lambda y: y BETWEEN ${quantileSql(lower)} AND ${quantileSql(upper)}))`,
		b: `list_stddev_pop(list_filter(list(x), lambda y: y BETWEEN ${quantileSql(lower)} AND ${quantileSql(upper)}))`
	},
	bounds: (part) => around(part('a'), part('b') * deviations)
});

export function fencesSql(rule: FenceRule, columns: readonly string[], input: TableSchema, from: string): string {
	const parts = Object.entries(rule.parts).map(([key, sql]) => `${sql} AS ${key}`);
	return columns
		.map((name) => {
			const x = columnSql(numberField(input, name));
			const values = `SELECT ${x} AS x FROM ${from} WHERE isfinite(${x})`;
			return `(SELECT ${[`${sqlValue(name)} AS c`, ...parts].join(', ')} FROM (${values}))`;
		})
		.join(' UNION ALL ');
}

export function learnFences(rule: FenceRule, columns: readonly string[], rows: readonly FitRow[]): Fences {
	return {
		columns: columns.map((column) => {
			const row = rows.find((each) => each['c'] === column) ?? {};
			if (Object.keys(rule.parts).some((key) => (row[key] ?? null) === null))
				return { column, lower: null, upper: null };
			const [lower, upper] = rule.bounds((key) => Number(row[key]));
			return { column, lower, upper };
		})
	};
}

export function fenceOf(fitted: Fences | null, name: string): Fence {
	return fitted?.columns.find(({ column }) => column === name) ?? { lower: null, upper: null };
}

/** SQL, true where a number lies beyond; false where it is missing. */
export function beyondSql(x: string, { lower, upper }: Fence): string {
	const tests = [
		...(lower === null ? [] : [`${x} < ${sqlValue(lower)}`]),
		...(upper === null ? [] : [`${x} > ${sqlValue(upper)}`])
	];
	return tests.length === 0 ? 'FALSE' : `coalesce(${tests.join(' OR ')}, FALSE)`;
}

/** Each column with what lies beyond its fence at the bound, missing, or marked in a column beside it. */
export function fenceQuery(
	columns: readonly string[],
	beyond: 'bound' | 'missing' | 'mark',
	input: TableSchema,
	fence: (name: string) => Fence
): StepQuery {
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = numberField(input, name);
				const x = columnSql(field);
				const { lower, upper } = fence(name);
				if (beyond === 'mark')
					return {
						field: { name: `${name} is outlier`, type: 'BOOLEAN', kind: 'boolean' },
						sql: beyondSql(x, { lower, upper }),
						from: [name]
					};
				const instead = (bound: number) => (beyond === 'missing' ? 'NULL' : sqlValue(bound));
				const cases = [
					...(lower === null ? [] : [`WHEN ${x} < ${sqlValue(lower)} THEN ${instead(lower)}`]),
					...(upper === null ? [] : [`WHEN ${x} > ${sqlValue(upper)} THEN ${instead(upper)}`])
				];
				return {
					field: asDouble(field),
					sql: cases.length === 0 ? x : `CASE ${cases.join(' ')} ELSE ${x} END`,
					from: [name]
				};
			})
		)
	};
}

export function fencePortable(
	columns: readonly string[],
	beyond: 'bound' | 'missing' | 'mark',
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>,
	fence: (name: string) => Fence
): ReadonlyMap<string, PortableValue> {
	return new Map(
		columns.flatMap((name) => {
			const x = values.get(name);
			if (!x) return [];
			const { lower, upper } = fence(name);
			const no = graph.number(0);
			const under = lower === null ? no : graph.binary('less', x, graph.number(lower));
			const over = upper === null ? no : graph.binary('greater', x, graph.number(upper));
			if (beyond === 'mark')
				return [[`${name} is outlier`, graph.choose(graph.isMissing(x), no, graph.binary('or', under, over))]];
			const instead = (bound: number | null) => graph.number(beyond === 'missing' ? null : bound);
			return [[name, graph.choose(under, instead(lower), graph.choose(over, instead(upper), x))]];
		})
	);
}
