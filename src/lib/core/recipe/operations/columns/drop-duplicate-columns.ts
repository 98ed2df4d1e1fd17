import * as v from 'valibot';
import { type Field } from '../../../table/schema';
import { optionalColumnsField } from '../../field';
import { defineOperation } from '../../operation';
import { valueSql } from '../../value-column';
import { chosen, dropLearned, DroppedSchema } from '../../dropped-columns';

export const dropDuplicateColumns = defineOperation({
	id: 'drop-duplicate-columns',
	group: 'columns',
	title: 'Drop duplicate columns',
	description: 'Drops the columns that hold in every row learned from what an earlier column of the same type holds.',
	rows: 'each',
	params: v.strictObject({ columns: optionalColumnsField() }),
	state: DroppedSchema,
	query: (_params, input, fitted) => dropLearned(input, fitted),
	portable: () => new Map(),
	fitSql: ({ columns }, input, from) => {
		const pairs = alike(chosen(input, columns));
		return `SELECT ${pairs.length === 0 ? '0 AS none' : pairs.map(([a, b], i) => `bool_and(${valueSql(a)} IS NOT DISTINCT FROM ${valueSql(b)})::INTEGER AS n${i}`).join(', ')} FROM ${from}`;
	},
	learn: ([row], { columns }, input) => ({
		columns: [
			...new Set(
				alike(chosen(input, columns)).flatMap(([, b], i) => (Number(row?.[`n${i}`] ?? 0) === 1 ? [b.name] : []))
			)
		]
	})
});
function alike(fields: readonly Field[]): (readonly [Field, Field])[] {
	return fields.flatMap((b, at) =>
		fields
			.slice(0, at)
			.filter((a) => a.type === b.type)
			.map((a) => [a, b] as const)
	);
}
