import * as v from 'valibot';
import { defineOperation } from '../../operation';
import { sqlValue } from '../../../table/sql';
import { termFields, textFields } from '../../text-terms';
import {
	learnVocabulary,
	mostField,
	outputField,
	shapeFields,
	textVectorQuery,
	vocabularyFields,
	vocabularySql,
	VocabularySchema
} from '../../text-vector';

export const wordCounts = defineOperation({
	id: 'word-counts',
	group: 'vectors',
	title: 'Word counts',
	description:
		'Turns text into how often each term is in it. Terms are the words, or runs of `shortest` to `longest` of them, or of characters. The ' +
		'`most` frequent in the rows learned from are kept, of those in at least `minDocuments` and at most `maxDocuments` rows (below 1, and for ' +
		'the greatest also 1, a share of the rows). In one text fewer than `minCount` (below 1: a share of its terms) count as none. Missing stays missing.',
	rows: 'each',
	params: v.strictObject({
		...textFields,
		most: mostField(),
		output: outputField(),
		...termFields,
		...vocabularyFields,
		...shapeFields
	}),
	state: VocabularySchema,
	query: (params, input, fitted) =>
		textVectorQuery(
			params,
			input,
			(fitted?.terms ?? []).map(({ term }) => ({
				label: term,
				sql: (counts) =>
					params.binary ? `(${counts}[${sqlValue(term)}] > 0)::INTEGER` : `${counts}[${sqlValue(term)}]`
			}))
		),
	fitSql: (params, input, from) => vocabularySql(params, input, from),
	learn: (rows) => learnVocabulary(rows)
});
