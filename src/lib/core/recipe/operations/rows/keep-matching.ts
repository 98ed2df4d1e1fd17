import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnField, choiceField, patternField } from '../../field';
import { defineOperation, passColumn } from '../../operation';
import { textColumn } from '../../each-text';
import { hasMatch } from '../../text-pattern';

export const keepMatching = defineOperation({
	id: 'keep-matching',
	group: 'rows',
	title: 'Keep rows that match',
	description:
		'Keeps, or drops, the rows where a regular expression matches a text column; where it is missing the row is not a match.',
	rows: 'fewer',
	params: v.strictObject({
		column: columnField('text'),
		pattern: patternField('.'),
		act: choiceField(['keep', 'drop'], 'keep')
	}),
	query: ({ column, pattern, act }, input) => ({
		columns: input.map(passColumn),
		where: `${act === 'keep' ? '' : 'NOT '}coalesce(${hasMatch(sqlName(textColumn(input, column).name), pattern)}, FALSE)`
	}),
	portable: () => new Map()
});
