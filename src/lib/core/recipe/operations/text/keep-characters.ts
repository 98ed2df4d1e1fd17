import * as v from 'valibot';
import { columnsField, optionalTextField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { characterClass, removed } from '../../text-pattern';

export const keepCharacters = defineOperation({
	id: 'keep-characters',
	group: 'text',
	title: 'Keep characters',
	description: 'Keeps only the `characters` named and takes the rest away.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		characters: filledTextField('0123456789'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { characters } = params;
		return eachText(params, input, (x) => removed(x, characterClass(characters).replace('[', '[^')));
	}
});
