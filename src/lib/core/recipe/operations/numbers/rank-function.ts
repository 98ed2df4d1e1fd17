import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { choiceField, columnsField, optionalColumnField, optionalTextField } from '../../field';
import { defineOperation, fieldNamed } from '../../operation';

const ties = ['average', 'minimum', 'maximum', 'dense'] as const;

const params = v.strictObject({
	columns: columnsField('number'),
	by: optionalColumnField('any'),
	order: choiceField(['ascending', 'descending'], 'ascending'),
	ties: choiceField(ties, 'average'),
	suffix: optionalTextField()
});

interface RankFunction<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** SQL over the rank and the largest there is. */
	readonly sql: (rank: string, count: string) => string;
}

/** A number's rank among all rows, or those of its group, that have one. */
export function rankFunction<const Id extends string>({ id, title, description, sql }: RankFunction<Id>) {
	return defineOperation<Id, typeof params>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input) => {
			const { by, order, ties: tied } = chosen;
			const parts = by === undefined ? [] : [sqlName(fieldNamed(input, by).name)];
			return eachNumber(
				chosen,
				input,
				(x) => {
					const group = `PARTITION BY ${[...parts, `(${x}) IS NULL`].join(', ')}`;
					const ranked = `OVER (${group} ORDER BY ${x}${order === 'descending' ? ' DESC' : ''})`;
					const same = `count(*) OVER (${group}, ${x})`;
					const rank = {
						average: `rank() ${ranked} + (${same} - 1) / 2e0`,
						minimum: `rank() ${ranked}`,
						maximum: `rank() ${ranked} + ${same} - 1`,
						dense: `dense_rank() ${ranked}`
					}[tied];
					const count = tied === 'dense' ? `count(DISTINCT ${x}) OVER (${group})` : `count(*) OVER (${group})`;
					return `CASE WHEN ${x} IS NOT NULL THEN (${sql(rank, count)})::DOUBLE END`;
				},
				by === undefined ? [] : [by]
			);
		}
	});
}
