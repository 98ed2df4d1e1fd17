import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { datasetMeta } from '$lib/core/table/dataset';
import { createGroup, listBatches } from '$lib/workbench/feature';
import { likelyRow, rowExample } from '$lib/workbench/feature-example';
import { ingest } from '$lib/workbench/feature-ingest';
import { importTable } from '$lib/workbench/table';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let folder: string;
let node: NodeWorkspace;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-example-'));
	node = await openWorkspace({ store: folder });
});
afterAll(async () => {
	await node.close();
	await rm(folder, { recursive: true, force: true });
});

const table = async (name: string, csv: string) =>
	(await importTable(node.workspace, { name: `${name}.csv`, blob: new Blob([csv]) }, {})).dataset;

it('shows a row with the records of its entity, times in milliseconds, whether keys are numbers or text', async () => {
	const { workspace } = node;
	const first = await table('first', 'id,at,wrote,gone,x\n7,2026-01-02,2026-01-03,false,1\n8,2026-01-02,,false,2\n');
	const group = await createGroup(
		workspace,
		{ name: 'g', entity: ['id'], eventTime: 'at', writeTime: 'wrote', deleted: 'gone' },
		datasetMeta(first).schema
	);
	await ingest(workspace, group, first);
	await ingest(workspace, group, await table('second', 'id,at,wrote,gone,x\n7,2026-01-09,2026-01-09,true,3\n'));
	const held = { group, batches: await listBatches(workspace, 'g') };
	const spine = await table('spine', 'id,when\nnew,2026-01-05\n8,2026-01-05\n7,2026-01-05 12:00\n');
	const asked = { dataset: spine, at: 'when' };

	// only the third row has a record after its time as well as before
	expect(await likelyRow(workspace, asked, held)).toBe(3);
	const shown = await rowExample(workspace, asked, held, 3);
	expect(shown.keys).toEqual(['7']);
	expect(shown.at).toBe(Date.UTC(2026, 0, 5, 12));
	expect([...shown.records].sort((a, b) => Number(a.event) - Number(b.event))).toEqual([
		{ event: Date.UTC(2026, 0, 2), write: Date.UTC(2026, 0, 3), deleted: false },
		{ event: Date.UTC(2026, 0, 9), write: Date.UTC(2026, 0, 9), deleted: true }
	]);
	expect((await rowExample(workspace, asked, held, 2)).records).toEqual([
		{ event: Date.UTC(2026, 0, 2), write: null, deleted: false }
	]);
	expect(await rowExample(workspace, asked, held, 1)).toEqual({
		keys: ['new'],
		at: Date.UTC(2026, 0, 5),
		records: []
	});
});
