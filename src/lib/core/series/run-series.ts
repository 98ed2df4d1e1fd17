import { AppError } from '../errors';
import { loess } from '../insight/decompose';
import type { OnProgress } from '../ports';
import type { Column, Columns, Vector } from '../table/columns';
import { fillCurve } from './curve';
import { exponentialDeviation, exponentialMean } from './exponential';
import { savitzkyGolay } from './savitzky-golay';
import { seasonOf, unusual } from './season';
import { kernelOutputs, outputName, type SeriesJob, type SeriesKernel } from './series-job';

/** Runs a kernel over each series and each column of values; the answer has a row for each row of the job. `pause` lets messages in. */
export async function runSeries(
	{ kernel, columns }: SeriesJob,
	pause: () => Promise<boolean>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const { rows } = columns;
	const [series, places, ...values] = columns.columns.map(({ vector }) => numbersOf(vector));
	if (!series || !places) throw new AppError('internal', { reason: 'a series job without series and places' });
	const outputs = kernelOutputs[kernel.name];
	const made = values.map(() => outputs.map(() => new Float64Array(rows).fill(NaN)));
	for (let from = 0; from < rows;) {
		let to = from + 1;
		while (to < rows && series[to] === series[from]) to++;
		for (const [i, column] of values.entries()) {
			const found = runKernel(kernel, column.subarray(from, to), places.subarray(from, to));
			found.forEach((output, k) => made[i]?.[k]?.set(output, from));
		}
		onProgress?.({ phase: 'series', done: to, total: rows });
		from = to;
		if (await pause()) signal?.throwIfAborted();
	}
	return {
		rows,
		columns: made.flatMap((found, i) =>
			found.map((output, k): Column => ({
				name: outputName(i + 1, outputs[k] ?? ''),
				type: 'DOUBLE',
				vector: vectorOf(output)
			}))
		)
	};
}

function runKernel(kernel: SeriesKernel, values: Float64Array, places: Float64Array): Float64Array[] {
	switch (kernel.name) {
		case 'exponential':
			return [kernel.statistic === 'mean' ? exponentialMean(values, kernel) : exponentialDeviation(values, kernel)];
		case 'savitzky-golay':
			return [savitzkyGolay(values, kernel.window, kernel.degree)];
		case 'local-line': {
			const there = values.map((value) => (Number.isNaN(value) ? 0 : 1));
			if (there.every((weight) => weight === 0)) return [values.slice()];
			const known = values.map((value) => (Number.isNaN(value) ? 0 : value));
			return [loess(known, kernel.span, there, 0, values.length - 1)];
		}
		case 'curve':
			return [fillCurve(values, places, kernel.method)];
		case 'season': {
			const { trend, seasonal, residual } = seasonOf(values, kernel);
			return [trend, seasonal, residual];
		}
		case 'unusual':
			return [unusual(values, kernel.deviations, kernel)];
	}
}

function numbersOf(vector: Vector): Float64Array {
	if (vector.kind === 'text') return new Float64Array(vector.codes.length).fill(NaN);
	const { values, missing } = vector;
	return missing ? values.map((value, row) => (missing[row] === 1 ? NaN : value)) : values;
}

function vectorOf(values: Float64Array): Vector {
	let missing: Uint8Array | null = null;
	values.forEach((value, row) => {
		if (Number.isFinite(value)) return;
		(missing ??= new Uint8Array(values.length))[row] = 1;
		values[row] = 0;
	});
	return { kind: 'number', values, missing };
}
