import {
	Field,
	Float64,
	makeData,
	RecordBatch,
	Schema,
	Struct,
	Table,
	tableFromIPC,
	tableToIPC,
	Utf8,
	type Data,
	type Vector as ArrowVector
} from 'apache-arrow';
import { TextBuilder, travelsAsNumber, type AnswerField } from '$lib/core/table/answer';
import type { Columns, NumberVector, TextVector, Vector } from '$lib/core/table/columns';

/** Reads an answer whose columns are DOUBLE or VARCHAR; `fields` say what they were before. */
export function readColumns(ipc: Uint8Array, fields: readonly AnswerField[]): Columns {
	const table = tableFromIPC(ipc);
	const columns = fields.map(({ name, type }, place) => {
		const vector = table.getChildAt(place);
		return {
			name,
			type,
			vector: travelsAsNumber(type) ? readNumbers(vector, table.numRows) : readTexts(vector, table.numRows)
		};
	});
	return { rows: table.numRows, columns };
}

function readNumbers(vector: ArrowVector | null, rows: number): Vector {
	const values = new Float64Array(rows);
	let missing: Uint8Array | null = null;
	let row = 0;
	for (const chunk of vector?.data ?? []) {
		const source: unknown = chunk.values;
		if (source instanceof Float64Array) values.set(source.subarray(0, chunk.length), row);
		if (chunk.nullCount > 0)
			for (let i = 0; i < chunk.length; i++)
				if (!chunk.getValid(i)) {
					(missing ??= new Uint8Array(rows))[row + i] = 1;
					values[row + i] = 0;
				}
		row += chunk.length;
	}
	return { kind: 'number', values, missing };
}

function readTexts(vector: ArrowVector | null, rows: number): Vector {
	const builder = new TextBuilder(rows);
	for (let row = 0; row < rows; row++) {
		const text: unknown = vector?.get(row);
		if (typeof text === 'string') builder.set(row, text);
	}
	return { kind: 'text', codes: builder.codes, dictionary: builder.dictionary };
}

/**
 * Columns as an Arrow IPC stream of DOUBLE and VARCHAR. The buffers are laid out here: Arrow's builders make functions from text, which the
 * content security policy forbids.
 */
export function writeColumns({ rows, columns }: Columns): Uint8Array {
	const fields = columns.map(({ name, vector }) => new Field(name, typeOf(vector), true));
	const children = columns.map(({ vector }) =>
		vector.kind === 'number' ? numberData(vector, rows) : textData(vector, rows)
	);
	const schema = new Schema(fields);
	const batch = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
	return tableToIPC(new Table(schema, [new RecordBatch(schema, batch)]), 'stream');
}

const typeOf = ({ kind }: Vector) => (kind === 'number' ? new Float64() : new Utf8());

/** A bit a row, 1 where there is a value. */
function validity(rows: number, isMissing: (row: number) => boolean): { nullBitmap: Uint8Array; nullCount: number } {
	const nullBitmap = new Uint8Array(Math.ceil(rows / 64) * 8);
	let nullCount = 0;
	for (let row = 0; row < rows; row++) {
		if (isMissing(row)) nullCount++;
		else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
	}
	return { nullBitmap, nullCount };
}

function numberData({ values, missing }: NumberVector, rows: number): Data {
	const type = new Float64();
	if (!missing) return makeData({ type, length: rows, nullCount: 0, data: values });
	return makeData({ type, length: rows, data: values, ...validity(rows, (row) => missing[row] === 1) });
}

function textData({ codes, dictionary }: TextVector, rows: number): Data {
	const encoder = new TextEncoder();
	const texts = dictionary.map((text) => encoder.encode(text));
	const textAt = (row: number) => texts[codes[row] ?? -1];
	const valueOffsets = new Int32Array(rows + 1);
	for (let row = 0; row < rows; row++)
		valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + (textAt(row)?.byteLength ?? 0);
	const data = new Uint8Array(valueOffsets[rows] ?? 0);
	for (let row = 0; row < rows; row++) {
		const text = textAt(row);
		if (text) data.set(text, valueOffsets[row]);
	}
	const type = new Utf8();
	return makeData({ type, length: rows, valueOffsets, data, ...validity(rows, (row) => !textAt(row)) });
}
