import * as v from 'valibot';
import { choiceField, columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachVector } from '../../vector-column';

/** SQL of the length a vector is divided by. */
const sizes = {
	l2: (x: string) => `sqrt(list_sum(list_transform(${x}, lambda t: t * t)))`,
	l1: (x: string) => `list_sum(list_transform(${x}, lambda t: abs(t)))`,
	max: (x: string) => `list_max(list_transform(${x}, lambda t: abs(t)))`
} as const;

export const normaliseVector = defineOperation({
	id: 'normalise-vector',
	group: 'vectors',
	title: 'Normalise a vector',
	description:
		'Divides a vector by its length: Euclidean (l2), the sum of absolute numbers (l1) or the largest of them (max). A vector of zeros stays; missing numbers stay missing and do not count.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('vector'),
		norm: choiceField(['l2', 'l1', 'max'], 'l2'),
		suffix: optionalTextField()
	}),
	query: (params, input) =>
		eachVector(
			params,
			input,
			(x) => `list_transform(${x}, lambda t: t / coalesce(nullif(${sizes[params.norm](x)}, 0), 1))`
		)
});
