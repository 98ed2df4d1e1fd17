import * as v from 'valibot';
import { columnsField, choiceField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { numberOfText } from '../../number-text';

export const parseWholeNumber = defineOperation({
	id: 'parse-whole-number',
	group: 'types',
	title: 'Read as whole number',
	description:
		'Reads whole numbers as people write them, as Read as number does; what has a fraction or is beyond 2^53 becomes missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		decimal: choiceField(['point', 'comma'], 'point'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { decimal } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN ${numberOfText(x, decimal)} = floor(${numberOfText(x, decimal)}) AND abs(${numberOfText(x, decimal)}) <= 9007199254740992 THEN TRY_CAST(${numberOfText(x, decimal)} AS BIGINT) END`,
			'BIGINT'
		);
	}
});
