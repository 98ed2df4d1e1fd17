import type { TableFormat } from './source';

const endings: Record<string, TableFormat> = {
	csv: 'csv',
	txt: 'csv',
	data: 'csv',
	tsv: 'tsv',
	tab: 'tsv',
	json: 'json',
	ndjson: 'ndjson',
	jsonl: 'ndjson',
	parquet: 'parquet',
	pq: 'parquet',
	arrow: 'arrow',
	arrows: 'arrow',
	ipc: 'arrow',
	feather: 'arrow',
	xlsx: 'xlsx'
};

function startsWith(head: Uint8Array, text: string): boolean {
	return [...text].every((character, i) => head[i] === character.charCodeAt(0));
}

/** The format of a file: by its first bytes where they are a signature, else by its ending, else delimited text. */
export function formatOf(name: string, head: Uint8Array): TableFormat {
	if (startsWith(head, 'PAR1')) return 'parquet';
	if (startsWith(head, 'ARROW1') || (head[0] === 0xff && head[1] === 0xff && head[2] === 0xff && head[3] === 0xff))
		return 'arrow';
	if (startsWith(head, 'PK\u0003\u0004')) return 'xlsx';
	const ending = endings[name.split('.').pop()?.toLowerCase() ?? ''];
	if (ending) return ending;
	const first = new TextDecoder().decode(head.subarray(0, 64)).trimStart()[0];
	return first === '[' ? 'json' : first === '{' ? 'ndjson' : 'csv';
}

/** The format a written file should have, by its ending; null when the ending names none. */
export function formatOfName(name: string): TableFormat | null {
	return endings[name.split('.').pop()?.toLowerCase() ?? ''] ?? null;
}
