import * as v from 'valibot';
import { seededRandom } from '../../../random';
import { sqlName } from '../../../table/sql';
import { choiceField, columnField, numberField } from '../../field';
import { freshName } from '../../fresh-name';
import { vectorType } from '../../vector-column';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';

/** The Mersenne prime 2^31 - 1: (a h + b) mod p for a, b, h below it is a family of hashes whose products fit in 64 bits. */
const prime = 2_147_483_647;

/** The smallest hash of the text's 3-grams under each of `dimension` hashes (min-hash; Cerda and Varoquaux 2020), as a share of the largest. */
export const similarityEncode = defineOperation({
	id: 'similarity-encode',
	group: 'categories',
	title: 'Similarity encode',
	description:
		'Turns text into `dimension` numbers between 0 and 1 that texts with the same groups of three letters share: similar words, and typing ' +
		'errors, get similar numbers, and words never seen too. Missing stays missing. As columns `column_0` and on, or as one vector `column_vector`.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		dimension: numberField(30, { integer: true, min: 1, max: 300 }),
		seed: numberField(0, { integer: true, min: 0 }),
		output: choiceField(['columns', 'vector'], 'columns')
	}),
	query: ({ column, dimension, seed, output }, input) => {
		wantType(fieldNamed(input, column), 'text', (type) => type === 'VARCHAR');
		const hashes = sqlName(freshName(input, 'hashes'));
		const random = seededRandom(seed);
		const number = () => 1 + Math.floor(random() * (prime - 2));
		const padded = `(' ' || lower(${sqlName(column)}) || ' ')`;
		const place = sqlName(freshName(input, 'place'));
		const grams = `list_distinct(list_transform(range(1, greatest(length(${padded}) - 1, 2)), lambda ${place}: substr(${padded}, ${place}::BIGINT, 3)))`;
		const text = sqlName(freshName(input, 'grams'));
		const numbers = Array.from({ length: dimension }, () => {
			const [a, b] = [number(), number()];
			const least = `list_min(list_transform(${hashes}, lambda h: (h * ${a} + ${b}) % ${prime}))`;
			return `${least}::DOUBLE / ${prime - 1}`;
		});
		return {
			columns: withColumns(
				input,
				output === 'vector'
					? [
							{
								field: { name: `${column}_vector`, type: vectorType, kind: 'embedding' },
								sql: `CASE WHEN ${hashes} IS NOT NULL THEN [${numbers.join(', ')}] END`,
								from: [column]
							}
						]
					: numbers.map((sql, i) => ({
							field: { name: `${column}_${i}`, type: 'DOUBLE', kind: 'numeric' as const },
							sql,
							from: [column]
						}))
			),
			from: (relation) =>
				`(SELECT *, list_transform(${text}, lambda g: (md5_number_lower(g) % ${prime})::BIGINT) AS ${hashes} ` +
				`FROM (SELECT *, CASE WHEN ${sqlName(column)} IS NOT NULL THEN ${grams} END AS ${text} FROM ${relation}))`
		};
	}
});
