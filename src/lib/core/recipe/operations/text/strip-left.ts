import * as v from 'valibot';
import { columnsField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { characterClass, removed } from '../../text-pattern';

export const stripLeft = defineOperation({
	id: 'strip-left',
	group: 'text',
	title: 'Strip on the left',
	description: 'Takes the `characters` away at the start, or white space when none are given.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), characters: textField(''), suffix: optionalTextField() }),
	query: (params, input) => {
		const { characters } = params;
		return eachText(params, input, (x) => removed(x, `^${characterClass(characters)}+`));
	}
});
