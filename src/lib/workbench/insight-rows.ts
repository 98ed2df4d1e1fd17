import type { RowSample } from '$lib/core/insight/report';
import type { SqlEngine } from '$lib/core/ports';
import { cellAt, type Columns } from '$lib/core/table/columns';
import { isTemporalType, type TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { freeName } from './free-name';

const shown = 10;

const numbersIn = (columns: Columns, name: string): Float64Array => {
	const vector = columns.columns.find((column) => column.name === name)?.vector;
	return vector?.kind === 'number' ? vector.values : new Float64Array(0);
};

/** A relation with the place of each row, from 0, in a column of a free name. */
export function placed(relation: string, schema: TableSchema): { readonly place: string; readonly sql: string } {
	const place = freeName(
		schema.map(({ name }) => name),
		'place'
	);
	return { place, sql: `(SELECT *, (row_number() OVER () - 1)::DOUBLE AS ${sqlName(place)} FROM ${relation})` };
}

/** The share of rows that repeat an earlier one, and the rows that are there most often, with how often. Rows are compared by a 64-bit hash. */
export async function findDuplicates(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	rows: number,
	signal?: AbortSignal
): Promise<{ ratio: number; duplicates: RowSample }> {
	const columns = schema.map(({ name }) => name);
	const { place, sql: source } = placed(relation, schema);
	const answer = await sql.query(
		`WITH h AS (SELECT hash(${columns.map(sqlName).join(', ')}) AS h, ${sqlName(place)} AS place FROM ${source}),
g AS (SELECT min(place) AS place, count(*)::DOUBLE AS times FROM h GROUP BY h)
SELECT place, times, (SELECT sum(times - 1)::DOUBLE FROM g) AS repeated FROM g WHERE times > 1 ORDER BY times DESC, place LIMIT ${shown}`,
		signal
	);
	const places = numbersIn(answer, 'place');
	const times = numbersIn(answer, 'times');
	const repeated = numbersIn(answer, 'repeated')[0] ?? 0;
	const none: RowSample = { columns, rows: [] };
	return {
		ratio: rows > 0 ? repeated / rows : 0,
		duplicates: places.length === 0 ? none : await rowsAt(sql, relation, schema, places, times, signal)
	};
}

/** The rows of a relation at some places, in the order of these. */
async function readRows(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	places: Float64Array,
	signal?: AbortSignal
): Promise<PlacedRows> {
	const { place, sql: source } = placed(relation, schema);
	const list = Array.from(places).join(', ');
	const read = await sql.query(`SELECT * FROM ${source} WHERE ${sqlName(place)} IN (${list})`, signal);
	const found = withoutPlace(read, place);
	return {
		columns: found.columns,
		places: found.places,
		order: Array.from(places, (each) => found.places.indexOf(each))
	};
}

/** The rows of a relation at some places, from 0, each with its figure, in the order of the places. */
export async function rowsAt(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	places: Float64Array,
	figures: ArrayLike<number>,
	signal?: AbortSignal
): Promise<RowSample> {
	return rowSample(schema, await readRows(sql, relation, schema, places, signal), figures);
}

interface PlacedRows {
	readonly columns: Columns;
	readonly places: Float64Array;
	readonly order?: readonly number[];
}

function withoutPlace(read: Columns, place: string): PlacedRows {
	return {
		columns: { rows: read.rows, columns: read.columns.filter(({ name }) => name !== place) },
		places: numbersIn(read, place)
	};
}

function rowSample(
	schema: TableSchema,
	{ columns, places, order = [] }: PlacedRows,
	figures: ArrayLike<number>
): RowSample {
	return {
		columns: schema.map(({ name }) => name),
		rows: order.map((row, at) => ({
			cells: columns.columns.map(({ vector, type }) => {
				const cell = cellAt(vector, row);
				if (typeof cell === 'number' && isTemporalType(type))
					return new Date(cell).toISOString().slice(0, type === 'DATE' ? 10 : undefined);
				if (typeof cell === 'number' && type === 'BOOLEAN') return String(cell !== 0);
				return cell === null ? null : String(cell).slice(0, 200);
			}),
			figure: figures[at] ?? 0,
			place: places[row] ?? 0
		}))
	};
}

/** The rows with the least scores, the most unusual first. */
export function mostUnusual(schema: TableSchema, { columns, places }: PlacedRows, scores: Float64Array): RowSample {
	const order = Array.from(scores.keys())
		.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
		.slice(0, shown);
	return rowSample(
		schema,
		{ columns, places, order },
		order.map((row) => scores[row] ?? 0)
	);
}

/** At most `most` rows chosen by a hash of their place and the seed, the same ones every time. */
export async function sampleRows(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	schema: TableSchema,
	rows: number,
	{ most, seed }: { readonly most: number; readonly seed: number },
	signal?: AbortSignal
): Promise<PlacedRows> {
	const { place, sql: source } = placed(relation, schema);
	const narrowed = rows <= most ? '' : ` WHERE hash(${sqlName(place)}, ${seed}) % ${rows} < ${most} LIMIT ${most}`;
	return withoutPlace(await sql.query(`SELECT * FROM ${source}${narrowed}`, signal), place);
}
