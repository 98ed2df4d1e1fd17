import * as v from 'valibot';
import { isNumericType, type TableSchema, type Field } from '../../../table/schema';
import { optionalColumnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { finiteColumnSql } from '../../number-column';
import { chosen, dropLearned, DroppedSchema } from '../../dropped-columns';

export const dropCorrelated = defineOperation({
	id: 'drop-correlated',
	group: 'columns',
	title: 'Drop correlated columns',
	description:
		'Of two number columns whose Pearson correlation in the rows learned from is beyond `threshold` either way, drops the later. A column that is dropped drops no other.',
	rows: 'each',
	params: v.strictObject({ threshold: numberField(0.95, { min: 0, max: 1 }), columns: optionalColumnsField('number') }),
	state: DroppedSchema,
	query: (_params, input, fitted) => dropLearned(input, fitted),
	portable: () => new Map(),
	fitSql: ({ columns }, input, from) => {
		const pairs = numberPairs(input, columns);
		return `SELECT ${pairs.length === 0 ? '0 AS none' : pairs.map(([a, b], i) => `TRY(corr(${finiteColumnSql(a)}, ${finiteColumnSql(b)})) AS n${i}`).join(', ')} FROM ${from}`;
	},
	learn: ([row], { threshold, columns }, input) => {
		const gone = new Set<string>();
		numberPairs(input, columns).forEach(([a, b], i) => {
			if (!gone.has(a.name) && Math.abs(Number(row?.[`n${i}`] ?? 0)) > threshold) gone.add(b.name);
		});
		return { columns: [...gone] };
	}
});
/** Every later number column with every earlier one, the earlier columns first. */
function numberPairs(input: TableSchema, columns: readonly string[] | undefined): (readonly [Field, Field])[] {
	const fields = chosen(input, columns).filter(({ type }) => isNumericType(type));
	return fields.flatMap((a, at) => fields.slice(at + 1).map((b) => [a, b] as const));
}
