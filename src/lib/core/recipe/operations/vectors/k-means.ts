import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { booleanField, choiceField, columnsField, initialNameField, numberField } from '../../field';
import { kMeansSql } from '../../k-means-sql';
import { finiteColumnSql, numberField as numbersOf } from '../../number-column';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

const StateSchema = v.strictObject({
	shift: v.array(v.number()),
	scale: v.array(v.number()),
	centres: v.array(v.array(v.number()))
});
type State = v.InferOutput<typeof StateSchema>;

export const kMeans = defineOperation({
	id: 'k-means',
	group: 'vectors',
	title: 'Cluster rows',
	description:
		'Groups rows whose numbers are near each other (k-means): finds `count` centres in the rows learned from and gives each row the number of ' +
		'the nearest, from 0 in the order of their first column. `scale` standardises the columns first. The first centres are spread by k-means++ ' +
		'with the seed, or are the first rows. Of more than 30,000 complete rows, that many are learned from. `distances` adds the distance to its own centre or to each. Missing where a number is missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		count: numberField(4, { integer: true, min: 1, max: 50 }),
		scale: booleanField(true),
		start: choiceField(['spread', 'first-rows'], 'spread'),
		iterations: numberField(50, { integer: true, min: 1, max: 1000 }),
		seed: numberField(0, { integer: true, min: 0 }),
		distances: choiceField(['none', 'own', 'each'], 'none'),
		name: initialNameField('cluster')
	}),
	state: StateSchema,
	query: ({ columns, distances, name }, input, fitted) => {
		const squares = (fitted?.centres ?? []).map((centre) => squaredSql(columns, input, fitted, centre));
		const least = squares.length > 1 ? `least(${squares.join(', ')})` : (squares[0] ?? 'NULL::DOUBLE');
		const cases = squares.slice(0, -1).map((square, k) => `WHEN ${square} = ${least} THEN ${k}`);
		const known = `WHEN ${least} IS NULL THEN NULL`;
		const cluster = `(CASE ${[known, ...cases].join(' ')} ELSE ${squares.length - 1} END)::INTEGER`;
		const number = (field: string, sql: string): OutputColumn => ({
			field: { name: field, type: 'DOUBLE', kind: 'numeric' },
			sql,
			from: columns
		});
		return {
			columns: withColumns(input, [
				{ field: { name, type: 'INTEGER', kind: 'categorical' }, sql: cluster, from: columns },
				...(distances === 'own' ? [number(`${name}_distance`, `sqrt(${least})`)] : []),
				...(distances === 'each' ? squares.map((square, k) => number(`${name}_distance_${k}`, `sqrt(${square})`)) : [])
			])
		};
	},
	fitSql: ({ columns, ...how }, input, from) =>
		kMeansSql({ ...how, xs: columns.map((name) => finiteColumnSql(numbersOf(input, name))) }, from),
	learn: ([row = {}], { columns, count }) => {
		const figure = (key: string): number | null => (typeof row[key] === 'number' ? row[key] : null);
		const centres = Array.from({ length: count }, (_, k) => columns.map((_each, j) => figure(`c${k}_${j}`)));
		const found = centres.flatMap((centre) => (centre.every((x) => x !== null) ? [centre] : []));
		return {
			shift: columns.map((_, j) => figure(`m${j}`) ?? 0),
			scale: columns.map((_, j) => figure(`s${j}`) ?? 1),
			centres: found.sort(compare)
		};
	},
	portable: ({ columns, distances, name }, _input, fitted, graph, values) => {
		const squares = (fitted?.centres ?? []).map((centre) => squaredPortable(columns, fitted, centre, graph, values));
		const [first, ...others] = squares;
		if (!first) return new Map();
		const nearest = others.reduce(
			(best, square, k) => {
				const isNearer = graph.binary('less', square, best.square);
				return {
					square: graph.choose(isNearer, square, best.square),
					cluster: graph.choose(isNearer, graph.number(k + 1), best.cluster)
				};
			},
			{ square: first, cluster: graph.number(0) }
		);
		const cluster = graph.choose(graph.isMissing(first), graph.number(null), nearest.cluster);
		return new Map([
			[name, cluster],
			...(distances === 'own' ? [[`${name}_distance`, graph.unary('sqrt', nearest.square)] as const] : []),
			...(distances === 'each'
				? squares.map((square, k) => [`${name}_distance_${k}`, graph.unary('sqrt', square)] as const)
				: [])
		]);
	}
});

function compare(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((x, j) => x !== b[j]);
	return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function squaredSql(
	columns: readonly string[],
	input: TableSchema,
	state: State | null,
	centre: readonly number[]
): string {
	const terms = columns.map((name, j) => {
		const x = finiteColumnSql(numbersOf(input, name));
		const scaled = `((${x} - ${sqlValue(state?.shift[j] ?? 0)}) / ${sqlValue(state?.scale[j] ?? 1)} - ${sqlValue(centre[j] ?? 0)})`;
		return `${scaled} * ${scaled}`;
	});
	return `(${terms.join(' + ')})`;
}

function squaredPortable(
	columns: readonly string[],
	state: State | null,
	centre: readonly number[],
	graph: PortableGraph,
	values: ReadonlyMap<string, PortableValue>
): PortableValue {
	return columns
		.map((name, j) => {
			const x = graph.binary('subtract', values.get(name) ?? graph.number(null), graph.number(state?.shift[j] ?? 0));
			const scaled = graph.binary('divide', x, graph.number(state?.scale[j] ?? 1));
			const off = graph.binary('subtract', scaled, graph.number(centre[j] ?? 0));
			return graph.binary('multiply', off, off);
		})
		.reduce((a, b) => graph.binary('add', a, b));
}
