import { AppError } from '../errors';
import type { Encoder, ModelInput } from '../model/model';
import { columnNamed, type Columns, type Vector } from '../table/columns';

/** How many features an encoder gives. */
export function encoderWidth(encoder: Encoder): number {
	if (encoder.type === 'onehot') return encoder.categories.length;
	return encoder.type === 'category-sets' ? encoder.sets.length : 1;
}

/** The one-hot features of a column: `count` of them from feature `first` on. */
export interface OneHotBlock {
	readonly input: string;
	readonly first: number;
	readonly count: number;
}

/** The blocks among the features of encoders, in their order. */
export function oneHotBlocks(encoders: readonly Encoder[]): OneHotBlock[] {
	let first = 0;
	return encoders.flatMap((encoder) => {
		const count = encoderWidth(encoder);
		first += count;
		return encoder.type === 'onehot' ? [{ input: encoder.input, first: first - count, count }] : [];
	});
}

/** The number in a cell as float32, NaN where missing: what enters an ONNX graph. */
export function readNumbers(vector: Vector, rows: number): Float32Array {
	const read = new Float32Array(rows);
	if (vector.kind === 'text') {
		const { codes, dictionary } = vector;
		const numberOf = (text: string) => (text.trim() === '' ? NaN : Number(text));
		// of a dictionary that is longer than the rows, only what they hold is parsed
		const numbers = dictionary.length > rows ? null : dictionary.map(numberOf);
		for (let row = 0; row < rows; row++) {
			const code = codes[row] ?? -1;
			read[row] = numbers ? (numbers[code] ?? NaN) : numberOf(dictionary[code] ?? '');
		}
		return read;
	}
	const { values, missing } = vector;
	read.set(values.length > rows ? values.subarray(0, rows) : values);
	if (values.length < rows) read.fill(NaN, values.length);
	if (missing) for (let row = 0; row < rows; row++) if (missing[row] === 1) read[row] = NaN;
	return read;
}

/** The texts of a column by dictionary; missing is "". Numbers are written as JavaScript writes them, booleans as true and false. */
export function readTexts(
	vector: Vector,
	rows: number,
	type: string
): { readonly codes: Int32Array; readonly dictionary: readonly string[] } {
	const places = new Map<string, number>();
	const place = (text: string): number => {
		let at = places.get(text);
		if (at === undefined) places.set(text, (at = places.size));
		return at;
	};
	const codes = new Int32Array(rows);
	if (vector.kind === 'text') {
		const mapped = new Map<number, number>();
		for (let row = 0; row < rows; row++) {
			const code = vector.codes[row] ?? -1;
			let at = mapped.get(code);
			if (at === undefined) mapped.set(code, (at = place(code < 0 ? '' : (vector.dictionary[code] ?? ''))));
			codes[row] = at;
		}
	} else {
		const mapped = new Map<number, number>();
		for (let row = 0; row < rows; row++) {
			const value = vector.missing?.[row] === 1 ? NaN : (vector.values[row] ?? NaN);
			let at = mapped.get(value);
			if (at === undefined) mapped.set(value, (at = place(textOf(value, type))));
			codes[row] = at;
		}
	}
	return { codes, dictionary: [...places.keys()] };
}

function textOf(value: number, type: string): string {
	if (Number.isNaN(value)) return '';
	return type === 'BOOLEAN' ? String(value !== 0) : String(value);
}

/** Where feature j of row i goes: `i * rowStride + j * columnStride`. */
export interface Layout {
	readonly rowStride: number;
	readonly columnStride: number;
}

/**
 * Encodes the raw columns into float32 features at `target` in the given layout; row i is `order[i]` (all rows in order when null).
 * A number is rounded to float32 first, then (x - mean) / scale is computed in double and rounded. model/input-missing when a
 * column is not there.
 */
