import { expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import { cellAt, numberVector, textVector, type Columns } from '$lib/core/table/columns';

const { rowFunctions, seriesRunner, valueFinder } = openPorts();
const columns = {
	rows: 2,
	columns: [
		{ name: 'a', type: 'DOUBLE', vector: numberVector([1, null]) },
		{ name: 't', type: 'VARCHAR', vector: textVector(['x', '東京']) }
	]
};

it('runs a function of a row in a worker that cannot reach the network', async () => {
	const made = await rowFunctions.runRowFunction({
		code: '(row: { a: number | null; t: string }) => `${row.t}${row.a ?? "-"}${typeof fetch}`',
		columns,
		result: 'text',
		onError: 'stop'
	});
	const vector = made.columns[0]?.vector;
	expect(vector && [cellAt(vector, 0), cellAt(vector, 1)]).toEqual(['x1undefined', '東京-undefined']);
});

it('ends a function that never ends when it is cancelled, and goes on after', async () => {
	const controller = new AbortController();
	const began = performance.now();
	const endless = rowFunctions.runRowFunction(
		{ code: '() => { for (;;); }', columns, result: 'number', onError: 'stop' },
		controller.signal
	);
	setTimeout(() => controller.abort(), 300);
	await expect(endless).rejects.toThrow();
	expect(performance.now() - began).toBeLessThan(8000);
	const { clusters } = await valueFinder.clusterValues({
		values: ['Kyoto', 'kyoto ', 'Osaka'],
		counts: Float64Array.of(2, 1, 5),
		method: 'fingerprint',
		setting: 0
	});
	expect(clusters).toMatchObject([{ rows: 3, values: [{ value: 'Kyoto' }, { value: 'kyoto ' }] }]);
});

/** One series of so many rows, as a job has it. */
function oneSeries(values: readonly number[]): Columns {
	const rows = values.length;
	const column = (name: string, cells: readonly number[]) => ({ name, type: 'DOUBLE', vector: numberVector(cells) });
	return {
		rows,
		columns: [
			column('series', new Array<number>(rows).fill(0)),
			column('place', Array.from(values.keys())),
			column('v0', values)
		]
	};
}

it('runs along a series in the worker, and ends one that takes too long when it is cancelled', async () => {
	const long = oneSeries(Array.from({ length: 60_000 }, (_, i) => Math.sin(i)));
	const controller = new AbortController();
	const began = performance.now();
	const slow = seriesRunner.runSeries({ kernel: { name: 'local-line', span: 9001 }, columns: long }, controller.signal);
	setTimeout(() => controller.abort(), 200);
	await expect(slow).rejects.toThrow();
	expect(performance.now() - began).toBeLessThan(8000);
	const kernel = { name: 'exponential', statistic: 'mean', alpha: 0.5, adjust: false } as const;
	const made = await seriesRunner.runSeries({ kernel, columns: oneSeries([4, 8, 8]) });
	const vector = made.columns[0]?.vector;
	expect(vector && [0, 1, 2].map((row) => cellAt(vector, row))).toEqual([4, 6, 7]);
});
