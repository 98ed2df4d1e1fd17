import { openPorts } from '$lib/app';
import type { EngineName } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';

export interface EngineFigures {
	readonly rate: number;
	readonly loss: number;
}

const repeats = 3;

/** Rows a second and the loss after the last epoch, the fastest of a few runs: one before them compiles and is left out. */
async function measure() {
	const { trainer } = openPorts();
	const of = async (engine: EngineName): Promise<EngineFigures> => {
		await trainer.train(measurementJob(engine));
		let rate = 0;
		let loss = NaN;
		for (let run = 0; run < repeats; run++) {
			const result = await trainer.train(measurementJob(engine));
			rate = Math.max(rate, rowsPerSecond(result));
			loss = result.curve.at(-1)?.trainLoss ?? NaN;
		}
		return { rate, loss };
	};
	return {
		adapter: (await trainer.adapterName?.()) ?? 'none',
		webgpu: await of('webgpu'),
		tfjs: await of('tfjs-webgpu'),
		kernels: await of('kernels')
	};
}

measure()
	.then((figures) => (document.title = JSON.stringify(figures)))
	.catch((error: unknown) => (document.title = JSON.stringify({ failed: String(error) })));
