import { readFormats, writeFormats, formatDate, parseDate } from './dates';
import { inCase, letterCases, runProgram, takeText, type Piece, type Program, type Take } from './program';

/** What a person wants for one row: the texts it is made from, and the result. */
export interface Example {
	readonly row: ReadonlyMap<string, string | null>;
	readonly wanted: string;
}

export interface RankedProgram {
	readonly program: Program;
	/** The less, the likelier it is what was meant. */
	readonly cost: number;
}

interface Candidate {
	readonly piece: Piece;
	/** What it gives for each example. */
	readonly texts: readonly string[];
	readonly cost: number;
}

const places = [1, 2, 3, 4, 5, -1, -2, -3] as const;
const delimiters = [
	',',
	';',
	':',
	'|',
	'/',
	'\\',
	'-',
	'_',
	'.',
	'@',
	'(',
	')',
	'[',
	']',
	'#',
	'=',
	'&',
	'、',
	'・',
	' - ',
	', ',
	' ('
];
const caseCost = { 'as-is': 0, lower: 0.3, upper: 0.3, title: 0.4, initial: 0.4 } as const;
/** What is only digits is likelier meant as a number than as a word. */
const kindCost = { digits: 0, word: 0.05, letters: 0.1, capitals: 0.3 } as const;
const steps = 20_000;

/**
 * Programs that give the wanted result for every example, the likeliest first. The search goes through the results of all examples at
 * once from the left, cheapest first (A* without a guess), each piece having to fit in every one of them: FlashFill's idea (Gulwani,
 * POPL 2011) over a small set of pieces. Constants cost by the letter, so that what can be taken from the row is.
 */
export function searchPrograms(examples: readonly Example[], count = 8): RankedProgram[] {
	if (examples.length === 0 || examples.some(({ wanted }) => wanted === '')) return [];
	const candidates = candidatesFor(examples);
	const goal = examples.map(({ wanted }) => wanted.length);
	const open: State[] = [{ at: examples.map(() => 0), pieces: [], cost: 0 }];
	const seen = new Map<string, number>();
	const found: RankedProgram[] = [];
	const results = new Set<string>();
	for (let step = 0; step < steps && open.length > 0 && found.length < count; step++) {
		const state = takeCheapest(open);
		if (state.at.every((place, i) => place === goal[i])) {
			const key = JSON.stringify(state.pieces);
			if (!results.has(key)) found.push({ program: state.pieces, cost: state.cost });
			results.add(key);
			continue;
		}
		// a few ways to one place are enough
		const key = state.at.join();
		const times = seen.get(key) ?? 0;
		if (times >= count) continue;
		seen.set(key, times + 1);
		for (const next of nextStates(state, candidates, examples)) push(open, next);
	}
	return found.filter(({ program }) => examples.every(({ row, wanted }) => runProgram(program, row) === wanted));
}

interface State {
	/** Letters of each result that are made. */
	readonly at: readonly number[];
	readonly pieces: Program;
	readonly cost: number;
}

function* nextStates(state: State, candidates: readonly Candidate[], examples: readonly Example[]): Iterable<State> {
	for (const { piece, texts, cost } of candidates)
		if (examples.every(({ wanted }, i) => wanted.startsWith(texts[i] ?? '\0', state.at[i])))
			yield {
				at: state.at.map((place, i) => place + (texts[i]?.length ?? 0)),
				pieces: [...state.pieces, piece],
				cost: state.cost + cost
			};
	const letter = String.fromCodePoint(examples[0]?.wanted.codePointAt(state.at[0] ?? 0) ?? 0);
	if (!examples.every(({ wanted }, i) => wanted.startsWith(letter, state.at[i]))) return;
	const last = state.pieces.at(-1);
	const joined: Program =
		last?.piece === 'constant'
			? [...state.pieces.slice(0, -1), { piece: 'constant', text: last.text + letter }]
			: [...state.pieces, { piece: 'constant', text: letter }];
	const isMark = /[^\p{L}\p{N}]/u.test(letter);
	yield {
		at: state.at.map((place) => place + letter.length),
		pieces: joined,
		cost: state.cost + (isMark ? 0.35 : 2) + (last?.piece === 'constant' ? 0 : 0.5)
	};
}

