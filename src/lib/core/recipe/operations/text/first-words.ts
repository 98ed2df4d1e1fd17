import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { notSpace, joined, allMatches } from '../../text-pattern';

export const firstWords = defineOperation({
	id: 'first-words',
	group: 'text',
	title: 'Keep the first words',
	description: 'Keeps the first `count` words, which white space parts, with one space between.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		count: numberField(5, { integer: true, min: 1, max: 10_000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { count } = params;
		return eachText(params, input, (x) => joined(x, `list_slice(${allMatches(x, notSpace)}, 1, ${count})`, ' '));
	}
});
