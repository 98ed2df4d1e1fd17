import { isNumericType, type Field, type TableSchema } from '../table/schema';
import { sqlValue } from '../table/sql';
import type { Aggregation } from './field';
import { finiteColumnSql, kindOfType } from './number-column';
import { fieldNamed, wantType, type OutputColumn } from './operation';
import { valueSql } from './value-column';

/** What a column's values in a group come to. All but `rows` and `missing` pass over missing values. */
export const aggregates = [
	'rows',
	'share',
	'count',
	'missing',
	'distinct',
	'sum',
	'mean',
	'median',
	'minimum',
	'maximum',
	'range',
	'deviation',
	'variance',
	'quantile',
	'mode',
	'first',
	'last',
	'list',
	'distinct-list',
	'text'
] as const;
export type Aggregate = (typeof aggregates)[number];

/** Aggregates that give one plain value: what a cell of a wide table can hold. */
export const plainAggregates = [
	'rows',
	'count',
	'distinct',
	'sum',
	'mean',
	'median',
	'minimum',
	'maximum',
	'deviation',
	'mode',
	'first',
	'last'
] as const;

const overNumbers: ReadonlySet<Aggregate> = new Set([
	'sum',
	'mean',
	'median',
	'range',
	'deviation',
	'variance',
	'quantile',
	'share'
]);

/** Whether an aggregate takes numbers, or truth values, alone. */
export function takesNumbers(aggregate: Aggregate): boolean {
	return overNumbers.has(aggregate);
}

/** Whether an aggregate can do without a column. */
export function countsRows(aggregate: Aggregate): boolean {
	return aggregate === 'rows' || aggregate === 'share';
}

export interface AggregateOptions {
	/** SQL of the order of the rows; `first`, `last` and lists go by it. */
	readonly row: string;
	/** SQL, true for the rows that count; all when left out. */
	readonly where?: string;
	readonly quantile?: number;
	readonly delimiter?: string;
}

/** SQL and type of an aggregate over a column of a table; of rows when there is none. Throws table/column-kind. */
export function aggregateSql(
	aggregate: Aggregate,
	field: Field | null,
	{ row, where, quantile = 0.5, delimiter = ', ' }: AggregateOptions
): { readonly sql: string; readonly type: string } {
	const filter = (condition: string | null) => {
		const both = [condition, where].filter((each) => typeof each === 'string').join(' AND ');
		return both === '' ? '' : ` FILTER (WHERE ${both})`;
	};
	if (aggregate === 'rows' || field === null) {
		const count = `count(*)${filter(null)}`;
		if (aggregate !== 'share') return { sql: count, type: 'BIGINT' };
		return { sql: `${count}::DOUBLE / sum(${count}) OVER ()`, type: 'DOUBLE' };
	}
	const x = valueSql(field);
	const present = filter(`${x} IS NOT NULL`);
	const number = () => {
		if (field.type === 'BOOLEAN') return `${x}::INTEGER::DOUBLE`;
		return finiteColumnSql(wantType(field, 'number', isNumericType));
	};
	const asNumber = (call: (n: string) => string) => ({
		sql: `(${call(number())}${filter(null)})::DOUBLE`,
		type: 'DOUBLE'
	});
	switch (aggregate) {
		case 'share': {
			const sum = `sum(${number()})${filter(null)}`;
			return { sql: `${sum} / nullif(sum(${sum}) OVER (), 0)`, type: 'DOUBLE' };
		}
		case 'count':
			return { sql: `count(${x})${filter(null)}`, type: 'BIGINT' };
		case 'missing':
			return { sql: `count(*)${filter(`${x} IS NULL`)}`, type: 'BIGINT' };
		case 'distinct':
			return { sql: `count(DISTINCT ${x})${filter(null)}`, type: 'BIGINT' };
		case 'sum':
			return isWhole(field.type)
				? { sql: `(sum(${x})${filter(null)})::BIGINT`, type: 'BIGINT' }
				: asNumber((n) => `sum(${n})`);
		case 'mean':
			return asNumber((n) => `avg(${n})`);
		case 'median':
			return asNumber((n) => `median(${n})`);
		case 'deviation':
			return asNumber((n) => `stddev_samp(${n})`);
		case 'variance':
			return asNumber((n) => `var_samp(${n})`);
		case 'quantile':
			return asNumber((n) => `quantile_cont(${n}, ${sqlValue(quantile)})`);
		case 'range': {
			const n = number();
			return { sql: `max(${n})${filter(null)} - min(${n})${filter(null)}`, type: 'DOUBLE' };
		}
		case 'minimum':
			return { sql: `min(${x})${filter(null)}`, type: field.type };
		case 'maximum':
			return { sql: `max(${x})${filter(null)}`, type: field.type };
		case 'mode':
			return {
				sql: `list_sort(list_transform(map_entries(histogram(${x})${present}), lambda e: {'n': -e.value::BIGINT, 'v': e.key}))[1].v`,
				type: field.type
			};
		case 'first':
		case 'last':
			return { sql: `${aggregate}(${x} ORDER BY ${row})${present}`, type: field.type };
		case 'list':
			return { sql: `coalesce(list(${x} ORDER BY ${row})${present}, [])`, type: `${field.type}[]` };
		case 'distinct-list':
			return { sql: `coalesce(list_sort(list(DISTINCT ${x})${present}), [])`, type: `${field.type}[]` };
		case 'text':
			return {
				sql: `string_agg(${x}::VARCHAR, ${sqlValue(delimiter)} ORDER BY ${row})${present}`,
				type: 'VARCHAR'
			};
	}
}

function isWhole(type: string): boolean {
	return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
}

/** The columns that aggregates make, named as asked or `column_aggregate`. Throws recipe/column-missing and table/column-kind. */
export function aggregateColumns(
	asked: readonly Aggregation[],
	input: TableSchema,
	options: AggregateOptions
): OutputColumn[] {
	return asked.map(({ column, aggregate, name }) => {
		const field = column === undefined ? null : fieldNamed(input, column);
		const { sql, type } = aggregateSql(aggregate, field, options);
		return {
			field: { name: name ?? aggregateName(aggregate, column), type, kind: kindOfType(type) },
			sql,
			from: column === undefined ? [] : [column]
		};
	});
}

/** What the column of an aggregate is called when nobody says. */
export function aggregateName(aggregate: Aggregate, column: string | undefined): string {
	const ending = aggregate.replaceAll('-', '_');
	return column === undefined || aggregate === 'rows' ? ending : `${column}_${ending}`;
}
