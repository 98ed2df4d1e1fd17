import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Artifact } from '$lib/core/project/artifact';
import { suggestedTask } from '$lib/workbench/suggested-task';
import { importTable } from '$lib/workbench/table';
import { makeJob } from '$lib/workbench/train-job';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-task-'));
	const rows = Array.from({ length: 60 }, (_, row) =>
		[row % 2, row % 10, row % 11, (row % 3) + 0.5, row % 4 === 0 ? '' : row % 2, row % 2 ? 'yes' : 'no'].join(',')
	);
	await writeFile(path.join(folder, 'kinds.csv'), `pair,ten,eleven,parts,gaps,word\n${rows.join('\n')}\n`);
	opened = await openWorkspace();
	({ dataset } = await importTable(opened.workspace, { name: 'kinds.csv', path: path.join(folder, 'kinds.csv') }, {}));
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

it.each([
	['pair', 'classification'],
	['ten', 'classification'],
	['eleven', 'regression'],
	['parts', 'regression'],
	['gaps', 'classification'],
	['word', 'classification']
])('takes %s for %s, as training does', async (target, task) => {
	expect(await suggestedTask(opened.workspace, dataset, target)).toBe(task);
	const { job } = await makeJob(opened.workspace, dataset, { target, estimator: 'trees' });
	expect(job.task).toBe(task);
});
