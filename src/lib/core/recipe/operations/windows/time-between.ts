import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, differenceSql } from '../../date-units';
import { choiceField, columnField, groupsField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { windowOf, type Window } from '../../window';

interface TimeBetween<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly name: string;
	/** SQL of the two moments, of this row's and the windows in the order of time. */
	readonly moments: (moment: string, window: Window) => readonly [from: string, to: string];
}

/** How long it is between a row and another of its group, in the order of time. */
export function timeBetween<const Id extends string>({
	id,
	title,
	description,
	name: initial,
	moments
}: TimeBetween<Id>) {
	const params = v.strictObject({
		time: columnField('temporal'),
		unit: choiceField(dateUnits, 'day'),
		by: groupsField(),
		name: initialNameField(initial)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: ({ time, unit, by, name }, input, _fitted, { row }) => {
			const moment = momentSql(input, time);
			const [from, to] = moments(moment, windowOf({ order: time, by }, input, row));
			return {
				columns: withColumns(input, [
					{
						field: { name, type: 'DOUBLE', kind: 'numeric' },
						sql: `(${differenceSql('exact', unit, from, to)})::DOUBLE`,
						from: [time, ...by]
					}
				])
			};
		}
	});
}
