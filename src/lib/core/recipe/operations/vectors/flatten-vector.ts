import * as v from 'valibot';
import { booleanField, choiceField, columnField, intoField, numberField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { vectorSql } from '../../vector-column';

const StateSchema = v.strictObject({ length: v.number() });
/** More columns than a table is read with. */
const most = 10_000;

export const flattenVector = defineOperation({
	id: 'flatten-vector',
	group: 'vectors',
	title: 'Vector to columns',
	description:
		'A column for each number of a vector: `column_1`, `column_2` and on. There are as many as in the first vector of the rows learned from, in ' +
		'the longest, or `count`. Longer vectors lose the rest, in shorter ones it is missing.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('vector'),
		length: choiceField(['first', 'longest', 'count'], 'first'),
		count: numberField(3, { integer: true, min: 1, max: most, when: { field: 'length', is: ['count'] } }),
		into: intoField(),
		keep: booleanField(false)
	}),
	state: StateSchema,
	learns: ({ length }) => length !== 'count',
	query: ({ column, length, count, into, keep }, input, fitted) => {
		const x = vectorSql(input, column);
		const all = withColumns(
			input,
			Array.from({ length: length === 'count' ? count : (fitted?.length ?? 0) }, (_, i) => ({
				field: { name: `${into ?? column}_${i + 1}`, type: 'DOUBLE', kind: 'numeric' as const },
				sql: `(${x})[${i + 1}]`,
				from: [column]
			}))
		);
		const left = all.filter(({ field }) => keep || field.name !== column);
		return { columns: left.length === 0 ? all : left };
	},
	fitSql: ({ column, length }, input, from) =>
		length === 'longest'
			? `SELECT max(len(${vectorSql(input, column)})) AS n FROM ${from}`
			: `SELECT len(v) AS n FROM (SELECT ${vectorSql(input, column)} AS v FROM ${from}) WHERE v IS NOT NULL LIMIT 1`,
	learn: ([row]) => ({ length: Math.min(Number(row?.['n'] ?? 0), most) })
});
