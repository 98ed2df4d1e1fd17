import * as v from 'valibot';
import { AppError } from '../errors';
import { isNumericType, type TableSchema } from '../table/schema';
import { sqlValue } from '../table/sql';
import { booleanField, choiceField, columnsField, initialNameField } from './field';
import { finitePortable } from './each-number';
import { finiteColumnSql, numberField } from './number-column';
import { withColumns, type FitRow, type OutputColumn, type StepQuery } from './operation';
import type { PortableGraph, PortableValue } from './portable';
import { assembledSql, numberOrVectorField, vectorType, vectorValue } from './vector-column';

/** Parameters of operations that turn numbers, or vectors, into fewer. */
export const mapFields = (name: string) => ({
	columns: columnsField('number-or-vector'),
	output: choiceField(['columns', 'vector'], 'columns'),
	name: initialNameField(name),
	keep: booleanField(true)
});

export const LinearMapSchema = v.strictObject({
	/** Number i goes in as (x - shift) / scale. */
	shift: v.array(v.number()),
	scale: v.array(v.number()),
	/** Number j comes out as the sum of weights[j][i] times what goes in. */
	weights: v.array(v.array(v.number()))
});
export type LinearMap = v.InferOutput<typeof LinearMapSchema>;

interface MapParams {
	readonly columns: readonly string[];
	readonly output: 'columns' | 'vector';
	readonly name: string;
	readonly keep: boolean;
}

/** Each row's numbers through the map, missing where one is; `name` and `name_1`, `name_2` ... are what comes out. */
export function linearMapQuery(
	{ columns, output, name, keep }: MapParams,
	input: TableSchema,
	map: LinearMap | null
): StepQuery {
	const { weights } = folded(map);
	const number = isVectorInput(input, columns) ? vectorDot(input, columns, map) : columnsDot(input, columns, map);
	const made: OutputColumn[] =
		output === 'vector'
			? [
					{
						field: { name, type: vectorType, kind: 'embedding' },
						sql: vectorOf(weights.map((_, j) => number(j))),
						from: columns
					}
				]
			: weights.map((_, j) => ({
					field: { name: `${name}_${j + 1}`, type: 'DOUBLE', kind: 'numeric' },
					sql: number(j),
					from: columns
				}));
	const all = withColumns(input, made);
	const own = new Set(made.map(({ field }) => field.name));
	const left = keep ? all : all.filter(({ field }) => own.has(field.name) || !columns.includes(field.name));
	return { columns: left.length === 0 ? all : left };
}

/** A vector whose numbers are all missing together is missing. */
function vectorOf(numbers: readonly string[]): string {
	const [first] = numbers;
	return first === undefined ? `[]::${vectorType}` : `CASE WHEN ${first} IS NOT NULL THEN [${numbers.join(', ')}] END`;
}

export function linearMapPortable(
	{ columns, output, name }: MapParams,
	input: TableSchema,
	map: LinearMap | null,
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>
): ReadonlyMap<string, PortableValue> {
	if (output === 'vector' || isVectorInput(input, columns)) return new Map();
	const { weights, offsets } = folded(map);
	return new Map(
		weights.map((row, j) => {
			const terms = columns.map((column, i) =>
				graph.binary('multiply', values.get(column) ?? graph.number(null), graph.number(row[i] ?? 0))
			);
			const sum = terms.reduce((a, b) => graph.binary('add', a, b), graph.number(offsets[j] ?? 0));
			return [`${name}_${j + 1}`, finitePortable(graph, sum)] as const;
		})
	);
}

export function isVectorInput(input: TableSchema, columns: readonly string[]): boolean {
	return columns.map((name) => numberOrVectorField(input, name)).some(({ type }) => !isNumericType(type));
}

/** The map as weights of the numbers as they are, and what is added. */
function folded(map: LinearMap | null): { weights: number[][]; offsets: number[] } {
	if (!map) return { weights: [], offsets: [] };
	const weights = map.weights.map((row) => row.map((weight, i) => weight / (map.scale[i] ?? 1)));
	const offsets = weights.map((row) => -row.reduce((sum, weight, i) => sum + weight * (map.shift[i] ?? 0), 0));
	return { weights, offsets };
}

function columnsDot(input: TableSchema, columns: readonly string[], map: LinearMap | null): (j: number) => string {
	const xs = columns.map((name, i) => {
		const x = finiteColumnSql(numberField(input, name));
		const shift = map?.shift[i] ?? 0;
		return shift === 0 ? `(${x})` : `((${x}) - ${sqlValue(shift)})`;
	});
	const weights = folded(map).weights;
	return (j) => xs.map((x, i) => `${sqlValue(weights[j]?.[i] ?? 0)} * ${x}`).join(' + ') || 'NULL::DOUBLE';
}

