import { sqlList, sqlName, sqlValue } from '../table/sql';
import { isNumericType, type Field } from '../table/schema';

/** Which rows of a column are meant: some values, or what lies above a threshold: (threshold, max]. */
export type Selection =
	| { readonly values: readonly string[] }
	| { readonly threshold: number }
	/** Every value by itself, against the rest. */
	| { readonly each: true };

export interface Selector {
	readonly column: string;
	readonly selection: Selection;
}

/** Splits at `separator` where no backslash stands before it; `\` before a comma or an equals sign is taken off. */
export function splitEscaped(text: string, separator: ',' | '='): string[] {
	const parts = [''];
	for (let at = 0; at < text.length; at++) {
		const next = text[at + 1];
		if (text[at] === '\\' && (next === ',' || next === '=')) {
			parts[parts.length - 1] += next;
			at += 1;
		} else if (text[at] === separator) parts.push('');
		else parts[parts.length - 1] += text[at] ?? '';
	}
	return parts;
}

const above = /^>\s*(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** `V[,V]` or `>NUMBER`: a threshold only where a number follows and the column is not categorical. */
export function parseSelection(text: string, categorical: boolean): Selection {
	const number = categorical ? null : above.exec(text.trim());
	return number ? { threshold: Number(number[1]) } : { values: splitEscaped(text, ',') };
}

/**
 * `COL`, `COL=V[,V]` or `COL>NUMBER`. `categorical` tells of a column by name, or undefined where there is none: a name
 * with `>` in it that is a column wins over the threshold.
 */
export function parseSelector(text: string, categorical: (column: string) => boolean | undefined): Selector {
	const place = unescapedPlace(text, '=');
	if (place >= 0) {
		const column = splitEscaped(text.slice(0, place), ',').join(',');
		return { column, selection: parseSelection(text.slice(place + 1), true) };
	}
	const plain = splitEscaped(text, '=').join('=');
	const cut = plain.lastIndexOf('>');
	if (cut > 0 && categorical(plain) === undefined) {
		const column = plain.slice(0, cut).trim();
		const selection = parseSelection(plain.slice(cut), categorical(column) ?? false);
		if ('threshold' in selection) return { column, selection };
	}
	return { column: plain, selection: { each: true } };
}

function unescapedPlace(text: string, sign: string): number {
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '\\' && (text[at + 1] === ',' || text[at + 1] === '=')) at += 1;
		else if (text[at] === sign) return at;
	}
	return -1;
}

/** How people see a selection: `Female`, `A,B`, `>40`. */
export function selectionText(selection: Selection): string {
	if ('threshold' in selection) return `>${selection.threshold}`;
	return 'values' in selection ? selection.values.join(',') : '';
}

/** SQL for 1 where a row of `field` is selected, 0 where not, NULL where it is missing. */
export function selectionSql(field: Field, selection: Exclude<Selection, { each: true }>): string {
	const name = sqlName(field.name);
	return `CASE WHEN ${isMissingSql(field)} THEN NULL WHEN ${chosenSql(field, name, selection)} THEN 1 ELSE 0 END`;
}

function chosenSql(field: Field, name: string, selection: Exclude<Selection, { each: true }>): string {
	if ('threshold' in selection) return `TRY_CAST(${name} AS DOUBLE) > ${sqlValue(selection.threshold)}`;
	if (isNumericType(field.type)) {
		const numbers = selection.values
			.map((value) => (value.trim() === '' ? NaN : Number(value)))
			.filter(Number.isFinite);
		return numbers.length === 0 ? 'FALSE' : `CAST(${name} AS DOUBLE) IN ${sqlList(numbers)}`;
	}
	if (field.type === 'BOOLEAN') {
		const booleans = selection.values.flatMap((value) => {
			const word = value.trim().toLowerCase();
			return ['true', '1'].includes(word) ? [true] : ['false', '0'].includes(word) ? [false] : [];
		});
		return booleans.length === 0 ? 'FALSE' : `${name} IN ${sqlList(booleans)}`;
	}
	return `CAST(${name} AS VARCHAR) IN ${sqlList(selection.values)}`;
}

/** Missing: NULL, and NaN in a column of floating numbers. */
export function isMissingSql(field: Field): string {
	const name = sqlName(field.name);
	return field.type === 'DOUBLE' || field.type === 'FLOAT' ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
}
