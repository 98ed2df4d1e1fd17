import * as v from 'valibot';
import { booleanField, choiceField } from '../../field';
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
import { inverseFrequency } from '../../inverse-frequency';

export const tfIdf = defineOperation({
	id: 'tf-idf',
	group: 'vectors',
	title: 'TF-IDF',
	description:
		'Turns text into how often each term is in it, times how rare the term is: ln((1 + n) / (1 + df)) + 1 for smooth, ln(n / df) + 1 for plain, ' +
		'ln((n + 1) / (df + 1)) for zero-based, with n texts and df of them with the term in the rows learned from. `sublinear` takes 1 + ln(count). ' +
		'Then each text is made of length 1 (`norm`). Terms and limits as in word-counts. Missing stays missing.',
	rows: 'each',
	params: v.strictObject({
		...textFields,
		most: mostField(),
		output: outputField(),
		idf: choiceField(['smooth', 'plain', 'zero-based'], 'smooth'),
		...termFields,
		...vocabularyFields,
		sublinear: booleanField(false),
		norm: choiceField(['l2', 'l1', 'none'], 'l2'),
		...shapeFields
	}),
	state: VocabularySchema,
	query: (params, input, fitted) =>
		textVectorQuery(
			params,
			input,
			(fitted?.terms ?? []).map(({ term, documents }) => ({
				label: term,
				sql: (counts) => {
					const count = `${counts}[${sqlValue(term)}]`;
					const often = params.binary ? `(${count} > 0)::INTEGER` : params.sublinear ? `(1 + ln(${count}))` : count;
					return `${often} * ${sqlValue(inverseFrequency(params.idf, fitted?.documents ?? 0, documents))}`;
				}
			}))
		),
	fitSql: (params, input, from) => vocabularySql(params, input, from),
	learn: (rows) => learnVocabulary(rows)
});