function vectorDot(input: TableSchema, columns: readonly string[], map: LinearMap | null): (j: number) => string {
	const { weights, offsets } = folded(map);
	const x = assembledSql(input, columns);
	const size = map?.shift.length ?? 0;
	return (j) =>
		`CASE WHEN len(${x}) = ${size} AND list_count(${x}) = ${size} ` +
		`THEN list_inner_product(${x}, ${vectorValue(weights[j] ?? [])}) + ${sqlValue(offsets[j] ?? 0)} END`;
}

/** Vectors longer than this are not learned from: what is learned grows with the square. */
const longest = 200;
const mostRows = 20_000;
/** Products of pairs that are summed, at most. */
const mostProducts = 40_000_000;

/**
 * Products of the numbers in the vectors of `columns`: i <= j (places from 1), c (covariance), p (mean of the products), m (mean of i) and
 * s (length), from rows whose vectors are whole and as long as most, spread evenly. `sparse` passes over zeros: then c is missing.
 */
export function vectorProductsSql(
	input: TableSchema,
	columns: readonly string[],
	from: string,
	kind: 'dense' | 'sparse'
): string {
	const places = `SELECT v, len(v) AS s, row_number() OVER () AS r FROM (SELECT ${assembledSql(input, columns)} AS v FROM ${from}) WHERE list_count(v) = len(v)`;
	const rows = kind === 'sparse' ? String(mostRows) : `least(${mostRows}, ${mostProducts} // (size * size + 1) + 2)`;
	const figures = kind === 'sparse' ? 'NULL::DOUBLE AS c, sum(a.x * b.x)' : 'covar_pop(a.x, b.x) AS c, sum(a.x * b.x)';
	return (
		`SELECT * FROM (WITH known AS MATERIALIZED (${places}), ` +
		`shape AS MATERIALIZED (SELECT mode(s) AS size, count(*) AS n FROM known), ` +
		`chosen AS MATERIALIZED (SELECT r, s, v FROM known, shape WHERE s = size AND (r - 1) % greatest(ceil(n / ${rows}::DOUBLE)::BIGINT, 1) = 0), ` +
		`numbers AS MATERIALIZED (SELECT * FROM (SELECT r, s, unnest(v) AS x, unnest(range(1, s + 1)) AS i FROM chosen WHERE s <= ${longest}) ${kind === 'sparse' ? 'WHERE x <> 0' : ''}), ` +
		`whole AS (SELECT count(*) AS n FROM chosen) ` +
		`SELECT a.i AS i, b.i AS j, any_value(a.s) AS s, ${figures} / any_value(whole.n) AS p, sum(a.x) / any_value(whole.n) AS m ` +
		`FROM numbers AS a JOIN numbers AS b ON a.r = b.r AND a.i <= b.i, whole GROUP BY a.i, b.i ` +
		`UNION ALL SELECT 0, 0, size, NULL, NULL, NULL FROM shape)`
	);
}

/** What vectorProductsSql found. Throws recipe/params-invalid where the vectors are too long. */
export function learnVectorProducts(
	rows: readonly FitRow[],
	op: string
): { size: number; means: number[]; covariance: Float64Array; products: Float64Array } {
	const size = Math.max(0, ...rows.map((row) => Number(row['s'] ?? 0)));
	if (size > longest)
		throw new AppError('recipe/params-invalid', {
			op,
			field: 'columns',
			wanted: `vectors of at most ${longest} numbers`,
			found: String(size)
		});
	const [covariance, products] = [new Float64Array(size * size), new Float64Array(size * size)];
	const means = Array.from({ length: size }, () => 0);
	for (const row of rows) {
		const [i, j] = [Number(row['i']) - 1, Number(row['j']) - 1];
		if (i < 0) continue;
		covariance[i * size + j] = covariance[j * size + i] = Number(row['c'] ?? 0);
		products[i * size + j] = products[j * size + i] = Number(row['p'] ?? 0);
		if (i === j) means[i] = Number(row['m'] ?? 0);
	}
	return { size, means, covariance, products };
}

/** The vector turned so that its number farthest from 0 is positive: the same data give the same signs. */
export function withSign(vector: Float64Array): number[] {
	let largest = 0;
	for (const x of vector) if (Math.abs(x) > Math.abs(largest) * (1 + 1e-9)) largest = x;
	return [...vector].map((x) => (largest < 0 ? -x : x));
}
