import * as v from 'valibot';
import { sqlName, sqlValue } from '../table/sql';
import { formatDate, parseDate } from './dates';

/** What a piece of text is taken from. Places count from 1; negative ones from the end. */
const TakeSchema = v.variant('take', [
	v.strictObject({ take: v.literal('whole') }),
	/** The n-th run of characters of a kind. */
	v.strictObject({
		take: v.literal('token'),
		kind: v.picklist(['word', 'letters', 'digits', 'capitals']),
		nth: v.number()
	}),
	/** The n-th part between delimiters. */
	v.strictObject({ take: v.literal('part'), delimiter: v.string(), nth: v.number() }),
	/** Characters from a place on; `length` null: to the end. */
	v.strictObject({ take: v.literal('slice'), from: v.number(), length: v.nullable(v.number()) })
]);
export type Take = v.InferOutput<typeof TakeSchema>;

export const letterCases = ['as-is', 'lower', 'upper', 'title', 'initial'] as const;
export type LetterCase = (typeof letterCases)[number];

const PieceSchema = v.variant('piece', [
	v.strictObject({ piece: v.literal('constant'), text: v.string() }),
	v.strictObject({ piece: v.literal('text'), column: v.string(), take: TakeSchema, letters: v.picklist(letterCases) }),
	/** A number with zeros before it up to a width; `width` 0 takes leading zeros away. */
	v.strictObject({ piece: v.literal('padded'), column: v.string(), take: TakeSchema, width: v.number() }),
	/** A date read in one format and written in another, both as strftime has them. */
	v.strictObject({ piece: v.literal('date'), column: v.string(), read: v.string(), write: v.string() })
]);
export type Piece = v.InferOutput<typeof PieceSchema>;

/** A text program: its pieces joined. If a piece finds nothing the result is missing. */
export const ProgramSchema = v.pipe(v.array(PieceSchema), v.minLength(1));
export type Program = v.InferOutput<typeof ProgramSchema>;

/** The program that a parameter holds; null when it holds none yet. */
export function programIn(value: unknown): Program | null {
	const read = v.safeParse(ProgramSchema, value);
	return read.success ? read.output : null;
}

/** What the program gives for the texts of one row; null where one of them is missing or a piece finds nothing. */
export function runProgram(program: Program, row: ReadonlyMap<string, string | null>): string | null {
	let made = '';
	for (const piece of program) {
		const part = piece.piece === 'constant' ? piece.text : runPiece(piece, row.get(piece.column) ?? null);
		if (part === null) return null;
		made += part;
	}
	return made;
}

function runPiece(piece: Exclude<Piece, { piece: 'constant' }>, text: string | null): string | null {
	if (text === null) return null;
	if (piece.piece === 'date') {
		const date = parseDate(text, piece.read);
		return date && formatDate(date, piece.write);
	}
	const taken = takeText(piece.take, text);
	if (taken === null) return null;
	if (piece.piece === 'text') return inCase(taken, piece.letters);
	const bare = taken.replace(/^0+(?=.)/, '');
	return piece.width === 0 ? bare : bare.length >= piece.width ? bare : bare.padStart(piece.width, '0');
}

const tokenPatterns = { word: '[^\\s]+', letters: '\\p{L}+', digits: '[0-9]+', capitals: '\\p{Lu}+' } as const;
const tokenRegexes = {
	word: /[^ \t\n\f\r]+/gu,
	letters: /\p{L}+/gu,
	digits: /[0-9]+/gu,
	capitals: /\p{Lu}+/gu
} as const;

function nth<T>(list: readonly T[], place: number): T | null {
	return list.at(place > 0 ? place - 1 : place) ?? null;
}

export function takeText(take: Take, text: string): string | null {
	switch (take.take) {
		case 'whole':
			return text;
		case 'token':
			return nth(text.match(tokenRegexes[take.kind]) ?? [], take.nth);
		case 'part':
			return nth(text.split(take.delimiter), take.nth);
		case 'slice': {
			const letters = Array.from(text);
			const start = take.from > 0 ? take.from - 1 : letters.length + take.from;
			if (start < 0 || start >= letters.length) return null;
			return letters.slice(start, take.length === null ? undefined : start + take.length).join('');
		}
	}
}

export function inCase(text: string, letters: LetterCase): string {
	switch (letters) {
		case 'as-is':
			return text;
		case 'lower':
			return text.toLowerCase();
		case 'upper':
			return text.toUpperCase();
		case 'title': {
			const [first = '', ...rest] = Array.from(text);
			return first.toUpperCase() + rest.join('').toLowerCase();
		}
		case 'initial':
			return Array.from(text)[0] ?? '';
	}
}

/** The program as SQL over text columns; equal to runProgram. */
export function programSql(program: Program): string {
	return program.map(pieceSql).join(' || ');
}

function pieceSql(piece: Piece): string {
	switch (piece.piece) {
		case 'constant':
			return sqlValue(piece.text);
		case 'date':
			return `strftime(try_strptime(${sqlName(piece.column)}, ${sqlValue(piece.read)}), ${sqlValue(piece.write)})`;
		case 'padded': {
			const bare = `regexp_replace(${takeSql(piece.take, sqlName(piece.column))}, '^0+(.)', '\\1')`;
			return piece.width === 0 ? bare : `lpad(${bare}, greatest(length(${bare}), ${piece.width})::INTEGER, '0')`;
		}
		case 'text':
			return caseSql(takeSql(piece.take, sqlName(piece.column)), piece.letters);
	}
}

function takeSql(take: Take, x: string): string {
	switch (take.take) {
		case 'whole':
			return x;
		case 'token':
			return `regexp_extract_all(${x}, ${sqlValue(tokenPatterns[take.kind])})[${take.nth}]`;
		case 'part':
			return `string_split(${x}, ${sqlValue(take.delimiter)})[${take.nth}]`;
		case 'slice': {
			const start = take.from > 0 ? String(take.from) : `length(${x}) + 1 - ${-take.from}`;
			const rest = `substring(${x}, ${start}${take.length === null ? '' : `, ${take.length}`})`;
			return `CASE WHEN length(${x}) >= ${Math.abs(take.from)} THEN ${rest} END`;
		}
	}
}

function caseSql(x: string, letters: LetterCase): string {
	switch (letters) {
		case 'as-is':
			return x;
		case 'lower':
		case 'upper':
			return `${letters}(${x})`;
		case 'title':
			return `(upper(substring(${x}, 1, 1)) || lower(substring(${x}, 2)))`;
		case 'initial':
			return `substring(${x}, 1, 1)`;
	}
}

/** The columns a program reads. */
export function columnsRead(program: Program): string[] {
	return [...new Set(program.flatMap((piece) => (piece.piece === 'constant' ? [] : [piece.column])))];
}
