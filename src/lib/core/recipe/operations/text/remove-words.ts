import * as v from 'valibot';
import { sqlList } from '../../../table/sql';
import { columnsField, optionalTextField, valuesField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { notSpace, joined, allMatches } from '../../text-pattern';

export const removeWords = defineOperation({
	id: 'remove-words',
	group: 'text',
	title: 'Remove words',
	description:
		'Takes the `words` away, whatever the case of their letters, and leaves one space between those that stay. White space parts words.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), words: valuesField(), suffix: optionalTextField() }),
	query: (params, input) => {
		const { words } = params;
		return eachText(params, input, (x) =>
			joined(
				x,
				`list_filter(${allMatches(x, notSpace)}, lambda __part: lower(__part) NOT IN ${sqlList(words.map((each) => String(each).toLowerCase()))})`,
				' '
			)
		);
	}
});
