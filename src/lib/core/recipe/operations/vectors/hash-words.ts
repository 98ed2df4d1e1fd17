import * as v from 'valibot';
import { booleanField, choiceField, numberField } from '../../field';
import { freshName } from '../../fresh-name';
import { inverseFrequency } from '../../inverse-frequency';
import { defineOperation } from '../../operation';
import { sqlName, sqlValue } from '../../../table/sql';
import { termCountsSql, termFields, textFields } from '../../text-terms';
import { outputField, shapeFields, textVectorQuery } from '../../text-vector';

const StateSchema = v.strictObject({
	documents: v.number(),
	places: v.array(v.strictObject({ place: v.number(), documents: v.number() }))
});

/** The last 8 bytes of the MD5: their remainder is the place; with signs, bit 32 is the sign, and places 2i and 2i + 1 hold i. */
function placeSql(term: string, count: number, signed: boolean): string {
	const hash = `md5_number_lower(${term})`;
	const place = `(${hash} % ${count})::BIGINT`;
	return signed ? `(${place} * 2 + ((${hash} // 4294967296) % 2)::BIGINT)` : place;
}

export const hashWords = defineOperation({
	id: 'hash-words',
	group: 'vectors',
	title: 'Hashed word counts',
	description:
		'Turns text into `count` numbers without a vocabulary: each term is counted in the place its hash names (the last 8 bytes of its MD5, ' +
		'modulo `count`), as 1, or as 1 or -1 when `signed`. Different terms may share a place. With `idf` the places are weighted by how rare they ' +
		'are in the rows learned from; those in fewer than `minDocuments` rows become 0. Missing stays missing.',
	rows: 'each',
	params: v.strictObject({
		...textFields,
		count: numberField(64, { integer: true, min: 1, max: 4096 }),
		output: outputField(),
		...termFields,
		signed: booleanField(false),
		idf: choiceField(['none', 'smooth', 'plain', 'zero-based'], 'none'),
		minDocuments: numberField(1, {
			integer: true,
			min: 0,
			when: { field: 'idf', is: ['smooth', 'plain', 'zero-based'] }
		}),
		norm: choiceField(['none', 'l1', 'l2'], 'none'),
		...shapeFields
	}),
	state: StateSchema,
	learns: ({ idf }) => idf !== 'none',
	query: (params, input, fitted) => {
		const { count, signed, binary, idf, minDocuments } = params;
		const documentsOf = new Map(fitted?.places.map(({ place, documents }) => [place, documents]));
		const weight = (place: number): number => {
			const documents = documentsOf.get(place) ?? 0;
			if (idf === 'none') return 1;
			return documents < minDocuments ? 0 : inverseFrequency(idf, fitted?.documents ?? 0, documents);
		};
		return textVectorQuery(
			{ ...params, key: (term) => placeSql(term, count, signed) },
			input,
			Array.from({ length: count }, (_, i) => ({
				label: String(i),
				sql: (counts) => {
					const at = (place: number) => `coalesce(${counts}[${place}::BIGINT], 0)::DOUBLE`;
					const sum = signed ? `(${at(2 * i)} - ${at(2 * i + 1)})` : at(i);
					const number = binary ? `sign(${sum})` : sum;
					return idf === 'none' ? number : `${number} * ${sqlValue(weight(i))}`;
				}
			}))
		);
	},
	fitSql: (params, input, from) => {
		const counts = freshName(input, 'counts');
		const key = (term: string) => placeSql(term, params.count, false);
		return (
			`SELECT n, i, df FROM (SELECT count(${sqlName(params.column)}) AS n FROM ${from}) LEFT JOIN ` +
			`(SELECT i, count(*) AS df FROM (SELECT unnest(map_keys(${sqlName(counts)})) AS i FROM ${termCountsSql(params, from, counts, key)}) GROUP BY i) ON TRUE ORDER BY i`
		);
	},
	learn: (rows) => ({
		documents: Number(rows[0]?.['n'] ?? 0),
		places: rows.flatMap((row) =>
			row['i'] === null || row['i'] === undefined ? [] : [{ place: Number(row['i']), documents: Number(row['df']) }]
		)
	})
});
