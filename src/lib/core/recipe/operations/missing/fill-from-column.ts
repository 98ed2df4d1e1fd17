import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';
import { isNumericType } from '../../../table/schema';
import { asDouble } from '../../number-column';
import { valueSql } from '../../value-column';

export const fillFromColumn = defineOperation({
	id: 'fill-from-column',
	group: 'missing',
	title: 'Fill from another column',
	description: 'Fills missing values of `column` with what the column `source` has in the same row.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), source: columnField() }),
	query: ({ column, source }, input) => {
		const field = fieldNamed(input, column);
		const isNumber = isNumericType(field.type);
		const other = wantType(fieldNamed(input, source), field.type, (type) =>
			isNumber ? isNumericType(type) : field.type === 'VARCHAR' || type === field.type
		);
		const widens = isNumber && other.type !== field.type;
		const type = widens ? 'DOUBLE' : field.type;
		return {
			columns: withColumns(input, [
				{
					field: widens ? { ...asDouble(field), kind: field.kind } : field,
					sql: `coalesce(${valueSql(field)}::${type}, ${valueSql(other)}::${type})`,
					from: [column, source]
				}
			])
		};
	},
	portable: ({ column, source }, _input, _fitted, graph, values) => {
		const [x, y] = [values.get(column), values.get(source)];
		return x && y && x.type === y.type ? new Map([[column, graph.choose(graph.isMissing(x), y, x)]]) : new Map();
	}
});
