import { Field, makeData, RecordBatch, Schema, Struct, Table, tableToIPC } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { uniqueNames } from '$lib/core/table/sniff';
import { arrowType, readDate, readDecimal, readInteger, readTimestamp, type Column } from './column';
import type { Cell } from './database';

/** What ends an Arrow IPC stream. */
export const endOfStream = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

export interface ArrowStream {
	/** Goes first. */
	readonly head: Uint8Array;
	/** One record batch; refuses with `value` for what a type cannot hold. */
	batch(rows: readonly (readonly Cell[])[]): Uint8Array;
}

/** An Arrow IPC stream written a batch at a time, so that no more than one is held. Repeated names get a number. */
export function arrowStream(columns: readonly Column[]): ArrowStream {
	const { names } = uniqueNames(columns.map(({ name }) => name));
	const fields = columns.map((column, i) => new Field(names[i] ?? column.name, arrowType(column), true));
	const schema = new Schema(fields);
	const head = withoutEnd(tableToIPC(new Table(schema), 'stream'));
	return {
		head,
		batch: (rows) => {
			const children = columns.map((column, i) => columnData(column, rows, i));
			const data = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children });
			return withoutEnd(tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream')).subarray(head.length);
		}
	};
}

function withoutEnd(ipc: Uint8Array): Uint8Array {
	return ipc.subarray(0, ipc.length - endOfStream.length);
}

function columnData(column: Column, rows: readonly (readonly Cell[])[], place: number): Data {
	const length = rows.length;
	const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8);
	let nullCount = 0;
	const each = (write: (row: number, text: string) => void) =>
		rows.forEach((cells, row) => {
			const text = cells[place] ?? null;
			if (text === null) return void nullCount++;
			nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
			write(row, text);
		});
	if (column.type === 'text') return textData(length, nullBitmap, each, () => nullCount);
	const data = values(column, length, each);
	return makeData({ type: arrowType(column), length, nullCount, nullBitmap, data });
}

type Each = (write: (row: number, text: string) => void) => void;

function values(column: Exclude<Column, { type: 'text' }>, length: number, each: Each) {
	switch (column.type) {
		case 'boolean': {
			const bits = new Uint8Array(Math.ceil(length / 64) * 8);
			each((row, text) => {
				if (/^(t|true|1)$/.test(text)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
			});
			return bits;
		}
		case 'integer': {
			const numbers = new BigInt64Array(length);
			each((row, text) => (numbers[row] = readInteger(column, text)));
			return numbers;
		}
		case 'double': {
			const numbers = new Float64Array(length);
			each((row, text) => (numbers[row] = Number(text)));
			return numbers;
		}
		case 'date': {
			const days = new Int32Array(length);
			each((row, text) => (days[row] = readDate(column, text)));
			return days;
		}
		case 'timestamp': {
			const times = new BigInt64Array(length);
			each((row, text) => (times[row] = readTimestamp(column, text)));
			return times;
		}
		case 'decimal': {
			const halves = new BigInt64Array(length * 2);
			each((row, text) => {
				const number = readDecimal(column, text);
				halves[row * 2] = BigInt.asIntN(64, number);
				halves[row * 2 + 1] = number >> 64n;
			});
			return new Uint32Array(halves.buffer);
		}
	}
}

function textData(length: number, nullBitmap: Uint8Array, each: Each, nulls: () => number): Data {
	const texts: (Buffer | undefined)[] = new Array(length);
	each((row, text) => (texts[row] = Buffer.from(text)));
	const valueOffsets = new Int32Array(length + 1);
	for (let row = 0; row < length; row++)
		valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + (texts[row]?.byteLength ?? 0);
	const data = Buffer.concat(texts.filter((text) => text !== undefined));
	return makeData({
		type: arrowType({ name: '', type: 'text' }),
		length,
		nullCount: nulls(),
		nullBitmap,
		valueOffsets,
		data
	});
}