export function encodeFeatures(
	inputs: readonly ModelInput[],
	encoders: readonly Encoder[],
	columns: Columns,
	order: Int32Array | null,
	target: Float32Array,
	{ rowStride, columnStride }: Layout
): void {
	const count = order ? order.length : columns.rows;
	const numbers = new Map<string, Float32Array>();
	const texts = new Map<string, ReturnType<typeof readTexts>>();
	for (const { name, type } of inputs) {
		const column = columnNamed(columns, name);
		if (!column) throw new AppError('model/input-missing', { column: name });
		if (type === 'number') numbers.set(name, readNumbers(column.vector, columns.rows));
		else texts.set(name, readTexts(column.vector, columns.rows, column.type));
	}
	let feature = 0;
	for (const encoder of encoders) {
		const base = feature * columnStride;
		feature += encoderWidth(encoder);
		if (encoder.type === 'numeric' || encoder.type === 'missing' || encoder.type === 'member') {
			const values = numbers.get(encoder.input) ?? new Float32Array(columns.rows);
			const taken = order ? takeNumbers(values, order) : values;
			if (encoder.type === 'numeric') scaleNumbers(encoder, taken, target, base, rowStride);
			else {
				const read = numberReader(encoder);
				for (let i = 0; i < count; i++) target[base + i * rowStride] = read(taken[i] ?? NaN);
			}
			continue;
		}
		const text = texts.get(encoder.input);
		if (!text) continue;
		const places = new Map(encoder.categories.map((category, place) => [category, place]));
		const byCode = text.dictionary.map((category) => places.get(category) ?? -1);
		const members = encoder.type === 'category-sets' ? membersOf(encoder) : [];
		for (let i = 0; i < count; i++) {
			const place = byCode[text.codes[order ? (order[i] ?? 0) : i] ?? -1] ?? -1;
			const at = base + i * rowStride;
			if (encoder.type === 'ordinal') target[at] = place < 0 ? NaN : place;
			else if (encoder.type === 'category-sets')
				for (let k = 0; k < members.length; k++) target[at + k * columnStride] = members[k]?.[place] ?? 0;
			else {
				for (let k = 0; k < encoder.categories.length; k++) target[at + k * columnStride] = 0;
				if (place >= 0) target[at + place * columnStride] = 1;
			}
		}
	}
}

/**
 * Writes for each one-hot encoder the place of the category in its list; the length of the list where it is not there. Row i is `order[i]`.
 * model/input-missing when a column is not there.
 */
export function encodeCodes(
	encoders: readonly Encoder[],
	columns: Columns,
	order: Int32Array,
	target: Int32Array,
	{ rowStride, columnStride }: Layout
): void {
	encoders.forEach((encoder, at) => {
		if (encoder.type !== 'onehot') return;
		const { input, categories } = encoder;
		const column = columnNamed(columns, input);
		if (!column) throw new AppError('model/input-missing', { column: input });
		const { codes, dictionary } = readTexts(column.vector, columns.rows, column.type);
		const places = new Map(categories.map((category, place) => [category, place]));
		const byCode = dictionary.map((category) => places.get(category) ?? categories.length);
		for (let i = 0; i < order.length; i++)
			target[at * columnStride + i * rowStride] = byCode[codes[order[i] ?? 0] ?? -1] ?? categories.length;
	});
}

/** For each set, 1 at the places of its categories. */
export function membersOf({ categories, sets }: Extract<Encoder, { type: 'category-sets' }>): Float32Array[] {
	return sets.map((set) => {
		const member = new Float32Array(categories.length);
		for (const place of set) member[place] = 1;
		return member;
	});
}

function takeNumbers(values: Float32Array, order: Int32Array): Float32Array {
	const taken = new Float32Array(order.length);
	for (let i = 0; i < order.length; i++) taken[i] = values[order[i] ?? 0] ?? NaN;
	return taken;
}

/** Plain numbers are most of what is read, so their loops call nothing for a cell. */
function scaleNumbers(
	{ impute, mean, scale }: Extract<Encoder, { type: 'numeric' }>,
	values: Float32Array,
	target: Float32Array,
	base: number,
	stride: number
): void {
	if (impute === null && mean === 0 && scale === 1 && stride === 1) {
		target.set(values, base);
		return;
	}
	// x - x is NaN for what is not finite
	const filled = impute === null ? NaN : Math.fround(impute);
	for (let i = 0; i < values.length; i++) {
		const x = values[i] ?? NaN;
		const read = impute === null || x - x === 0 ? x : filled;
		target[base + i * stride] = (read - mean) / scale;
	}
}

function numberReader(encoder: Extract<Encoder, { type: 'missing' | 'member' }>): (x: number) => number {
	if (encoder.type === 'missing') return (x) => (Number.isNaN(x) ? 1 : 0);
	const values = new Set(encoder.values);
	return (x) => (Number.isNaN(x) ? NaN : values.has(Math.floor(x)) ? 1 : 0);
}
