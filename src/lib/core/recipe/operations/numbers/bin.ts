import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { choiceField, columnField, intoField, numberField as numberParam, optionalNumbersField } from '../../field';
import { columnSql } from '../../formula/compile';
import { numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({ edges: v.array(v.number()) });

/** Bins [lo, hi) between inner edges; the first has no lower end and the last no upper one, so every number falls in a bin. */
export const bin = defineOperation({
	id: 'bin',
	group: 'numbers',
	title: 'Put numbers into bins',
	description:
		'Cuts a column into bins: of equal width, of equal counts (quantiles, by linear interpolation), or at the `edges` given. A bin ' +
		'holds its lower edge; the outer bins are open.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('number'),
		method: choiceField(['equal-width', 'quantile', 'edges'], 'quantile'),
		count: numberParam(5, {
			integer: true,
			min: 2,
			max: 1000,
			when: { field: 'method', is: ['equal-width', 'quantile'] }
		}),
		edges: optionalNumbersField({ field: 'method', is: ['edges'] }),
		output: choiceField(['label', 'number'], 'label'),
		into: intoField()
	}),
	state: StateSchema,
	learns: ({ method }) => method !== 'edges',
	query: ({ column, method, edges, output, into }, input, fitted) => {
		const field = numberField(input, column);
		const cuts = method === 'edges' ? given(edges) : (fitted?.edges ?? []);
		const x = columnSql(field);
		const items = output === 'label' ? binLabels(cuts).map(sqlValue) : [...cuts, 0].map((_, i) => String(i));
		const cases = cuts.map((edge, i) => `WHEN ${x} < ${sqlValue(edge)} THEN ${items[i] ?? 'NULL'}`);
		const last = `WHEN ${x} IS NOT NULL THEN ${items[cuts.length] ?? 'NULL'}`;
		return {
			columns: withColumns(input, [
				{
					field: {
						name: into ?? column,
						type: output === 'label' ? 'VARCHAR' : 'INTEGER',
						kind: 'ordinal'
					},
					sql: `(CASE ${[...cases, last].join(' ')} END)${output === 'label' ? '' : '::INTEGER'}`,
					from: [column]
				}
			])
		};
	},
	fitSql: ({ column, method, count }, input, from) => {
		const x = columnSql(numberField(input, column));
		const inner = Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
		const finite = 'FILTER (WHERE isfinite(x))';
		const parts =
			method === 'quantile'
				? inner.map((q, i) => `quantile_cont(x, ${sqlValue(q)}) ${finite} AS e${i}`)
				: [`min(x) ${finite} AS a`, `max(x) ${finite} AS b`];
		return `SELECT ${parts.join(', ')} FROM (SELECT ${x} AS x FROM ${from})`;
	},
	learn: ([row = {}], { method, count }) => {
		const a = row['a'] ?? null;
		const width = (Number(row['b'] ?? 0) - Number(a)) / count;
		const edges = Array.from({ length: count - 1 }, (_, i) => {
			if (method === 'quantile') return row[`e${i}`] ?? null;
			return a === null ? null : Number(a) + width * (i + 1);
		});
		return {
			edges: [...new Set(edges.flatMap((edge) => (edge === null ? [] : [Number(edge)])))].sort((x, y) => x - y)
		};
	},
	portable: ({ column, method, edges, output, into }, _input, fitted, graph, values) => {
		const x = values.get(column);
		if (!x) return new Map();
		const cuts = method === 'edges' ? given(edges) : (fitted?.edges ?? []);
		const place = graph.bin(x, cuts);
		return new Map([[into ?? column, output === 'label' ? graph.label(place, binLabels(cuts)) : place]]);
	}
});

/** Half-open intervals: (-inf, 10), [10, 20), [20, inf). */
export function binLabels(edges: readonly number[]): string[] {
	const ends = ['-inf', ...edges.map(String), 'inf'];
	return ends.slice(1).map((high, i) => `${i === 0 ? '(' : '['}${ends[i] ?? ''}, ${high})`);
}

function given(edges: readonly number[] | undefined): number[] {
	if (!edges || edges.length === 0)
		throw new AppError('recipe/params-invalid', { op: 'bin', field: 'edges', wanted: 'edges', found: '' });
	return [...new Set(edges)].sort((a, b) => a - b);
}
