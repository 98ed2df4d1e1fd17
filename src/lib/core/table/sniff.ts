/** Guesses about a delimited text from its first bytes. Everything guessed here is reported and can be overridden. */

/** A WHATWG label of the encoding: by byte order mark, by the pattern of zero bytes, by what decodes without an error. */
export function sniffEncoding(head: Uint8Array): string {
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const sample = head.subarray(0, 4096);
	let evenZeros = 0;
	let oddZeros = 0;
	sample.forEach((byte, i) => {
		if (byte !== 0) return;
		if (i % 2 === 0) evenZeros++;
		else oddZeros++;
	});
	const pairs = sample.length / 2;
	if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le';
	if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return 'utf-16be';
	if (decodes('utf-8', head)) return 'utf-8';
	return looksJapanese(head) && decodes('shift_jis', head) ? 'shift_jis' : 'windows-1252';
}

/** The end of the head may cut a character in two: a stream decoder forgives that, and nothing else. */
function decodes(label: string, head: Uint8Array): boolean {
	try {
		new TextDecoder(label, { fatal: true }).decode(head, { stream: true });
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

/** Shift_JIS text is mostly pairs of a lead byte 81-9F or E0-EF and a trail byte; Latin-1 accents stand alone among ASCII. */
function looksJapanese(head: Uint8Array): boolean {
	let pairs = 0;
	let alone = 0;
	for (let i = 0; i < head.length; i++) {
		const byte = head[i] ?? 0;
		if (byte < 0x80) continue;
		const next = head[i + 1] ?? 0;
		const lead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xef);
		if (lead && next >= 0x40 && next <= 0xfc && next !== 0x7f && (next >= 0x80 || isAfterKana(byte))) {
			pairs++;
			i++;
		} else if (byte >= 0xa1 && byte <= 0xdf && (next >= 0xa1 || next < 0x40)) alone += 0.5;
		else alone++;
	}
	return pairs > alone;
}

function isAfterKana(lead: number): boolean {
	return lead === 0x82 || lead === 0x83 || (lead >= 0x88 && lead <= 0x9f);
}

/** Records of a delimited text up to `limit`; quotes are doubled inside quotes. The last record may be cut by the end of the head. */
export function parseRecords(text: string, delimiter: string, quote: string, limit: number): string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	let cell = '';
	let quoted = false;
	for (let i = 0; i < text.length && records.length < limit; i++) {
		const character = text[i] ?? '';
		if (quoted) {
			if (character !== quote) cell += character;
			else if (text[i + 1] === quote) {
				cell += quote;
				i++;
			} else quoted = false;
		} else if (character === quote && quote !== '' && cell === '') quoted = true;
		else if (text.startsWith(delimiter, i)) {
			record.push(cell);
			cell = '';
			i += delimiter.length - 1;
		} else if (character === '\n' || character === '\r') {
			if (character === '\r' && text[i + 1] === '\n') i++;
			record.push(cell);
			records.push(record);
			record = [];
			cell = '';
		} else cell += character;
	}
	if (records.length < limit && (cell !== '' || record.length > 0)) records.push([...record, cell]);
	return records;
}

export const delimiters = [',', '\t', ';', '|'] as const;

/** The delimiter that cuts the first records into the most columns, the same number each. */
export function sniffDelimiter(text: string, quote: string): string {
	let best: string = ',';
	let bestScore = 1;
	for (const delimiter of delimiters) {
		const records = parseRecords(text, delimiter, quote, 50).filter((record) => record.length > 1 || record[0] !== '');
		const widths = (records.length > 2 ? records.slice(0, -1) : records).map((record) => record.length);
		const width = widths[0] ?? 1;
		const agree = widths.filter((other) => other === width).length / Math.max(1, widths.length);
		const score = width > 1 ? width * agree * agree : 0;
		if (score > bestScore) {
			best = delimiter;
			bestScore = score;
		}
	}
	return best;
}

export interface NamedColumns {
	readonly names: string[];
	readonly renamed: { readonly from: string; readonly to: string }[];
}

/** Names that every object has in a way of its own; a record of columns by name cannot hold them. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Every column gets a name of its own: empty ones `column<place>`, repeated and reserved ones a number behind. Case does not tell
 * names apart in SQL.
 */
export function uniqueNames(header: readonly string[]): NamedColumns {
	const taken = new Set<string>();
	const renamed: { from: string; to: string }[] = [];
	const names = header.map((raw, place) => {
		const wanted = raw.replaceAll('\0', '').trim() || `column${place + 1}`;
		let name = wanted;
		for (let next = 2; taken.has(name.toLowerCase()) || reserved.has(name); next++) name = `${wanted}_${next}`;
		taken.add(name.toLowerCase());
		if (name !== raw) renamed.push({ from: raw, to: name });
		return name;
	});
	return { names, renamed };
}
