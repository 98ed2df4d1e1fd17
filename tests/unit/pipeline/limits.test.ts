import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Limit } from '$lib/core/clarify/limit';
import { parseLimit } from '$lib/core/clarify/limit-text';
import { limitGates } from '$lib/core/pipeline/limit-gate';
import { readLimits, writeLimits } from '$lib/workbench/bias-limits';
import { exportProject } from '$lib/workbench/project';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { readProject } from '../../../src/cli/project-file';
import { temoto, temporaryFolder } from '../cli/command';

const files = await temporaryFolder();
/** DPL of b against the rest is 3/4 - 1/4 = 0.5. */
const table = 'grp,y\n' + 'a,1\na,1\na,1\na,0\n' + 'b,1\nb,0\nb,0\nb,0\n';
const limits: readonly Limit[] = ['|DPL|<=0.1', 'DI>=0.8'].flatMap((text) => parseLimit(text) ?? []);

const GateSchema = v.object({
	id: v.string(),
	metric: v.string(),
	value: v.unknown(),
	limit: v.string(),
	ok: v.boolean()
});
const RunSchema = v.object({
	steps: v.array(v.object({ id: v.string(), status: v.string(), reason: v.string() })),
	gates: v.array(GateSchema)
});

function pipeline(given: unknown): string {
	const at = { from: 'people', label: 'y', positive: ['1'], facets: [{ column: 'grp', values: ['b'] }] };
	return JSON.stringify({
		schemaVersion: 1,
		name: 'p',
		steps: [
			{ id: 'people', type: 'import', with: { file: 'people.csv' } },
			{ id: 'fair', type: 'bias', with: { ...at, ...(given === undefined ? {} : { limits: given }) } },
			{ id: 'copy', type: 'recipe', with: { from: 'people', recipe: { schemaVersion: 1, steps: [] } } }
		]
	});
}

async function run(given: unknown, ...more: string[]) {
	const file = await files.write('pipeline.json', pipeline(given));
	const { code, out, error } = await temoto('run', file, '--json', ...more);
	return { code, error, ...(out === '' ? { steps: [], gates: [] } : v.parse(RunSchema, JSON.parse(out))) };
}

let project = '';
beforeAll(async () => {
	await files.write('people.csv', table);
	const { workspace, close } = await openWorkspace();
	await writeLimits(workspace, limits);
	project = await files.write('kept.temoto', await exportProject(workspace, 'kept'));
	await close();
});
afterAll(() => files.remove());

describe('limits of a project', () => {
	let opened: NodeWorkspace;
	beforeAll(async () => (opened = await openWorkspace()));
	afterAll(() => opened.close());

	it('travel with its file', async () => {
		expect(await readLimits(opened.workspace)).toEqual([]);
		await readProject(opened.workspace, project);
		expect(await readLimits(opened.workspace)).toEqual(limits);
	});

	it('are refused when they are newer than this program, or no limits', async () => {
		const { catalog, project } = opened.workspace;
		const put = (value: { schemaVersion: number; limits: string[] }) =>
			catalog.write([{ put: { project, collection: 'bias-limits', key: 'limits', value } }]);
		await put({ schemaVersion: 2, limits: [] });
		await expect(readLimits(opened.workspace)).rejects.toThrow('project/version-newer');
		await put({ schemaVersion: 1, limits: ['DPL'] });
		await expect(readLimits(opened.workspace)).rejects.toThrow('project/invalid');
	});
});

