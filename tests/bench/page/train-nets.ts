import { openPorts } from '$lib/app';
import type { EngineName } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';

export interface EngineFigures {
	readonly rate: number;
	readonly loss: number;
}

/** Rows a second and the loss after the last epoch, on the second run: the first compiles. */
async function measure() {
	const { trainer } = openPorts();
	const of = async (engine: EngineName): Promise<EngineFigures> => {
		await trainer.train(measurementJob(engine));
		const result = await trainer.train(measurementJob(engine));
		return { rate: rowsPerSecond(result), loss: result.curve.at(-1)?.trainLoss ?? NaN };
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
