import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { choiceField, columnsField, groupsField, numberField as numberParam, textField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldNamed, withColumns, type StepQuery } from '../../operation';
import { valueSql } from '../../value-column';
import { windowOf, windowSql } from '../../window';

interface Ranked {
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	readonly type: 'DOUBLE' | 'BIGINT';
}

const shared = {
	columns: columnsField(),
	direction: choiceField(['ascending', 'descending'], 'ascending'),
	by: groupsField()
};

interface RankedValues<Id extends string> extends Ranked {
	readonly id: Id;
	/** SQL over the windows of the rows with a value, in the order of the values: ties together, or one by one. */
	readonly sql: (ties: string) => string;
}

/** Where a value stands among those of its group. */
export function rankedValues<const Id extends string>({ id, sql, ...ranked }: RankedValues<Id>) {
	const params = v.strictObject({ ...shared, suffix: textField(ranked.suffix) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title: ranked.title,
		description: ranked.description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => eachRanked(ranked, chosen, input, row, sql)
	});
}

interface RankedParts<Id extends string> extends Ranked {
	readonly id: Id;
	readonly sql: (oneByOne: string, n: number) => string;
}

/** The same with a number of parts `n`. */
export function rankedParts<const Id extends string>({ id, sql, ...ranked }: RankedParts<Id>) {
	const n = numberParam(4, { integer: true, min: 1, max: 1_000_000 });
	const params = v.strictObject({ ...shared, n, suffix: textField(ranked.suffix) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title: ranked.title,
		description: ranked.description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) =>
			eachRanked(ranked, chosen, input, row, (_ties, oneByOne) => sql(oneByOne, chosen.n))
	});
}

interface RankedChoice {
	readonly columns: readonly string[];
	readonly by: readonly string[];
	readonly direction: 'ascending' | 'descending';
	readonly suffix: string;
}

function eachRanked(
	{ type }: Ranked,
	{ columns, by, direction, suffix }: RankedChoice,
	input: TableSchema,
	row: string,
	sql: (ties: string, oneByOne: string) => string
): StepQuery {
	const { groups } = windowOf({ by }, input, row);
	return {
		columns: withColumns(
			input,
			columns.map((name) => {
				const x = valueSql(fieldNamed(input, name));
				const place = `${x}${direction === 'descending' ? ' DESC' : ''}`;
				const present = [...groups, `${x} IS NULL`];
				const [ties, oneByOne] = [windowSql(present, [place]).over(), windowSql(present, [place, row]).over()];
				return {
					field: { name: `${name}${suffix}`, type, kind: kindOfType(type) },
					sql: `CASE WHEN ${x} IS NOT NULL THEN (${sql(ties, oneByOne)})::${type} END`,
					from: [name, ...by]
				};
			})
		)
	};
}
