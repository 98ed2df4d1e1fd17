import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import type { Artifact } from '$lib/core/project/artifact';
import { findModelErrors } from '$lib/workbench/error-analysis';
import { importTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;

/** Half the labels are tossed where `site` is b; `w` is made from the label, as weights of reweighing are. */
function tossed(rows: number): string {
	const random = seededRandom(5);
	const lines = Array.from({ length: rows }, () => {
		const size = random();
		const site = random() < 0.5 ? 'a' : 'b';
		const isYes = site === 'b' ? random() < 0.5 : size > 0.5;
		return [size.toFixed(4), site, isYes ? 'yes' : 'no', isYes ? 1.25 : 0.75].join(',');
	});
	return ['size,site,outcome,w', ...lines].join('\n');
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-errors-'));
	opened = await openWorkspace();
	const place = path.join(folder, 'tossed.csv');
	await writeFile(place, tossed(3000));
	dataset = (await importTable(opened.workspace, { name: 'tossed.csv', path: place }, {})).dataset;
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

it('names slices by what could be known, never by the weights of the run', async () => {
	const { run, model } = await trainModel(opened.workspace, dataset, {
		name: 'tossed',
		target: 'outcome',
		estimator: 'trees',
		weight: 'w'
	});
	const { found, isHeldOut } = await findModelErrors(opened.workspace, { dataset, run, model, label: 'outcome' });
	expect(isHeldOut).toBe(true);
	const columns = found.slices.flatMap(({ rule }) => rule.map(({ column }) => column));
	expect(columns).toContain('site');
	expect(columns).not.toContain('w');
});
