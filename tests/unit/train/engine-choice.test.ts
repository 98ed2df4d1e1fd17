import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { Catalog, Trainer } from '$lib/core/ports';
import type { EngineName, TrainJob } from '$lib/core/train/job';
import { netClass } from '$lib/core/train/measurement';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { chooseEngine } from '$lib/workbench/engine-choice';

const size = { inputs: 20, hidden: '8', batch: 100 };

function memoryCatalog(): Catalog {
	const kept = new Map<string, Json>();
	const place = (...parts: string[]) => parts.join('|');
	return {
		get: (project, collection, key) => Promise.resolve(kept.get(place(project, collection, key))),
		list: () => Promise.resolve([]),
		all: () => Promise.resolve([]),
		write: (changes) => {
			for (const change of changes)
				if ('put' in change)
					kept.set(place(change.put.project, change.put.collection, change.put.key), change.put.value);
			return Promise.resolve();
		}
	};
}

/** Answers with what the kernels answer, as if each engine had spent so many milliseconds; null: it never ends. */
function device(ms: Partial<Record<EngineName, number | null | AppError>>, adapter: string | null) {
	const asked: TrainJob[] = [];
	const trainer: Trainer = {
		adapterName: () => Promise.resolve(adapter),
		train: async (job, signal) => {
			asked.push(job);
			const spent = ms[job.engine];
			if (spent instanceof AppError) throw spent;
			if (spent === null || spent === undefined)
				return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
			const small = { ...job, engine: 'kernels' as const };
			return { ...(await createKernelTrainer().train(small)), phases: { read: 500, upload: 70, forward: spent } };
		}
	};
	const clock = { now: () => 1_700_000_000_000, elapsed: () => performance.now() };
	return { asked, ports: { trainer, clock, catalog: memoryCatalog() } };
}

describe('the choice of an engine', () => {
	it('is the fastest as measured, for nets of about this size, and is kept for this device', async () => {
		const { ports, asked } = device({ kernels: 200, webgpu: 50, 'tfjs-webgpu': 100 }, 'acme gpu');
		const choice = await chooseEngine(ports, size);
		expect(choice.engine).toBe('webgpu');
		expect(choice.net).toEqual({ inputs: 32, hidden: '8', batch: 128 });
		expect(choice).toMatchObject({ adapter: 'acme gpu', measuredAt: 1_700_000_000_000 });
		// 4,096 rows, two epochs, 0.05 s
		expect(choice.measured[1]).toEqual({ engine: 'webgpu', status: 'measured', rowsPerSecond: 163_840 });
		const before = asked.length;
		expect(await chooseEngine(ports, { ...size, inputs: 30 })).toEqual(choice);
		expect(asked.length).toBe(before);
		await chooseEngine(ports, { ...size, hidden: '512,512' });
		expect(asked.length).toBe(2 * before);
		await chooseEngine(ports, size, { isAgain: true });
		expect(asked.length).toBe(3 * before);
	});

	it('asks nothing of a GPU that is not there', async () => {
		const { ports, asked } = device({ kernels: 20 }, null);
		const choice = await chooseEngine(ports, size);
		expect(choice.measured.map(({ status }) => status)).toEqual(['measured', 'absent', 'absent']);
		expect(new Set(asked.map(({ engine }) => engine))).toEqual(new Set(['kernels']));
	});

	it('says of an adapter that fails that there is none, and passes on what else fails', async () => {
		const lost = new AppError('device/gpu-lost', {});
		const { ports } = device({ kernels: 20, webgpu: lost, 'tfjs-webgpu': 40 }, 'acme');
		expect((await chooseEngine(ports, size)).measured.map(({ status }) => status)).toEqual([
			...['measured', 'absent', 'measured']
		]);
		const broken = device({ kernels: new AppError('internal', {}) }, 'acme');
		await expect(chooseEngine(broken.ports, size)).rejects.toMatchObject({ code: 'internal' });
	});

	it('stops when it is aborted', async () => {
		const controller = new AbortController();
		const { ports } = device({ kernels: null }, null);
		setTimeout(() => controller.abort(), 20);
		await expect(chooseEngine(ports, size, { signal: controller.signal })).rejects.toMatchObject({
			name: 'AbortError'
		});
	});

	it('rounds sizes up to powers of two', () => {
		expect(netClass({ inputs: 3, hidden: '5', batch: 256 })).toEqual({ inputs: 8, hidden: '5', batch: 256 });
		expect(netClass({ inputs: 9000, hidden: '5', batch: 257 })).toEqual({ inputs: 4096, hidden: '5', batch: 512 });
	});
});
