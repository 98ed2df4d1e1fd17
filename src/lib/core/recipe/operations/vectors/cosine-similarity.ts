import * as v from 'valibot';
import { columnField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { addNumber, cosineSql, pairSql, vectorSql } from '../../vector-column';

export const cosineSimilarity = defineOperation({
	id: 'cosine-similarity',
	group: 'vectors',
	title: 'Cosine similarity',
	description:
		'The cosine of the angle between two vectors: 1 where they point the same way, 0 where they have nothing in common. Missing where their lengths differ, a number is missing, or one is all zeros.',
	rows: 'each',
	params: v.strictObject({
		left: columnField('vector'),
		right: columnField('vector'),
		name: initialNameField('similarity')
	}),
	query: ({ left, right, name }, input) => {
		const [a, b] = [vectorSql(input, left), vectorSql(input, right)];
		return addNumber(input, name, pairSql(a, b, cosineSql(a, b)), [left, right]);
	}
});
