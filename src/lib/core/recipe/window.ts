import type { TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { choiceField, groupsField, optionalColumnField } from './field';
import { fieldNamed, fieldsNamed } from './operation';
import { valueSql } from './value-column';

/** Parameters of what runs along the rows: in which order, and within which groups. */
export const windowFields = {
	order: optionalColumnField('any'),
	direction: choiceField(['ascending', 'descending'], 'ascending'),
	by: groupsField()
};

export interface WindowChoice {
	readonly order?: string | undefined;
	readonly direction?: 'ascending' | 'descending';
	readonly by: readonly string[];
}

/** The parts of SQL windows over the rows of a group in their order. */
export interface Window {
	/** What parts the rows; empty for one group. */
	readonly groups: readonly string[];
	/** What orders them; the last is the row number, so that there are no ties. */
	readonly places: readonly string[];
	/** `OVER (...)` in the order, with a frame if one is given. */
	over(frame?: string): string;
	/** `OVER (...)` of all rows of the group. */
	readonly whole: string;
	/** `OVER (...)` from the group's first row to this one. */
	readonly sofar: string;
}

/** Rows without a place come last, ties keep the order of the rows; rows whose group is missing are a group of their own. */
export function windowOf({ order, direction, by }: WindowChoice, input: TableSchema, row: string): Window {
	const down = direction === 'descending' ? ' DESC' : '';
	const groups = fieldsNamed(input, by).map(({ name }) => sqlName(name));
	const places =
		order === undefined ? [`${row}${down}`] : [`${valueSql(fieldNamed(input, order))}${down} NULLS LAST`, row];
	return { groups, places, ...windowSql(groups, places) };
}

/** The same over groups parted further. */
export function windowSql(groups: readonly string[], places: readonly string[]): Omit<Window, 'groups' | 'places'> {
	const partition = groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')}`;
	const over = (frame = '') =>
		`OVER (${[partition, `ORDER BY ${places.join(', ')}`, frame].filter((part) => part !== '').join(' ')})`;
	return { over, whole: `OVER (${partition})`, sofar: over('ROWS UNBOUNDED PRECEDING') };
}

/** The columns a window reads. */
export function windowFrom({ order, by }: WindowChoice): string[] {
	return order === undefined ? [...by] : [order, ...by];
}
