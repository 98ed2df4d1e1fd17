import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { answerSelect, TextBuilder, travelsAsNumber, type AnswerField } from '$lib/core/table/answer';
import type { Column, Columns } from '$lib/core/table/columns';

export async function describe(connection: DuckDBConnection, sql: string): Promise<AnswerField[]> {
	const reader = await connection.runAndReadAll(`DESCRIBE ${sql}`);
	return reader.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** The answer of a query as vectors. */
export async function readColumns(connection: DuckDBConnection, sql: string): Promise<Columns> {
	const fields = await describe(connection, sql);
	const result = await connection.run(answerSelect(sql, fields));
	const chunks = await result.fetchAllChunks();
	const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
	const columns = fields.map(({ name, type }, place): Column => {
		const vector = travelsAsNumber(type) ? readNumbers(chunks, place, rows) : readTexts(chunks, place, rows);
		return { name, type, vector };
	});
	return { rows, columns };
}

function readNumbers(chunks: readonly DuckDBDataChunk[], place: number, rows: number): Column['vector'] {
	const values = new Float64Array(rows);
	let missing: Uint8Array | null = null;
	let row = 0;
	for (const chunk of chunks) {
		const vector = chunk.getColumnVector(place);
		for (let i = 0; i < chunk.rowCount; i++, row++) {
			const item = vector.getItem(i);
			if (typeof item === 'number') values[row] = item;
			else (missing ??= new Uint8Array(rows))[row] = 1;
		}
	}
	return { kind: 'number', values, missing };
}

function readTexts(chunks: readonly DuckDBDataChunk[], place: number, rows: number): Column['vector'] {
	const builder = new TextBuilder(rows);
	let row = 0;
	for (const chunk of chunks) {
		const vector = chunk.getColumnVector(place);
		for (let i = 0; i < chunk.rowCount; i++, row++) {
			const item = vector.getItem(i);
			if (typeof item === 'string') builder.set(row, item);
		}
	}
	return { kind: 'text', codes: builder.codes, dictionary: builder.dictionary };
}
