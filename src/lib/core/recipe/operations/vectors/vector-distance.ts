import * as v from 'valibot';
import { choiceField, columnField, initialNameField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { addNumber, distanceSql, vectorMetrics, vectorSql } from '../../vector-column';

export const vectorDistance = defineOperation({
	id: 'vector-distance',
	group: 'vectors',
	title: 'Distance of vectors',
	description:
		'How far apart two vectors are: euclidean, its square, manhattan (sum of differences), chebyshev (largest difference), cosine (1 - similarity) or canberra. Missing where their lengths differ or a number is missing.',
	rows: 'each',
	params: v.strictObject({
		left: columnField('vector'),
		right: columnField('vector'),
		metric: choiceField(vectorMetrics, 'euclidean'),
		name: initialNameField('distance')
	}),
	query: ({ left, right, metric, name }, input) =>
		addNumber(input, name, finiteSql(distanceSql(metric, vectorSql(input, left), vectorSql(input, right))), [
			left,
			right
		])
});
