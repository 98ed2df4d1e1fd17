import * as v from 'valibot';
import { columnsField, optionalTextField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { hasMatch } from '../../text-pattern';

export const othersToMissing = defineOperation({
	id: 'others-to-missing',
	group: 'find',
	title: 'What does not match becomes missing',
	description: 'Text in which a regular expression does not match becomes missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), pattern: patternField('.'), suffix: optionalTextField() }),
	query: (params, input) => {
		const { pattern } = params;
		return eachText(params, input, (x) => `CASE WHEN ${hasMatch(x, pattern)} THEN ${x} END`);
	}
});
