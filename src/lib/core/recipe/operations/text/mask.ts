import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, choiceField, numberField, optionalTextField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const mask = defineOperation({
	id: 'mask',
	group: 'text',
	title: 'Mask text',
	description: 'Writes `character` for every character but the last, or the first, `keep`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		keep: numberField(4, { integer: true, min: 0, max: 1000 }),
		side: choiceField(['last', 'first'], 'last'),
		character: filledTextField('*'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { keep, side, character } = params;
		return eachText(params, input, (x) =>
			side === 'last'
				? `repeat(${sqlValue(character)}, greatest(length(${x}) - ${keep}, 0)) || right(${x}, ${keep})`
				: `left(${x}, ${keep}) || repeat(${sqlValue(character)}, greatest(length(${x}) - ${keep}, 0))`
		);
	}
});
