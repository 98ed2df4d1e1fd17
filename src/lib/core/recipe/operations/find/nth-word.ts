import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { notSpace, allMatches } from '../../text-pattern';

export const nthWord = defineOperation({
	id: 'nth-word',
	group: 'find',
	title: 'Word by its place',
	description:
		'Word number `place`, from 1, or from the end when it is negative; missing where there are fewer. Words are what white space parts.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		place: numberField(2, { integer: true, min: -10_000, max: 10_000 }),
		suffix: textField('_word')
	}),
	query: (params, input) => {
		const { place } = params;
		return eachText(params, input, (x) => `${allMatches(x, notSpace)}[${place}]`);
	}
});
