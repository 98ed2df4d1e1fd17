import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { TrainEvent, TrainJob } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';
import { kernelTrainer } from '$lib/engines/kernels/trainer';
import { predictRows } from '$lib/core/train/predict';
import { numberVector } from '$lib/core/table/columns';
import { connectWorker } from '$lib/rpc/connect-worker';
import type { TrainApi } from '../../workers/train.worker';
import { jobOn, table } from '../unit/train/jobs';

function connect() {
	let worker: Worker | undefined;
	const connection = connectWorker<TrainApi>('train', () => {
		worker = new Worker(new URL('../../workers/train.worker.ts', import.meta.url), { type: 'module', name: 'train' });
		return worker;
	});
	return { ...connection, kill: () => worker?.dispatchEvent(new ErrorEvent('error', { message: 'killed' })) };
}

function job(rows: number, change: Partial<TrainJob> = {}): TrainJob {
	const a = Array.from({ length: rows }, (_, i) => (i * 7919) % 1000);
	const label = a.map((x, i) => (x > 400 !== (i % 17 === 0) ? 'yes' : 'no'));
	return jobOn(table({ a, b: a.map((x) => (x % 3 === 0 ? null : `c${x % 5}`)), label }), 'label', change);
}

describe('the train worker', () => {
	it.each(['linear', 'trees', 'mlp'] as const)(
		'trains %s, tells of steps, and gives the same bits twice',
		async (estimator) => {
			const { api, restart } = connect();
			const events: TrainEvent[] = [];
			const first = await api.train(job(2000, { estimator }), undefined, (event) => void events.push(event));
			const second = await api.train(job(2000, { estimator }), undefined, undefined);
			expect(first.metrics['auc']).toBeGreaterThan(0.8);
			expect(events.some(({ type }) => type === 'step')).toBe(true);
			expect(second.model).toEqual(first.model);
			expect(first.testPredictions).toBeInstanceOf(Float64Array);
			expect(predictRows(first.model, job(10).columns).length).toBe(20);
			restart();
		}
	);

	it('shares the memory of a large run with threads that give the bits of one, and end with it', async () => {
		const { api, restart } = connect();
		const rows = 280_000;
		const columns = Array.from({ length: 20 }, (_, at) => {
			const values = new Float64Array(rows).map((_, row) => ((row + 1) * (7919 + 2 * at)) % 1009);
			return { name: `x${at}`, type: 'DOUBLE', vector: { kind: 'number' as const, values, missing: null } };
		});
		const label = numberVector(Array.from({ length: rows }, (_, row) => Number((row * 7919) % 1009 > 400)));
		const large = jobOn({ rows, columns: [...columns, { name: 'y', type: 'DOUBLE', vector: label }] }, 'y', {
			params: { rounds: 5, leaves: 6 }
		});
		const alone = await kernelTrainer.train(large);
		const shared = await api.train(large, undefined, undefined);
		expect(shared.profile.workers).toContain('trees 2');
		expect(shared.model).toEqual(alone.model);
		expect(shared.curve).toEqual(alone.curve);
		restart();
	});

	it('stops when the signal is aborted, and trains again', async () => {
		const { api, restart } = connect();
		const controller = new AbortController();
		const running = api.train(job(40_000, { params: { rounds: 9000 } }), controller.signal, (event) => {
			if (event.type === 'step') controller.abort();
		});
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		expect((await api.train(job(200), undefined, undefined)).rows.train).toBe(150);
		restart();
	});

	it('refuses with a code and its facts', async () => {
		const { api, restart } = connect();
		const refused = await api
			.train(job(100, { target: 'absent' }), undefined, undefined)
			.catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(AppError);
		expect(refused).toMatchObject({ code: 'train/target-missing', details: { column: 'absent' } });
		restart();
	});

	it('when it dies rejects what was running, and the next call starts another', async () => {
		const connection = connect();
		const running = connection.api.train(job(40_000, { params: { rounds: 9000 } }), undefined, (event) => {
			if (event.type === 'step') connection.kill();
		});
		await expect(running).rejects.toMatchObject({ code: 'worker/crashed', details: { worker: 'train' } });
		expect((await connection.api.train(job(200), undefined, undefined)).engine).toBe('kernels');
		connection.restart();
	});

	it.each(['webgpu', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'] as const)('trains the same net on %s', async (engine) => {
		const { api, restart } = connect();
		const change = { estimator: 'mlp', params: { hidden: '16,8', epochs: 1, batch: 256, embedding: 0 } } as const;
		const ours = await api.train(job(1000, change), undefined, undefined);
		const theirs = await api.train(job(1000, { ...change, engine }), undefined, undefined);
		expect(theirs.engine).toBe(engine);
		const wanted = predictRows(ours.model, job(50).columns);
		predictRows(theirs.model, job(50).columns).forEach((p, at) => expect(p).toBeCloseTo(wanted[at] ?? NaN, 2));
		restart();
	});

	it('measures the kernels in rows a second', async () => {
		const { api, restart } = connect();
		expect(rowsPerSecond(await api.train(measurementJob('kernels'), undefined, undefined))).toBeGreaterThan(1000);
		restart();
	});
});
