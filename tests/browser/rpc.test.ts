import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Progress } from '$lib/core/ports';
import { connectWorker, type WorkerConnection } from '$lib/rpc/connect-worker';
import type { EchoApi } from './echo.worker';

const open: WorkerConnection<EchoApi>[] = [];
function connect(): WorkerConnection<EchoApi> {
	const connection = connectWorker<EchoApi>(
		'echo',
		() => new Worker(new URL('./echo.worker.ts', import.meta.url), { type: 'module', name: 'echo' })
	);
	open.push(connection);
	return connection;
}
afterEach(() => open.splice(0).forEach((connection) => connection.restart()));

describe('a call of a worker', () => {
	it('tells of its progress in order, before it answers', async () => {
		const { api } = connect();
		const seen: Progress[] = [];
		expect(await api.count(5, undefined, (progress) => void seen.push(progress))).toBe(5);
		expect(seen).toEqual([1, 2, 3, 4, 5].map((done) => ({ phase: 'count', done, total: 5 })));
	});

	it('stops by its own signal only, whether aborted before, during or after', async () => {
		const { api } = connect();
		const early = new AbortController();
		early.abort();
		await expect(api.count(3, early.signal)).rejects.toMatchObject({ name: 'AbortError' });

		const during = new AbortController();
		const steps: number[] = [];
		const stopped = api.count(10_000, during.signal, ({ done }) => {
			steps.push(done);
			if (done === 3) during.abort();
		});
		const beside = api.count(40, new AbortController().signal);
		const error = await stopped.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(DOMException);
		expect(error).toMatchObject({ name: 'AbortError' });
		expect(steps.length).toBeLessThan(100);
		expect(await beside).toBe(40);

		const late = new AbortController();
		expect(await api.count(1, late.signal)).toBe(1);
		late.abort();
		await api.fail('text').catch(() => undefined);
		expect(await api.wasAborted()).toBe(false);
	});

	it('fails with the code and the facts, or with the name and the message', async () => {
		const { api } = connect();
		const error = await api.fail('app').catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(AppError);
		expect(error).toMatchObject({ code: 'table/column-missing', details: { column: 'x', columns: 'a, b' } });
		expect(error).toHaveProperty('stack', expect.stringContaining('echo.worker'));
		await expect(api.fail('type')).rejects.toMatchObject({ name: 'TypeError', message: 'not a function' });
		await expect(api.fail('text')).rejects.toMatchObject({ name: 'Error', message: 'only text' });
	});

	it('moves whole buffers and copies parts of larger ones', async () => {
		const { api } = connect();
		const large = Float64Array.from([1, 2, 3, 4]);
		const whole = Float64Array.from([10, 20]);
		expect(await api.sum({ parts: [whole, large.subarray(2)] })).toBe(37);
		expect(whole.byteLength).toBe(0);
		expect([...large]).toEqual([1, 2, 3, 4]);
		const made = await api.make();
		expect([[...made.whole], [...made.part]]).toEqual([
			[1, 2, 3, 4],
			[2, 3]
		]);
	});
});

describe('a worker that is gone', () => {
	it('is noticed without any event, and the next call has another', async () => {
		const connection = connect();
		expect(await connection.api.count(1)).toBe(1);
		const pending = connection.api.count(100_000);
		const dying = connection.api.die();
		const crashed = { code: 'worker/crashed', details: { worker: 'echo', reason: 'the browser ended it' } };
		await expect(dying).rejects.toMatchObject(crashed);
		await expect(pending).rejects.toMatchObject(crashed);
		expect(connection.generation).toBe(1);
		expect(await connection.api.count(2)).toBe(2);
		expect(connection.generation).toBe(2);
	});

	it('is noticed when its script cannot start', async () => {
		const script = URL.createObjectURL(new Blob(['throw new Error("no engine")'], { type: 'text/javascript' }));
		const { api } = connectWorker<EchoApi>('broken', () => new Worker(script, { type: 'module' }));
		await expect(api.count(1)).rejects.toMatchObject({ code: 'worker/crashed', details: { worker: 'broken' } });
		URL.revokeObjectURL(script);
	});
});
