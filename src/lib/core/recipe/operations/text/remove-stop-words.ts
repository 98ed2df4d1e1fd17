import * as v from 'valibot';
import { sqlList } from '../../../table/sql';
import { columnsField, choiceField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { notSpace, joined, allMatches } from '../../text-pattern';
import { stopWords } from '../../stop-words';

export const removeStopWords = defineOperation({
	id: 'remove-stop-words',
	group: 'text',
	title: 'Remove stop words',
	description:
		'Takes away words that say little, such as the, of, and, or Japanese particles that stand alone. White space parts words: Japanese text has to be parted before.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		language: choiceField(['english', 'japanese'], 'english'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { language } = params;
		return eachText(params, input, (x) =>
			joined(
				x,
				`list_filter(${allMatches(x, notSpace)}, lambda __part: lower(__part) NOT IN ${sqlList(stopWords[language])})`,
				' '
			)
		);
	}
});
