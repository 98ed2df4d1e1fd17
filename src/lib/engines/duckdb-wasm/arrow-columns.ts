import {
	makeVector,
	Table,
	tableFromIPC,
	tableToIPC,
	Utf8,
	vectorFromArray,
	Float64,
	type Vector as ArrowVector
} from 'apache-arrow';
import { TextBuilder, travelsAsNumber, type AnswerField } from '$lib/core/table/answer';
import { cellAt, type Columns, type Vector } from '$lib/core/table/columns';

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

/** Columns as an Arrow IPC stream of DOUBLE and VARCHAR. */
export function writeColumns(columns: Columns): Uint8Array {
	const vectors = columns.columns.map(({ name, vector }): [string, ArrowVector] => {
		if (vector.kind === 'number' && !vector.missing) return [name, makeVector(vector.values)];
		const cells = Array.from({ length: columns.rows }, (_, row) => cellAt(vector, row));
		return [name, vectorFromArray(cells, vector.kind === 'number' ? new Float64() : new Utf8())];
	});
	return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}
