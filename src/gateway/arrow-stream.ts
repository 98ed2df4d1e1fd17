import {
	Bool,
	DateDay,
	Decimal,
	Field,
	Float64,
	Int64,
	makeData,
	RecordBatch,
	Schema,
	Struct,
	Table,
	tableToIPC,
	TimestampMicrosecond,
	Utf8
} from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { uniqueNames } from '$lib/core/table/sniff';
import { readDate, readDecimal, readInteger, readTimestamp, type Column } from './column';
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
	const fields = columns.map((column, i) => new Field(names[i] ?? column.name, columnData(column, [], i).type, true));
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

/** A column as Arrow lays it out; of no rows, it tells its type. */
function columnData(column: Column, rows: readonly (readonly Cell[])[], place: number): Data {
	const length = rows.length;
	const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8);
	let nullCount = 0;
	rows.forEach((cells, row) => {
		if ((cells[place] ?? null) === null) nullCount++;
		else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
	});
	const each = (write: (row: number, text: string) => void) =>
		rows.forEach((cells, row) => {
			const text = cells[place] ?? null;
			if (text !== null) write(row, text);
		});
	const shape = { length, nullCount, nullBitmap };
	switch (column.type) {
		case 'boolean': {
			const data = new Uint8Array(nullBitmap.length);
			each((row, text) => {
				if (/^(t|true|1)$/.test(text)) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7));
			});
			return makeData({ type: new Bool(), ...shape, data });
		}
		case 'integer': {
			const data = new BigInt64Array(length);
			each((row, text) => (data[row] = readInteger(column, text)));
			return makeData({ type: new Int64(), ...shape, data });
		}
		case 'double': {
			const data = new Float64Array(length);
			each((row, text) => (data[row] = Number(text)));
			return makeData({ type: new Float64(), ...shape, data });
		}
		case 'date': {
			const data = new Int32Array(length);
			each((row, text) => (data[row] = readDate(column, text)));
			return makeData({ type: new DateDay(), ...shape, data });
		}
		case 'timestamp': {
			const data = new BigInt64Array(length);
			each((row, text) => (data[row] = readTimestamp(column, text)));
			return makeData({ type: new TimestampMicrosecond(), ...shape, data });
		}
		case 'decimal': {
			const halves = new BigInt64Array(length * 2);
			each((row, text) => {
				const number = readDecimal(column, text);
				halves[row * 2] = BigInt.asIntN(64, number);
				halves[row * 2 + 1] = number >> 64n;
			});
			const type = new Decimal(column.scale, column.precision, 128);
			return makeData({ type, ...shape, data: new Uint32Array(halves.buffer) });
		}
		case 'text': {
			const texts: Buffer[] = new Array(length);
			each((row, text) => (texts[row] = Buffer.from(text)));
			const valueOffsets = new Int32Array(length + 1);
			for (let row = 0; row < length; row++)
				valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + (texts[row]?.byteLength ?? 0);
			return makeData({ type: new Utf8(), ...shape, valueOffsets, data: Buffer.concat(Object.values(texts)) });
		}
	}
}
