import * as ort from 'onnxruntime-web/wasm';
import { expect } from 'vitest';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** Cells of a CSV as RFC 4180 has them, the header first. */
export function records(text: string): string[][] {
	const cell = /("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/gy;
	const rows: string[][] = [[]];
	for (let found = cell.exec(text); found && cell.lastIndex <= text.length; found = cell.exec(text)) {
		const [, raw = '', end = ''] = found;
		rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
		if (end === '\n' && cell.lastIndex < text.length) rows.push([]);
		else if (end !== ',') break;
	}
	return rows;
}

/** The cells of a named column. */
export const columnOf = ([head = [], ...rows]: string[][], name: string): string[] => {
	const place = head.indexOf(name);
	expect(place, name).toBeGreaterThanOrEqual(0);
	return rows.map((row) => row[place] ?? '');
};

/** Probabilities of an ONNX file for the rows of a CSV, straight from onnxruntime. */
export async function answersOf(
	graph: Uint8Array,
	table: string[][]
): Promise<{ labels: string[]; probabilities: number[] }> {
	const session = await ort.InferenceSession.create(graph);
	const feeds: Record<string, ort.Tensor> = {};
	for (const input of session.inputMetadata) {
		const cells = columnOf(table, input.name);
		const shape = [cells.length, 1];
		const number = (cell: string) => (cell === '' ? NaN : /^\d{4}-/.test(cell) ? Date.parse(cell) : Number(cell));
		feeds[input.name] =
			input.isTensor && input.type === 'string'
				? new ort.Tensor('string', cells, shape)
				: new ort.Tensor('float32', Float32Array.from(cells, number), shape);
	}
	const { label, probabilities } = await session.run(feeds);
	return {
		labels: Array.from(label?.data ?? [], String),
		probabilities: Array.from(probabilities?.data ?? [], Number)
	};
}
