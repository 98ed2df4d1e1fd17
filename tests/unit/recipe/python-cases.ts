import { operations } from '$lib/core/recipe/operations';
import { suggestParams } from '$lib/core/recipe/suggest';
import type { TableSchema } from '$lib/core/table/schema';
import type { Json } from '$lib/core/json';
import { oddName } from './definition';

/** The table that exported scripts are run on, with no empty texts: a CSV file cannot tell pandas those from missing ones. */
export const types = {
	id: 'BIGINT',
	city: 'VARCHAR',
	[oddName]: 'VARCHAR',
	age: 'BIGINT',
	income: 'DOUBLE',
	when: 'TIMESTAMP',
	day: 'DATE',
	ok: 'BOOLEAN'
};
type Row = [
	number,
	string | null,
	string | null,
	number | null,
	number | null,
	string | null,
	string | null,
	boolean | null
];
export const rows: Row[] = [
	[1, 'Kyoto', '  Hello World ', 30, 1.5, '2020-01-01 10:00:00', '2020-03-04', true],
	[2, 'Osaka', 'a-b-c', null, -2.5, '2021-12-31 23:59:59', '2020-02-29', false],
	[3, null, '007', 33, 7.25, null, '2021-03-05', false],
	[4, 'Kyoto', '-42.5', 18, 0, '1999-06-15 06:30:00', '1999-12-31', true],
	[5, "Aix'en", '日本語 テキスト', 45, 120.75, '2024-02-29 12:00:00', null, null],
	[6, 'São "Paulo"', 'mail a@b.co now', 61, null, '2023-11-05 18:45:10', '2023-11-05', true],
	[7, '東京', 'Tab\there', 45, -0.125, '2022-07-01 00:00:00', '2022-07-01', false],
	[8, 'Osaka', null, null, 3.5, '2022-07-03 09:15:00', '2022-01-01', true],
	[9, 'Kyoto', 'https://www.example.org/a?id=7', 22, 15.5, '1970-01-01 00:00:00', '1970-01-01', false],
	[10, null, '\u3000全角\u3000', 30, 1000, '2019-05-05 05:05:05', '2019-05-05', null],
	[11, 'Nara', '"quoted" \\ back', 77, 0.5, '2020-10-10 20:20:20', '2020-10-10', true],
	[12, 'Kyoto', 'x1y22z333', 30, 2.5, '2020-01-01 10:00:00', '2020-03-04', true],
	[13, 'Nara', 'true', 0, 99.99, '2025-03-31 11:11:11', '2025-03-31', false],
	[14, 'osaka', '1,234.50', 33, -7.75, null, '2024-12-30', true]
];

export interface PythonCase {
	readonly op: string;
	readonly params: Readonly<Record<string, Json>>;
}

/** Each operation as it is suggested for each column, and what a person would then change. */
export function pythonCases(schema: TableSchema): PythonCase[] {
	const suggested = operations.flatMap((operation) => {
		const seen = new Set<string>();
		return [null, ...schema.filter(({ name }) => [oddName, 'when'].includes(name))].flatMap((field): PythonCase[] => {
			const params = suggestParams(operation, schema, field, null);
			const key = JSON.stringify(params);
			if (seen.has(key)) return [];
			seen.add(key);
			return [{ op: operation.id, params }];
		});
	});
	return [...suggested, ...changed];
}

