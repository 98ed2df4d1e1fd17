import type { Cell } from '../table/columns';
import { isNumericType, isTemporalType, type Field } from '../table/schema';
import { sqlName } from '../table/sql';

/** Parts of a key stand side by side with this between; both marks are written otherwise inside a part. */
const between = '\u001f';
const escape = '\u001e';

/** A number as DuckDB writes it beside a whole number as people do: 7 and 7.0 are the same key. */
const wholeBelow = 2 ** 53;

function partSql({ name, type }: Field): string {
	const column = sqlName(name);
	if (type === 'DOUBLE' || type === 'FLOAT' || type.startsWith('DECIMAL')) {
		const number = `CAST(${column} AS DOUBLE)`;
		return `CASE WHEN ${number} = floor(${number}) AND abs(${number}) < ${wholeBelow} THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE CAST(${number} AS VARCHAR) END`;
	}
	if (isTemporalType(type)) return `replace(CAST(CAST(${column} AS TIMESTAMP) AS VARCHAR), ' 00:00:00', '')`;
	return `CAST(${column} AS VARCHAR)`;
}

/** The key of an entity as SQL of one text: the same text as `keyText` gives, for fields with the types of their columns. */
export function keyTextSql(entity: readonly Field[]): string {
	const parts = entity.map(partSql);
	const [only = "''"] = parts;
	if (parts.length === 1) return only;
	const escaped = parts.map((part) => `replace(replace(${part}, chr(30), chr(30) || '0'), chr(31), chr(30) || '1')`);
	return escaped.join(' || chr(31) || ');
}

/** The key of an entity as one text: 7 and '7' are the same entity, and so are a time in milliseconds and its text. */
export function keyText(entity: readonly Field[], cells: readonly Cell[]): string {
	const parts = cells.map((cell, place) => partText(entity[place], cell));
	const [only = ''] = parts;
	if (entity.length === 1) return only;
	return parts.map((part) => part.replaceAll(escape, `${escape}0`).replaceAll(between, `${escape}1`)).join(between);
}

/** The parts of a key's text. */
export function keyParts(text: string, count: number): string[] {
	if (count === 1) return [text];
	return text.split(between).map((part) => part.replaceAll(`${escape}1`, between).replaceAll(`${escape}0`, escape));
}

/** What all keys begin with whose first parts are these; the last part may be cut short. */
export function keyPrefix(entity: readonly Field[], cells: readonly string[]): string {
	if (entity.length === 1) return cells[0] ?? '';
	return cells.map((part) => part.replaceAll(escape, `${escape}0`).replaceAll(between, `${escape}1`)).join(between);
}

function partText(field: Field | undefined, cell: Cell): string {
	const type = field?.type ?? 'VARCHAR';
	if (isTemporalType(type)) return timeText(cell);
	if (type === 'BOOLEAN') return cell === 1 || String(cell).toLowerCase() === 'true' || cell === '1' ? 'true' : 'false';
	if (typeof cell === 'string' && isNumericType(type)) return numberText(cell.trim());
	return typeof cell === 'number' ? exponentText(String(cell)) : (cell ?? '');
}

/** 7.0 is 7; digits of whole numbers stay as they are, however many. */
function numberText(text: string): string {
	if (/^-?\d+$/.test(text)) return text.replace(/^(-?)0+(?=\d)/, '$1');
	const number = Number(text);
	return text === '' || Number.isNaN(number) ? text : exponentText(String(number));
}

/** DuckDB writes at least two digits of an exponent. */
function exponentText(text: string): string {
	return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function timeText(cell: Cell): string {
	const at = typeof cell === 'number' ? cell : Date.parse(timeWithZone(cell ?? ''));
	if (Number.isNaN(at)) return String(cell);
	const text = new Date(at).toISOString().replace('T', ' ').replace('Z', '');
	return text.replace(/\.?0+$/, '').replace(' 00:00:00', '');
}

function timeWithZone(text: string): string {
	return text.includes(':') ? `${text.trim().replace(' ', 'T').replace(/Z$/, '')}Z` : text.trim();
}

/** The order of DuckDB's text, which is that of code points: emoji come after everything of two bytes. */
export function compareText(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
		if (x === y) continue;
		const isSurrogate = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000];
		if (isSurrogate[0] !== isSurrogate[1]) return isSurrogate[0] ? (y >= 0xe000 ? 1 : x - y) : x >= 0xe000 ? -1 : x - y;
		return x - y;
	}
	return a.length - b.length;
}
