import type { CsvPlan } from './read-csv';

/** Where in a file the wanted records stand. Lines count from 1; null where a position is no start of a line. */
export interface RecordLines {
	/** One for each wanted byte position. */
	readonly lines: readonly (number | null)[];
	/** One for each wanted row among the `rows` that are kept (neither header, blank nor at a wanted position). */
	readonly rowLines: readonly number[];
	readonly rowTexts: readonly string[];
	readonly rows: number;
	/** The record whose quote is open at the end of the file. */
	readonly unclosed: { readonly line: number; readonly lines: number; readonly text: string } | null;
}

const newline = 10;
const carriage = 13;
/** Bytes of a record that are kept: 2,000 characters of at most four bytes. */
const mostBytes = 8000;
const mostCharacters = 2000;

/**
 * Goes through a delimited file in UTF-8 once, as parseRecords does through its head, and says on which lines records begin.
 * `positions` (bytes) and `rows` (places from 0 among the rows kept) rise.
 */
export async function findRecordLines(
	bytes: AsyncIterable<Uint8Array>,
	plan: Pick<CsvPlan, 'delimiter' | 'quote' | 'header' | 'names'>,
	positions: readonly number[],
	rows: readonly number[],
	signal?: AbortSignal
): Promise<RecordLines> {
	const delimiter = new TextEncoder().encode(plan.delimiter).at(-1);
	const quote = new TextEncoder().encode(plan.quote).at(0);
	const blankIsRow = plan.names.length === 1;
	const lines: (number | null)[] = [];
	const rowLines: number[] = [];
	const rowTexts: string[] = [];
	let at = 0;
	let line = 1;
	let kept = plan.header ? -1 : 0;
	let before = newline;
	/** of the record under way: its line, how its cell is written, whether it is empty or among the positions, its bytes */
	let start = 1;
	let cell: 'new' | 'plain' | 'quoted' | 'closed' = 'new';
	let isBlank = true;
	let isRejected = false;
	const text = new Uint8Array(mostBytes);
	let length = 0;
	const said = () => new TextDecoder().decode(text.subarray(0, length)).slice(0, mostCharacters);

	const end = () => {
		if (!isRejected && (!isBlank || blankIsRow || kept < 0)) {
			if (kept === rows[rowLines.length]) {
				rowLines.push(start);
				rowTexts.push(said());
			}
			kept++;
		}
		start = line;
		cell = 'new';
		isBlank = true;
		isRejected = false;
		length = 0;
	};

	for await (const part of bytes) {
		signal?.throwIfAborted();
		for (let i = at === 0 && startsWithMark(part) ? 3 : 0; i < part.length; i++) {
			const byte = part[i] ?? 0;
			const isBreak = byte === newline || byte === carriage;
			const here = positions[lines.length];
			if (here !== undefined && !isBreak && at + i >= here) {
				// a position may stand among the blank lines before its record
				const isStart = before === newline || before === carriage;
				lines.push(isStart ? line : null);
				isRejected = isStart;
				if (isStart) [start, cell, length] = [line, 'new', 0];
			}
			if (isBreak) {
				const isPair = byte === newline && before === carriage;
				if (!isPair) line++;
				if (cell === 'quoted') {
					if (!isPair && length < mostBytes) text[length++] = newline;
				} else if (!isPair) end();
				before = byte;
				continue;
			}
			isBlank = false;
			if (length < mostBytes) text[length++] = byte;
			if (cell === 'quoted') {
				if (byte === quote) cell = 'closed';
			} else if (byte === quote && cell !== 'plain') cell = 'quoted';
			else cell = byte === delimiter ? 'new' : 'plain';
			before = byte;
		}
		at += part.length;
	}
	const isAfterBreak = before === newline || before === carriage;
	const unclosed =
		cell === 'quoted' ? { line: start, lines: line - start + (isAfterBreak ? 0 : 1), text: said() } : null;
	if (!unclosed && !isBlank) end();
	return { lines, rowLines, rowTexts, rows: Math.max(0, kept), unclosed };
}

function startsWithMark(part: Uint8Array): boolean {
	return part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf;
}
