import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import {
	categoriesSql,
	categoryField,
	isCategorySql,
	learnVocabularies,
	VocabulariesSchema,
	vocabularyOf
} from '../../categories';
import { booleanField, choiceField, columnField, numberField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { untakenName } from '../../untaken-name';

export const crossTabulate = defineOperation({
	id: 'cross-tabulate',
	group: 'tables',
	title: 'Cross tabulate',
	description:
		'Counts how often each value of one column meets each of another: a row a value of the first, a column a value of the second, whose values ' +
		'are learned. Cells are counts, or shares of all rows, of the row or of the column. Missing is a row of its own; rows whose second value ' +
		'is missing or was not learned count in the totals and shares only.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		column: columnField(),
		other: columnField('number-or-text'),
		show: choiceField(['counts', 'of-all', 'of-row', 'of-column'], 'counts'),
		totals: booleanField(true),
		most: numberField(50, { integer: true, min: 1, max: 500 })
	}),
	state: VocabulariesSchema,
	fitSql: ({ other, most }, input, from) => categoriesSql([other], input, from, most),
	learn: (rows, { other }, input) => learnVocabularies(rows, [other], input),
	query: ({ column, other, show, totals }, input, fitted) => {
		const across = categoryField(input, other);
		const type = show === 'counts' ? 'BIGINT' : 'DOUBLE';
		const shown = (count: string) => {
			if (show === 'counts') return count;
			const whole = { 'of-all': 'sum(count(*)) OVER ()', 'of-row': 'count(*)', 'of-column': `sum(${count}) OVER ()` };
			return `${count} / nullif(${whole[show]}, 0)::DOUBLE`;
		};
		const taken = [column];
		const cell = (wanted: string, count: string) => {
			const name = untakenName(wanted || '_', taken, '_2');
			taken.push(name);
			return { field: { name, type, kind: 'numeric' as const }, sql: shown(count), from: [column, other] };
		};
		const cells = vocabularyOf(fitted, other).map((category) =>
			cell(String(category), `count(*) FILTER (WHERE ${isCategorySql(across, category)})`)
		);
		return {
			columns: [passColumn(fieldNamed(input, column)), ...cells, ...(totals ? [cell('total', 'count(*)')] : [])],
			groupBy: [sqlName(column)]
		};
	}
});