/** Every piece that gives some text of every example's result. */
function candidatesFor(examples: readonly Example[]): Candidate[] {
	const columns = [...(examples[0]?.row.keys() ?? [])];
	const made = columns.flatMap((column) => [...textPieces(column, examples), ...datePieces(column, examples)]);
	const cheapest = new Map<string, Candidate[]>();
	for (const candidate of made) {
		const { texts } = candidate;
		if (!texts.every((text, i) => text !== '' && examples[i]?.wanted.includes(text))) continue;
		const key = texts.join('\0');
		cheapest.set(key, [...(cheapest.get(key) ?? []), candidate]);
	}
	return [...cheapest.values()].flatMap((same) => same.sort((a, b) => a.cost - b.cost).slice(0, 6));
}

function takesFor(texts: readonly (string | null)[]): { take: Take; cost: number }[] {
	const inAll = (delimiter: string) => texts.every((text) => text?.includes(delimiter));
	const longest = Math.max(...texts.map((text) => text?.length ?? 0));
	return [
		{ take: { take: 'whole' }, cost: 0.5 },
		...places.flatMap((place) =>
			(['word', 'letters', 'digits', 'capitals'] as const).map((kind) => ({
				take: { take: 'token' as const, kind, nth: place },
				cost: 1 + Math.abs(place) * 0.1 + (place < 0 ? 0.05 : 0) + kindCost[kind]
			}))
		),
		...delimiters.filter(inAll).flatMap((delimiter) =>
			places.map((place) => ({
				take: { take: 'part' as const, delimiter, nth: place },
				cost: 1.15 + Math.abs(place) * 0.1 + (place < 0 ? 0.05 : 0)
			}))
		),
		...Array.from({ length: Math.min(longest, 12) }, (_, i) => i + 1).flatMap((length) => [
			{ take: { take: 'slice' as const, from: 1, length }, cost: 1.6 + length * 0.02 },
			{ take: { take: 'slice' as const, from: -length, length: null }, cost: 1.6 + length * 0.02 },
			{ take: { take: 'slice' as const, from: length + 1, length: null }, cost: 1.9 + length * 0.02 }
		])
	];
}

function textPieces(column: string, examples: readonly Example[]): Candidate[] {
	const texts = examples.map(({ row }) => row.get(column) ?? null);
	return takesFor(texts).flatMap(({ take, cost }) => {
		const taken = texts.map((text) => (text === null ? null : takeText(take, text)));
		if (!taken.every((text) => text !== null)) return [];
		const cased = letterCases.map((letters) => ({
			piece: { piece: 'text' as const, column, take, letters },
			texts: taken.map((text) => inCase(text, letters)),
			cost: cost + caseCost[letters]
		}));
		if (!taken.every((text) => /^[0-9]+$/.test(text))) return cased;
		const padded = [0, 2, 3, 4, 5, 6, 8].map((width) => {
			const piece = { piece: 'padded' as const, column, take, width };
			return { piece, texts: examples.map(({ row }) => runProgram([piece], row) ?? ''), cost: cost + 0.5 };
		});
		return [...cased, ...padded];
	});
}

function datePieces(column: string, examples: readonly Example[]): Candidate[] {
	return readFormats.flatMap((read, certainty) => {
		const dates = examples.map(({ row }) => parseDate(row.get(column) ?? '', read));
		if (!dates.every((date) => date !== null)) return [];
		return writeFormats.map((write) => ({
			piece: { piece: 'date' as const, column, read, write },
			texts: dates.map((date) => formatDate(date, write)),
			cost: 0.9 + certainty * 0.02 + (write.length > 2 ? 0 : 0.2)
		}));
	});
}

/** A heap by cost. */
function push(heap: State[], state: State): void {
	heap.push(state);
	for (let i = heap.length - 1; i > 0;) {
		const up = (i - 1) >> 1;
		const [child, parent] = [heap[i], heap[up]];
		if (!child || !parent || parent.cost <= child.cost) return;
		heap[i] = parent;
		heap[up] = child;
		i = up;
	}
}

function takeCheapest(heap: State[]): State {
	const [top] = heap;
	const last = heap.pop();
	if (!top || !last) return { at: [], pieces: [], cost: 0 };
	if (heap.length === 0) return top;
	heap[0] = last;
	for (let i = 0; ;) {
		const [left, right] = [2 * i + 1, 2 * i + 2];
		const costAt = (place: number) => heap[place]?.cost ?? Infinity;
		const least = costAt(right) < costAt(left) ? right : left;
		const [child, parent] = [heap[least], heap[i]];
		if (!child || !parent || child.cost >= parent.cost) return top;
		heap[i] = child;
		heap[least] = parent;
		i = least;
	}
}
