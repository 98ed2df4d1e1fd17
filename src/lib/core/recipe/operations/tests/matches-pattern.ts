import * as v from 'valibot';
import { columnsField, choiceField, textField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { hasMatch, isMatch } from '../../text-pattern';

export const matchesPattern = defineOperation({
	id: 'matches-pattern',
	group: 'tests',
	title: 'Matches a pattern',
	description: 'True where a regular expression matches: somewhere, at the start, or the whole text.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		pattern: patternField('[0-9]+'),
		where: choiceField(['somewhere', 'start', 'whole'], 'somewhere'),
		suffix: textField('_matches_pattern')
	}),
	query: (params, input) => {
		const { pattern, where } = params;
		return eachText(
			params,
			input,
			(x) => (where === 'whole' ? isMatch(x, pattern) : hasMatch(x, where === 'start' ? `^(?:${pattern})` : pattern)),
			'BOOLEAN'
		);
	}
});
