import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { removed, joined, allMatches, isMatch } from '../../text-pattern';

const digit = '[0-9０-９]';
export const maskDigits = defineOperation({
	id: 'mask-digits',
	group: 'text',
	title: 'Mask digits',
	description: 'Writes * for every digit but the last `keep`; spaces and dashes stay: for card and telephone numbers.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		keep: numberField(4, { integer: true, min: 0, max: 1000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { keep } = params;
		return eachText(params, input, (x) =>
			joined(
				x,
				`list_transform(${allMatches(x, '(?s).')}, lambda __part, __i: CASE WHEN ${isMatch('__part', digit)} AND length(${removed(`substring(${x}, __i::BIGINT + 1)`, '[^0-9０-９]')}) >= ${keep} THEN '*' ELSE __part END)`,
				''
			)
		);
	}
});
