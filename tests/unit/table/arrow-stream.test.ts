import {
	Dictionary,
	Int32,
	makeVector,
	RecordBatchStreamWriter,
	Table,
	tableFromIPC,
	Utf8,
	vectorFromArray
} from 'apache-arrow';
import { expect, it } from 'vitest';
import { arrowParts } from '$lib/core/table/arrow-stream';

const words = ['calm', 'wild', '夜', ''];
const word = (i: number) => words[(i * 7) % words.length] ?? '';
/** Seven batches of 100 rows: a number, a text, and a text by a dictionary. */
const batches = Array.from({ length: 7 }, (_, batch) => {
	const rows = Array.from({ length: 100 }, (_row, i) => batch * 100 + i);
	return new Table({
		n: makeVector(Float64Array.from(rows)),
		text: vectorFromArray(
			rows.map((i) => `row ${i}`),
			new Utf8()
		),
		word: vectorFromArray(rows.map(word), new Dictionary(new Utf8(), new Int32()))
	});
});
const [first = new Table(), ...others] = batches;
const whole = first.concat(...others);
const stream = RecordBatchStreamWriter.writeAll(whole).toUint8Array(true);
const mark = new TextEncoder().encode('ARROW1');
/** A stream between its marks, the footer before the last one. */
const file = Buffer.concat([mark, new Uint8Array(2), stream, new Uint8Array(40), mark]);

async function parts(bytes: Uint8Array, atOnce: number) {
	const found: { ipc: Uint8Array; done: number }[] = [];
	for await (const part of arrowParts('t.arrow', new Blob([Uint8Array.from(bytes)]), atOnce)) found.push(part);
	return found;
}

it.each([
	['a stream', stream],
	['a file', file]
])('gives the rows of %s in parts that stand alone', async (_, bytes) => {
	for (const atOnce of [64, 3000, 10_000, 10_000_000]) {
		const found = await parts(bytes, atOnce);
		const rows = found.flatMap(({ ipc }) =>
			tableFromIPC(ipc)
				.toArray()
				.map((row) => JSON.stringify(row))
		);
		const want = Array.from({ length: 700 }, (_row, n) => JSON.stringify({ n, text: `row ${n}`, word: word(n) }));
		expect(rows).toEqual(want);
		expect(found.length > 1).toBe(atOnce < 10_000_000);
		expect(found.map(({ done }) => done)).toEqual([...found.map(({ done }) => done)].sort((a, b) => a - b));
	}
});

it('refuses what ends within a message, after any part', async () => {
	for (const cut of [20, 500, stream.length - 30, stream.length - 9])
		await expect(parts(stream.subarray(0, cut), 3000), `${cut}`).rejects.toMatchObject({ code: 'table/unreadable' });
	await expect(parts(file.subarray(0, -1), 3000)).rejects.toMatchObject({ code: 'table/unreadable' });
});

it('gives the columns of a table without rows', async () => {
	const empty = RecordBatchStreamWriter.writeAll(whole.slice(0, 0)).toUint8Array(true);
	const [only, ...more] = await parts(empty, 3000);
	expect(more).toEqual([]);
	expect(tableFromIPC(only?.ipc).schema.fields.map(({ name }) => name)).toEqual(['n', 'text', 'word']);
});
