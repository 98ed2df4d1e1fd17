import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, choiceField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { similarities, similaritySql } from '../../text-similarity';

export const similarityToText = defineOperation({
	id: 'similarity-to-text',
	group: 'tests',
	title: 'Similarity to a text',
	description:
		'How alike the text and `text` are: Jaro-Winkler from 0 to 1, edits (Levenshtein, or Damerau-Levenshtein where neighbours may change places), 1 - edits / longer length, or Jaccard of their characters.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: textField(''),
		method: choiceField(similarities, 'jaro-winkler'),
		suffix: textField('_similarity')
	}),
	query: (params, input) => {
		const { text, method } = params;
		return eachText(params, input, (x) => similaritySql(method, x, sqlValue(text)), 'DOUBLE');
	}
});
