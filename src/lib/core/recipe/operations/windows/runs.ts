import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnField, initialNameField } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { windowFields, windowFrom, windowOf, windowSql } from '../../window';

interface Runs<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly name: string;
	/** SQL over the number of the run, the windows of its rows in order, and all of them. */
	readonly sql: (run: string, ordered: string, whole: string) => string;
}

/** Rows in a row that hold the same value; missing values are the same. */
export function runs<const Id extends string>({ id, title, description, name: initial, sql }: Runs<Id>) {
	const params = v.strictObject({ column: columnField(), ...windowFields, name: initialNameField(initial) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => {
			const x = valueSql(fieldNamed(input, chosen.column));
			const window = windowOf(chosen, input, row);
			const [starts, run] = [sqlName(freshName(input, 'run starts')), sqlName(freshName(input, 'run number'))];
			const inRun = windowSql([...window.groups, run], window.places);
			const begins = `${x} IS DISTINCT FROM lag(${x}) ${window.over()} OR row_number() ${window.over()} = 1`;
			return {
				columns: withColumns(input, [
					{
						field: { name: chosen.name, type: 'BIGINT', kind: 'numeric' },
						sql: `(${sql(run, inRun.over(), inRun.whole)})::BIGINT`,
						from: [chosen.column, ...windowFrom(chosen)]
					}
				]),
				from: (relation) =>
					`(SELECT *, sum(${starts}::BIGINT) ${window.sofar} AS ${run} FROM (SELECT *, ${begins} AS ${starts} FROM ${relation}))`
			};
		}
	});
}
