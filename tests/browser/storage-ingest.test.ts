import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import type { Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import { connectWorker } from '$lib/rpc/connect-worker';
import { draftGroup, getGroup, listBatches, listGroups } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities, getLatest } from '$lib/workbench/feature-latest';
import { deleteProject, listProjects } from '$lib/workbench/project';
import { saveTable } from '$lib/workbench/table';
import type { DataApi } from '$workers/data.worker';
import { leaveRoom } from './quota';

const connection = connectWorker<DataApi>(
	'data',
	() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
);
const ports = { ...openPorts(), sql: connection.api, blobs: connection.api };
let workspace: Workspace;

const rows = 400_000;
/** Each entity twice: `x` is the number of its row plus `plus`, its newest row the second one. */
const tableOf = (name: string, plus: number, count = rows) =>
	saveTable(
		workspace,
		`SELECT 'e' || CAST(i % ${count / 2} AS VARCHAR) AS id, make_timestamp(1767225600000000::BIGINT + (i + ${plus}) * 1000000) AS at,
i + ${plus} AS x, hash(i + ${plus}) % 1000 AS y FROM range(${count}) r(i)`,
		{ name, parents: {} }
	);
const draft = { name: 'g', entity: ['id'], eventTime: 'at' };
async function clear() {
	for (const { id } of await listProjects(ports)) await deleteProject(ports, id);
	for (const { hash } of await ports.blobs.list()) await ports.blobs.delete(hash);
}
/** What is known of an entity, and how much there is. */
async function holds() {
	const group = await getGroup(workspace, 'g');
	const [found] = await getLatest(workspace, group, [['e1']]);
	return [(await listBatches(workspace, 'g')).length, await countEntities(workspace, group), found?.values['x']];
}

beforeAll(clear);
beforeEach(() => {
	workspace = { ...ports, project: `ingest ${crypto.randomUUID()}` };
});
afterAll(async () => {
	connection.restart();
	await clear();
});

it('leaves no part of an ingest when the worker is ended in the middle, a new group least of all', async () => {
	let cut = 0;
	for (const wait of [50, 150, 300, 500, 800, 1200]) {
		workspace = { ...workspace, project: `ingest ${crypto.randomUUID()}` };
		const table = await tableOf('first', 0);
		const group = await draftGroup(workspace, draft, datasetMeta(table).schema);
		const taking = ingest(workspace, group, table, undefined, undefined, { isDraft: true }).then(
			() => true,
			() => false
		);
		await new Promise((resolve) => setTimeout(resolve, wait));
		connection.restart();
		if (await taking) {
			expect(await holds()).toEqual([1, rows / 2, 1 + rows / 2]);
			continue;
		}
		cut += 1;
		expect([await listGroups(workspace), await listBatches(workspace, 'g')]).toEqual([[], []]);
		await ingest(workspace, group, table, undefined, undefined, { isDraft: true });
		expect(await holds()).toEqual([1, rows / 2, 1 + rows / 2]);

		const again = await tableOf('second', rows);
		const more = ingest(workspace, await getGroup(workspace, 'g'), again).then(
			() => true,
			() => false
		);
		await new Promise((resolve) => setTimeout(resolve, wait));
		connection.restart();
		const isIn = await more;
		expect(await holds()).toEqual(isIn ? [2, rows / 2, 1 + rows + rows / 2] : [1, rows / 2, 1 + rows / 2]);
		expect((await ingest(workspace, await getGroup(workspace, 'g'), again)).isNew).toBe(!isIn);
		expect(await holds()).toEqual([2, rows / 2, 1 + rows + rows / 2]);
	}
	expect(cut, 'ingests that were cut short, or this shows nothing').toBeGreaterThan(0);
}, 240_000);

it('refuses an ingest that does not fit, and leaves the group as it was', async () => {
	const first = await tableOf('small', 0, 1000);
	const group = await draftGroup(workspace, draft, datasetMeta(first).schema);
	await ingest(workspace, group, first, undefined, undefined, { isDraft: true });
	const second = await tableOf('large', 1000);
	const restore = await leaveRoom(2e6);
	try {
		await expect(ingest(workspace, group, second)).rejects.toMatchObject({ name: 'AppError', code: 'storage/quota' });
		expect(await holds()).toEqual([1, 500, 501]);
	} finally {
		await restore();
	}
	expect((await ingest(workspace, group, second)).isNew).toBe(true);
	expect((await holds())[0]).toBe(2);
});