describe('a bias step', () => {
	it('changes nothing without limits', async () => {
		expect(await run(undefined)).toMatchObject({ code: 0, gates: [] });
	});

	it('fails beyond a limit as a gate does, and says which', async () => {
		const found = await run(['|DPL|<=0.1', { metric: 'CI', side: 'at-most', bound: 0 }]);
		expect(found.code).toBe(1);
		expect(found.gates).toEqual(
			[
				{ id: 'fair', metric: 'grp=b.DPL', value: 0.5, limit: '|x| <= 0.1', ok: false, reason: null },
				{ id: 'fair', metric: 'grp=b.CI', value: 0, limit: '<= 0', ok: true, reason: null }
			].map(({ reason: _, ...gate }) => gate)
		);
		expect(found.steps).toMatchObject([
			{ status: 'ran' },
			{ status: 'failed', reason: 'beyond a limit: |DPL|<=0.1, grp=b.DPL 0.5' },
			{ status: 'skipped', reason: 'fair failed' }
		]);
	});

	it('fails by a limit it names that nothing can be held against', async () => {
		expect(await run(['DI>=0.8'])).toMatchObject({ code: 1, gates: [{ metric: 'grp=b.DI', value: null, ok: false }] });
		const elsewhere = [{ metric: 'DPL', side: 'at-most', bound: 1, facet: 'sex' }];
		expect(await run(elsewhere)).toMatchObject({ code: 1, gates: [{ metric: 'sex.DPL', value: null, ok: false }] });
	});

	it('takes those of the project, as they are now, though its answer is kept', async () => {
		const first = await run('project', '--project', project);
		expect(first).toMatchObject({ code: 1, gates: [{ metric: 'grp=b.DPL', ok: false }] });
		expect(first.gates).toHaveLength(1);
		const { workspace, close } = await openWorkspace();
		await readProject(workspace, project);
		await writeLimits(workspace, [{ ...(limits[0] ?? expect.fail()), bound: 0.6 }]);
		await files.write('kept.temoto', await exportProject(workspace, 'kept'));
		await close();
		const second = await run('project', '--project', project);
		expect(second).toMatchObject({ code: 0, gates: [{ metric: 'grp=b.DPL', ok: true }] });
		expect(second.steps[1]).toMatchObject({ status: 'cached' });
	});

	it('refuses what is no limit', async () => {
		expect(await run(['DPL<0.1'])).toMatchObject({ code: 2 });
		expect(await run('mine')).toMatchObject({ code: 2 });
	});
});

it('holds the limits of a project in bias too, and marks what may be chance', async () => {
	const people = files.place('people.csv');
	const ask = ['bias', people, '--label', 'y', '--positive', '1', '--facet', 'grp=b', '--intervals', '200', '--json'];
	const LimitsSchema = v.object({ limits: v.array(v.record(v.string(), v.unknown())) });
	const [alone, kept] = [
		await temoto(...ask, '--limit', 'DPL<=0.1', '--limit', 'DI>=0.8'),
		await temoto(...ask, '--project', await files.write('two.temoto', await twoLimits()))
	];
	expect([alone.code, kept.code]).toEqual([1, 1]);
	const of = { facet: 'grp', value: 'b' };
	expect(v.parse(LimitsSchema, JSON.parse(alone.out)).limits).toEqual([
		{ ...of, limit: 'DPL<=0.1', metric: 0.5, ok: false, from: 'option', mayBeChance: true },
		{ ...of, limit: 'DI>=0.8', metric: null, ok: false, from: 'option', mayBeChance: false }
	]);
	expect(v.parse(LimitsSchema, JSON.parse(kept.out)).limits).toEqual([
		{ ...of, limit: '|DPL|<=0.1', metric: 0.5, ok: false, from: 'project', mayBeChance: true }
	]);
});

async function twoLimits(): Promise<Uint8Array> {
	const { workspace, close } = await openWorkspace();
	await writeLimits(workspace, limits);
	const bytes = await exportProject(workspace, 'two');
	await close();
	return bytes;
}

it('names the first limits that are broken, and how many more', () => {
	const groups = ['a', 'b', 'c', 'd'].map((value) => ({
		facet: 'grp',
		value,
		nFacet: 5,
		nRest: 5,
		pre: { DPL: { value: value === 'd' ? 0 : 1 / 3 } },
		post: null
	}));
	const { gates, breach } = limitGates('fair', limits.slice(0, 1), groups, 'project');
	expect(gates.map(({ ok }) => ok)).toEqual([false, false, false, true]);
	expect(breach?.about).toBe('|DPL|<=0.1, grp=a.DPL 0.3333; |DPL|<=0.1, grp=b.DPL 0.3333; +1');
	const small = limitGates('fair', [{ ...(limits[0] ?? expect.fail()), minRows: 6 }], groups, 'pipeline');
	expect(small).toEqual({ gates: [], breach: null });
});
