import * as v from 'valibot';
import { columnField, intoField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, passColumn, type OutputColumn } from '../../operation';

const most = 100_000;

export const repeatRows = defineOperation({
	id: 'repeat-rows',
	group: 'tables',
	title: 'Repeat rows',
	description:
		'Writes each row as often as a column says, rounded down: a table of counts becomes one of cases. A row whose count is missing or below ' +
		`1 goes; no row is written more than ${most} times. \`into\` takes the number of the copy, from 1.`,
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ column: columnField('number'), into: intoField() }),
	query: ({ column, into }, input, _fitted, { row }) => {
		const x = finiteColumnSql(numberField(input, column));
		const times = `CASE WHEN ${x} > ${most} THEN ${most} ELSE floor(${x})::BIGINT END`;
		const made: OutputColumn[] =
			into === undefined
				? []
				: [{ field: { name: into, type: 'BIGINT', kind: 'numeric' }, sql: '"__copy"', from: [column] }];
		return {
			columns: [...input.filter(({ name }) => name !== into).map(passColumn), ...made],
			from: (relation) => `(SELECT *, unnest(generate_series(1, ${times})) AS "__copy" FROM ${relation})`,
			orderBy: [row, '"__copy"']
		};
	}
});
