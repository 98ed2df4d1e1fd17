import { AppError } from '../errors';
import type { TableFormat } from './source';

const endings: Record<string, TableFormat> = {
	csv: 'csv',
	txt: 'csv',
	data: 'csv',
	tsv: 'tsv',
	tab: 'tsv',
	fwf: 'fwf',
	prn: 'fwf',
	json: 'json',
	ndjson: 'ndjson',
	jsonl: 'ndjson',
	parquet: 'parquet',
	pq: 'parquet',
	arrow: 'arrow',
	arrows: 'arrow',
	ipc: 'arrow',
	feather: 'arrow',
	xlsx: 'xlsx',
	sqlite: 'sqlite',
	sqlite3: 'sqlite',
	db: 'sqlite'
};

/** What a format that is not text begins with. */
const beginnings: Partial<Record<TableFormat, readonly string[]>> = {
	parquet: ['PAR1'],
	arrow: ['ARROW1', '\u00ff\u00ff\u00ff\u00ff'],
	xlsx: ['PK\u0003\u0004'],
	sqlite: ['SQLite format 3\0']
};

/** What people drop in place of a table, by its first bytes. */
const others: readonly (readonly [beginning: string, name: string])[] = [
	['\u0089PNG', 'a PNG picture'],
	['\u00ff\u00d8\u00ff', 'a JPEG picture'],
	['GIF8', 'a GIF picture'],
	['%PDF', 'a PDF document'],
	['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook (.xls) or one with a password; save it as .xlsx without one'],
	['\u001f\u008b', 'packed with gzip'],
	['PK\u0003\u0004', 'a zip archive'],
	['PAR1', 'Parquet'],
	['ARROW1', 'Arrow'],
	['SQLite format 3\0', 'an SQLite database']
];

function startsWith(head: Uint8Array, text: string): boolean {
	return [...text].every((character, i) => head[i] === character.charCodeAt(0));
}

function endingOf(name: string): TableFormat | undefined {
	return endings[name.replace(/\.gz$/i, '').split('.').pop()?.toLowerCase() ?? ''];
}

/** The format of a file: by its first bytes where they are a signature, else by its ending, else delimited text. */
export function formatOf(name: string, head: Uint8Array): TableFormat {
	for (const format of ['parquet', 'arrow', 'xlsx', 'sqlite'] as const)
		if (beginnings[format]?.some((beginning) => startsWith(head, beginning))) return format;
	const ending = endingOf(name);
	if (ending) return ending;
	const first = new TextDecoder().decode(head.subarray(0, 64)).trimStart()[0];
	return first === '[' ? 'json' : first === '{' ? 'ndjson' : 'csv';
}

/** The format a file's ending names (that of what is packed, for .gz); null when it names none. */
export function formatOfName(name: string): TableFormat | null {
	return endingOf(name) ?? null;
}

/** Refuses with table/unreadable a file whose first bytes are not those of its format, and says what they are instead. */
export function checkBeginning(file: string, format: TableFormat, head: Uint8Array): void {
	const wanted = beginnings[format];
	if (wanted?.some((beginning) => startsWith(head, beginning))) return;
	const other = others.find(([beginning]) => startsWith(head, beginning))?.[1];
	if (!wanted && !other) return;
	const reason = wanted
		? `it does not begin as ${names[format] ?? format} does: it looks like ${other ?? looks(head)}`
		: `it is ${other}`;
	throw new AppError('table/unreadable', { file, reason, mend: wanted ? 'Name the right format with --format.' : '' });
}

const names: Partial<Record<TableFormat, string>> = {
	parquet: 'Parquet',
	arrow: 'Arrow',
	xlsx: 'an Excel workbook',
	sqlite: 'an SQLite database'
};

function looks(head: Uint8Array): string {
	const first = head.subarray(0, 512);
	if (first.includes(0)) return 'bytes of a kind not known here';
	return /^\s*<(!doctype|html)/i.test(new TextDecoder().decode(first)) ? 'a web page' : 'text';
}
