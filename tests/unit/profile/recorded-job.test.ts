import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '$lib/core/ports';
import { importTable } from '$lib/workbench/table';
import { recordJob } from '$lib/workbench/recorded-job';
import { readProfile } from '$lib/workbench/run';
import { trainModel } from '$lib/workbench/train';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';
import { expectNested, readSpans } from './nesting';

let folder = '';
let opened: NodeWorkspace;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-profile-'));
	await writeFile(path.join(folder, 'census.csv'), censusCsv(1500, 1));
	opened = await openWorkspace();
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

describe('the profile of a whole job', () => {
	it('has what was done around the training on the same axis: table, SQL, storage', async () => {
		const { workspace } = opened;
		const file = { name: 'census.csv', path: path.join(folder, 'census.csv') };
		const { dataset } = await importTable(workspace, file, {});
		const params = { rounds: 5 };
		const { run, result } = await trainModel(workspace, dataset, { target: 'income', estimator: 'trees', params });
		const profile = await readProfile(workspace, run.id);
		if (!profile) throw new Error('no profile was kept');
		expectNested(profile);
		const spans = readSpans(profile);
		const page = spans.filter(({ worker }) => worker === 'page');
		expect(page.map(({ name }) => name)).toEqual(['table', 'train', 'pack', 'keep']);
		expect(page.every(({ start }, at) => Math.abs(start - (page[at - 1]?.end ?? 0)) < 1e-6)).toBe(true);
		const waited = page[1];
		for (const { start, end } of spans.filter(({ worker }) => worker === 'train')) {
			expect(start).toBeGreaterThanOrEqual((waited?.start ?? NaN) - 0.01);
			expect(end).toBeLessThanOrEqual((waited?.end ?? NaN) + 0.01);
		}
		expect(spans.filter(({ worker }) => worker === 'data').map(({ name }) => name)).toContain('query');
		const written = profile.moved.find(({ kind }) => kind === 'storage-write');
		const blobs = await Promise.all(
			(await workspace.blobs.list()).map(async ({ hash }) => (await workspace.blobs.get(hash)).length)
		);
		expect(written?.each.bytes.every((size) => blobs.includes(size))).toBe(true);
		expect(profile.gauges.map(({ name }) => name).sort()).toEqual(['js-heap', 'wasm']);
		// in Node the trainer is on this thread: nothing crossed
		expect(profile.moved.some(({ kind }) => kind === 'threads')).toBe(false);
		expect(profile.steps.count).toBe(10);
		expect(result.phases['histogram']).toBeGreaterThan(0);
	});

	it('gives calls at once rows of their own, and counts what was asked of the network', async () => {
		const answers: (() => void)[] = [];
		let now = 0;
		const slow: Workspace = {
			...opened.workspace,
			clock: { now: () => 0, elapsed: () => now },
			network: {
				gzip: (bytes) => Promise.resolve(bytes),
				send: ({ body }) =>
					new Promise((resolve) =>
						answers.push(() => resolve({ status: 200, headers: {}, body: new Uint8Array((body?.length ?? 0) * 2) }))
					)
			}
		};
		const { workspace, recorder } = recordJob(slow);
		const request = { method: 'POST', url: 'http://relay', headers: {}, body: new Uint8Array(10) } as const;
		const first = workspace.network.send(request);
		now = 4;
		const second = workspace.network.send(request);
		now = 6;
		answers[0]?.();
		await first;
		now = 9;
		answers[1]?.();
		await second;
		const profile = recorder.profile();
		expectNested(profile);
		expect(readSpans(profile).map(({ worker, start, end }) => [worker, start, end])).toEqual([
			['network', 0, 6],
			['network 2', 4, 9]
		]);
		expect(profile.moved.map(({ kind, count, bytes, ms }) => [kind, count, bytes, ms])).toEqual([
			['network-sent', 2, 20, 11],
			['network-received', 2, 40, 11]
		]);
	});
});
