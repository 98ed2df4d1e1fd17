import type { Cell } from '$lib/core/table/columns';
import { isTemporalType } from '$lib/core/table/schema';

/** A cell as the table holds it: no rounding to a locale, dates as ISO in UTC. "" where it is missing. */
export function cellText(type: string, cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	if (type === 'BOOLEAN') return cell === 0 ? 'false' : 'true';
	if (isTemporalType(type)) return momentText(type, cell);
	if (type === 'FLOAT' || type === 'DOUBLE') return shortNumber(cell);
	return String(cell);
}

/** Seven digits are enough to look at; the whole number stands in the tool tip. */
function shortNumber(value: number): string {
	if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
	return String(Number(value.toPrecision(7)));
}

function momentText(type: string, milliseconds: number): string {
	const date = new Date(milliseconds);
	if (Number.isNaN(date.getTime())) return String(milliseconds);
	const text = date.toISOString();
	if (type === 'DATE') return text.slice(0, text.indexOf('T'));
	return text.replace('T', ' ').replace(/(\.000)?Z$/, '');
}
