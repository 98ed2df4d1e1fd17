import * as v from 'valibot';
import { columnsField, choiceField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { numberOfText } from '../../number-text';

export const parseNumber = defineOperation({
	id: 'parse-number',
	group: 'types',
	title: 'Read as number',
	description:
		'Reads numbers as people write them: separators of thousands, decimal point or comma, currencies, per cent as hundredths, full-width digits, (1), 1-, △1 and ▲1 as negative. The rest becomes missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		decimal: choiceField(['point', 'comma'], 'point'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { decimal } = params;
		return eachText(params, input, (x) => numberOfText(x, decimal), 'DOUBLE');
	}
});
