import * as v from 'valibot';
import { datePartPortable, dateParts as parts, datePartSql } from '../../calendar';
import { momentSql } from '../../date-column';
import { booleanField, choicesField, columnField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const dateParts = defineOperation({
	id: 'date-parts',
	group: 'dates',
	title: 'Take dates apart',
	description:
		'Makes a column `column_part` for each part of a date: year, quarter, month, day, weekday (1 is Monday), day-of-year, hour, ' +
		'minute, second, is-weekend. Dates written as text need a cast first.',
	rows: 'each',
	params: v.strictObject({ column: columnField('temporal'), parts: choicesField(parts), keep: booleanField(true) }),
	query: ({ column, parts: wanted, keep }, input) => {
		const moment = momentSql(input, column);
		const made = [...new Set(wanted)].map((part) => ({
			field: {
				name: partName(column, part),
				type: 'BIGINT',
				kind: part === 'year' ? ('numeric' as const) : ('ordinal' as const)
			},
			sql: datePartSql(part, moment),
			from: [column]
		}));
		const all = withColumns(input, made);
		return { columns: keep ? all : all.filter(({ field }) => field.name !== column) };
	},
	portable: ({ column, parts: wanted }, _input, _fitted, graph, values) => {
		const ms = values.get(column);
		return new Map(
			ms ? wanted.map((part) => [partName(column, part), datePartPortable(graph, part, ms)] as const) : []
		);
	}
});

function partName(column: string, part: string): string {
	return `${column}_${part.replaceAll('-', '_')}`;
}
