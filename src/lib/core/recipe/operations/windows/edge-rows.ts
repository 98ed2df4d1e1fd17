import * as v from 'valibot';
import { initialNameField, numberField as numberParam } from '../../field';
import { defineOperation, passColumn, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf, type Window } from '../../window';

interface Edge<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** SQL of a row's place counted from that end of its group, from 1. */
	readonly place: (window: Window) => string;
}

/** Keeps the rows at one end of each group. */
export function keepEdge<const Id extends string>({ id, title, description, place }: Edge<Id>) {
	const params = v.strictObject({
		...windowFields,
		n: numberParam(1, { integer: true, min: 1, max: 1_000_000_000 })
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'fewer',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => ({
			columns: input.map(passColumn),
			qualify: `${place(windowOf(chosen, input, row))} <= ${chosen.n}`
		}),
		portable: () => new Map()
	});
}

/** Marks the row at one end of each group. */
export function markEdge<const Id extends string>({
	id,
	title,
	description,
	place,
	name: initial
}: Edge<Id> & { readonly name: string }) {
	const params = v.strictObject({ ...windowFields, name: initialNameField(initial) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => ({
			columns: withColumns(input, [
				{
					field: { name: chosen.name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `${place(windowOf(chosen, input, row))} = 1`,
					from: windowFrom(chosen)
				}
			])
		})
	});
}

export const placeFromFirst = (window: Window) => `row_number() ${window.over()}`;
export const placeFromLast = (window: Window) =>
	`count(*) ${window.over('ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING')}`;
