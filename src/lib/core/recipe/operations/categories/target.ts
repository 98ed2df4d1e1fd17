import type { TableSchema } from '../../../table/schema';
import { isNumericType } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { categoryField } from '../../categories';
import type { Value } from '../../field';
import { finiteColumnSql } from '../../number-column';

/**
 * SQL of a target as a number: numbers as they are, true and `positive` as 1, other values as 0. `positive` left out: of texts the last in
 * order among the rows learned from, which is in `learned` (SQL).
 */
export function targetSql(input: TableSchema, target: string, positive: Value | undefined, learned: string): string {
	const field = categoryField(input, target);
	if (isNumericType(field.type))
		return positive === undefined
			? finiteColumnSql(field)
			: `(${finiteColumnSql(field)} = ${sqlValue(Number(positive))})::INTEGER::DOUBLE`;
	const x = `${sqlName(target)}::VARCHAR`;
	if (field.type === 'BOOLEAN') return `(${x} = ${sqlValue(String(positive ?? true))})::INTEGER::DOUBLE`;
	return `(${x} = ${positive === undefined ? learned : sqlValue(String(positive))})::INTEGER::DOUBLE`;
}