const changed: PythonCase[] = [
	{ op: 'rename', params: { columns: { city: 'age', age: 'city' } } },
	{ op: 'rename', params: { columns: { [oddName]: 'a "b" \\ c' } } },
	{ op: 'select', params: { columns: [oddName, 'id'] } },
	{ op: 'swap-columns', params: { column: 'city', other: 'age' } },
	{ op: 'move-after', params: { column: 'id', other: 'age' } },
	{ op: 'filter', params: { condition: "age >= 30 and city != 'Kyoto'" } },
	{ op: 'filter', params: { condition: 'not (age >= 30 or ok) and income is not missing' } },
	{ op: 'filter', params: { condition: "city in ('Kyoto', 'Nara') or year(day) < 2000" } },
	{ op: 'sort', params: { by: [{ column: 'age', direction: 'descending' }, { column: 'city' }] } },
	{ op: 'sort', params: { by: [{ column: 'when' }, { column: 'ok', direction: 'descending' }] } },
	{ op: 'first-rows', params: { count: 5 } },
	{ op: 'last-rows', params: { count: 4 } },
	{ op: 'skip-rows', params: { count: 3 } },
	{ op: 'drop-duplicates', params: { columns: ['city', 'age'] } },
	{ op: 'drop-missing', params: { columns: ['age', 'when'] } },
	{ op: 'keep-in-range', params: { column: 'income', least: 0, most: 100 } },
	{ op: 'keep-listed', params: { column: 'age', values: [30, 33] } },
	{ op: 'fill-missing', params: { columns: ['age', 'income'], method: 'mean' } },
	{ op: 'fill-missing', params: { columns: ['age'], method: 'constant', value: -1 } },
	{ op: 'fill-missing', params: { columns: ['city'], method: 'constant', value: 'it\'s "?"' } },
	{ op: 'fill-by-group', params: { columns: ['income'], by: 'city' } },
	{ op: 'fill-forward', params: { columns: ['age', 'city', 'when', 'ok'] } },
	{ op: 'fill-backward', params: { columns: ['age', 'city', 'day'] } },
	{ op: 'clip', params: { columns: ['income', 'age'], method: 'bounds', lower: 0, upper: 50 } },
	{
		op: 'cast',
		params: { columns: { age: 'DOUBLE', [oddName]: 'DOUBLE', ok: 'BIGINT', when: 'DATE', id: 'VARCHAR' } }
	},
	{ op: 'cast', params: { columns: { [oddName]: 'BIGINT', income: 'BIGINT', day: 'TIMESTAMP' } } },
	{ op: 'map-values', params: { columns: ['city'], values: { Kyoto: 'K', Osaka: 'O' } } },
	{ op: 'replace-value', params: { columns: ['city'], from: ['Kyoto', 'Nara'], to: 'west' } },
	{ op: 'replace-text', params: { columns: [oddName], text: 'a', to: '\\1$' } },
	{ op: 'replace-pattern', params: { columns: [oddName], pattern: '([a-z])(\\d*)', to: '\\2<\\1>$' } },
	{ op: 'extract-groups', params: { column: oddName, pattern: '([a-z])(\\d+)?' } },
	{ op: 'nth-part', params: { columns: [oddName], delimiter: '-', place: 2 } },
	{ op: 'split-to-columns', params: { column: oddName, delimiter: '-' } },
	{ op: 'zero-pad', params: { columns: [oddName], width: 8 } },
	{ op: 'add-prefix', params: { columns: ['city'], text: '"\\ ' } },
	{
		op: 'date-parts',
		params: { column: 'when', parts: ['year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute'] }
	},
	{ op: 'add-time', params: { columns: ['when'], amount: 3, unit: 'month' } },
	{ op: 'date-difference', params: { from: 'day', to: 'when' } },
	{ op: 'one-hot', params: { columns: ['city', 'age'] } },
	{ op: 'formula', params: { formula: 'if(age > 30, income * 2, -income)', name: 'x' } },
	{ op: 'formula', params: { formula: 'round(income / 3) + ln(abs(income) + 1)', name: 'x' } },
	{ op: 'formula', params: { formula: "concat(city, '-', text(age))", name: 'x' } },
	{ op: 'set-where', params: { columns: ['income'], condition: 'age < 30', value: 0 } }
];

/** A table as CSV: everything quoted but what is missing. */
export function csvOf(
	names: readonly string[],
	table: readonly (readonly (string | number | boolean | null)[])[]
): string {
	const quoted = (cell: string | number | boolean | null) =>
		cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`;
	return [names, ...table].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

interface WholeRecipe {
	readonly steps: readonly object[];
	readonly branches?: readonly object[];
	/** Operations that both libraries leave to SQL. */
	readonly viaSql: readonly string[];
}

/** Recipes of several steps, whose scripts are committed whole. */
export const wholeRecipes: {
	readonly customers: (string | null)[][];
	readonly recipes: Readonly<Record<string, WholeRecipe>>;
} = {
	customers: [
		['Kyoto', 'Kansai', 'old'],
		['Osaka', 'Kansai', 'old'],
		['Nara', 'Kansai', null],
		['東京', 'Kantō', 'new'],
		['Kyoto', 'West', 'new'],
		[null, 'nowhere', null]
	],
	recipes: {
		clean: {
			viaSql: [],
			steps: [
				{ op: 'rename', params: { columns: { [oddName]: 'note' } } },
				{ op: 'strip', params: { columns: ['note', 'city'] }, name: 'No spaces\naround' },
				{ op: 'drop-missing', params: { columns: ['city'] } },
				{ op: 'fill-missing', params: { columns: ['age', 'income'], method: 'median' } },
				{ op: 'clip', params: { columns: ['income'], method: 'quantile' } },
				{ op: 'standardise', params: { columns: ['income', 'age'] } },
				{ op: 'date-parts', params: { column: 'when', parts: ['year', 'month'] } },
				{ op: 'one-hot', params: { columns: ['city'] } },
				{ op: 'sort', params: { by: [{ column: 'age', direction: 'descending' }] } },
				{ op: 'drop-columns', params: { columns: ['when', 'ok'] } },
				{ op: 'first-rows', params: { count: 8 }, enabled: false }
			]
		},
		join: {
			viaSql: [],
			steps: [
				{ op: 'filter', params: { condition: 'age > 20' } },
				{ op: 'join', params: { table: 'customers', keys: { city: 'town' } } },
				{ op: 'join', params: { table: 'older', keys: { id: 'id' }, type: 'semi' } }
			],
			branches: [{ name: 'older', after: 1, steps: [{ op: 'filter', params: { condition: 'age >= 30' } }] }]
		},
		mixed: {
			viaSql: ['title-case', 'split', 'shuffle-rows'],
			steps: [
				{ op: 'upper-case', params: { columns: ['city'] } },
				{ op: 'title-case', params: { columns: [oddName] } },
				{ op: 'split', params: {} },
				{ op: 'drop-columns', params: { columns: ['ok'] } },
				{ op: 'shuffle-rows', params: {} }
			]
		}
	}
};
