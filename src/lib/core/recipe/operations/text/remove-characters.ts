import * as v from 'valibot';
import { columnsField, optionalTextField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { characterClass, removed } from '../../text-pattern';

export const removeCharacters = defineOperation({
	id: 'remove-characters',
	group: 'text',
	title: 'Remove characters',
	description: 'Takes every one of the `characters` away, wherever it stands.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		characters: filledTextField('-'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { characters } = params;
		return eachText(params, input, (x) => removed(x, characterClass(characters)));
	}
});
