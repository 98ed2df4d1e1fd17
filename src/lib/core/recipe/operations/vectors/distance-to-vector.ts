import * as v from 'valibot';
import { choiceField, columnField, initialNameField, optionalNumbersField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { addNumber, distanceSql, vectorMetrics, vectorSql, vectorValue } from '../../vector-column';

const StateSchema = v.strictObject({ centre: v.array(v.nullable(v.number())) });

export const distanceToVector = defineOperation({
	id: 'distance-to-vector',
	group: 'vectors',
	title: 'Distance to the centre',
	description:
		'How far a vector is from the mean vector of the rows learned from, or from the numbers given. Metrics as in vector-distance. Missing where the lengths differ or a number is missing.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('vector'),
		target: choiceField(['centre', 'given'], 'centre'),
		vector: optionalNumbersField({ field: 'target', is: ['given'] }),
		metric: choiceField(vectorMetrics, 'euclidean'),
		name: initialNameField('distance')
	}),
	state: StateSchema,
	learns: ({ target }) => target === 'centre',
	query: ({ column, target, vector, metric, name }, input, fitted) => {
		const centre = vectorValue(target === 'given' ? (vector ?? []) : (fitted?.centre ?? []));
		return addNumber(input, name, finiteSql(distanceSql(metric, vectorSql(input, column), centre)), [column]);
	},
	fitSql: ({ column }, input, from) =>
		`SELECT i, avg(x) AS m FROM (SELECT unnest(v) AS x, unnest(range(1, len(v) + 1)) AS i FROM ` +
		`(SELECT ${vectorSql(input, column)} AS v FROM ${from})) GROUP BY i ORDER BY i`,
	learn: (rows) => ({ centre: rows.map((row) => (typeof row['m'] === 'number' ? row['m'] : null)) })
});
