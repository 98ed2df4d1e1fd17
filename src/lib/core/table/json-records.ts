import { AppError } from '../errors';

/** The text of one row of a JSON file, and the line on which it begins, from 1. */
export interface JsonRecord {
	readonly text: string;
	readonly line: number;
}

/** Whether a JSON text is one object a line, from its first bytes: lists are not, nor objects that go over several lines. */
export function isLineJson(head: string): boolean {
	const text = head.replace(/^\uFEFF/, '').trimStart();
	const [first = '', second = ''] = text.split('\n').filter((line) => line.trim() !== '');
	return text.startsWith('{') && isWhole(first) && second.trimStart().startsWith('{');
}

function isWhole(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}

/** One record a line; empty lines are none. Gives the records of a chunk together. */
export async function* lineRecords(chunks: AsyncIterable<string>): AsyncGenerator<JsonRecord[]> {
	let rest = '';
	let line = 1;
	const records = (texts: readonly string[]) =>
		texts.map((text) => ({ text, line: line++ })).filter(({ text }) => text.trim() !== '');
	for await (const chunk of chunks) {
		const texts = (rest + chunk).split('\n');
		rest = texts.pop() ?? '';
		yield records(texts);
	}
	yield records([rest]);
}

const [tab, newline, carriage, space, quote, comma, backslash] = [9, 10, 13, 32, 34, 44, 92];
const [listStart, listEnd, objectStart, objectEnd] = [91, 93, 123, 125];
const isSpace = (code: number) => code === space || code === newline || code === carriage || code === tab;

/**
 * The elements of a list, or the whole of a text that is none as one record. Only brackets and quotes are looked at: whether an element is
 * JSON shows when it is parsed. Refuses with table/unreadable a list that does not end, and text behind its end.
 */
export async function* listRecords(file: string, chunks: AsyncIterable<string>): AsyncGenerator<JsonRecord[]> {
	let state: 'before' | 'list' | 'single' | 'after' = 'before';
	let [depth, line, start] = [0, 1, 1];
	let [inText, isEscaped, isBlank] = [false, false, true];
	let rest = '';
	for await (const chunk of chunks) {
		const records: JsonRecord[] = [];
		let from = 0;
		const take = (end: number, to: number) => {
			if (!isBlank || end === comma) records.push({ text: rest + chunk.slice(from, to), line: start });
			[rest, from, isBlank] = ['', to + 1, true];
		};
		for (let i = 0; i < chunk.length; i++) {
			const code = chunk.charCodeAt(i);
			if (code === newline) line++;
			if (inText) {
				if (isEscaped) isEscaped = false;
				else if (code === backslash) isEscaped = true;
				else if (code === quote) inText = false;
				continue;
			}
			if (isSpace(code)) continue;
			if (state === 'before') {
				state = code === listStart ? 'list' : 'single';
				if (state === 'list') {
					from = i + 1;
					continue;
				}
			}
			if (state === 'after')
				throw new AppError('table/unreadable', { file, line, reason: 'text follows the end of the list' });
			if (state === 'list' && depth === 0 && (code === comma || code === listEnd)) {
				take(code, i);
				if (code === listEnd) state = 'after';
				continue;
			}
			if (isBlank) start = line;
			isBlank = false;
			if (code === quote) inText = true;
			else if (code === listStart || code === objectStart) depth++;
			else if (code === listEnd || code === objectEnd) depth--;
		}
		rest += chunk.slice(from);
		yield records;
	}
	if (state === 'list')
		throw new AppError('table/unreadable', { file, line, reason: 'the list does not end: the file is cut short' });
	if (state === 'single') yield [{ text: rest, line: start }];
}
