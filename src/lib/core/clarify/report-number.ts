import type { Writer } from '../document/writer';
import { columnNamed, type Columns } from '../table/columns';
import { isTemporalType } from '../table/schema';
import type { WriteNumber } from './rule-words';

/** Numbers of columns, dates as dates where `rows` have the column. */
export function numberWriter(rows: Columns | null, w: Writer): WriteNumber {
	return (column, value) =>
		isTemporalType((rows ? columnNamed(rows, column)?.type : undefined) ?? '')
			? new Date(value).toISOString().slice(0, 10)
			: w.number(value, 6);
}
