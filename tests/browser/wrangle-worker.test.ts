import { expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import { cellAt, numberVector, textVector } from '$lib/core/table/columns';

const { rowFunctions, valueFinder } = openPorts();
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
