import { openPorts } from '$lib/app';
import type { Workspace } from '$lib/core/ports';
import { seededRandom } from '$lib/core/random';
import { datasetMeta } from '$lib/core/table/dataset';
import { createGroup, getGroup, listBatches } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { getLatest } from '$lib/workbench/feature-latest';
import { openTable, saveTable } from '$lib/workbench/table';

/** What the page found, as milliseconds or rows a second. */
interface FeatureFigures {
	readonly ingest: readonly { readonly entities: number; readonly extra: boolean; readonly seconds: number }[];
	readonly getP50: number;
	readonly getP95: number;
	readonly firstGet: number;
	readonly pausedGetP50: number;
	readonly hundredP50: number;
	readonly history: readonly number[];
	readonly plainPutRowsASecond: number;
	readonly plainGetP50: number;
	readonly plainHundredP50: number;
}

const rows = 1_000_000;
const plainRows = 20_000;
const features = Array.from({ length: 12 }, (_, f) => `f${f}`);

/** 12 features: nine fractions, two whole numbers of fifty values, one text of twenty. */
function tableSql(entities: number, extra: boolean): string {
	const values = features.map((name, f) => {
		const hash = `hash(i * 31 + ${f})`;
		if (f < 9) return `CAST(${hash} % 100000 AS DOUBLE) / 100 AS ${name}`;
		return f < 11 ? `CAST(${hash} % 50 AS BIGINT) AS ${name}` : `'c' || CAST(${hash} % 20 AS VARCHAR) AS ${name}`;
	});
	const list = [
		`'u' || CAST((i * 7919) % ${entities} AS VARCHAR) AS id`,
		'make_timestamp(1767225600000000::BIGINT + (i * 104729 % 31536000) * 1000000) AS seen',
		...values,
		...(extra ? ["'x' AS other"] : [])
	];
	return `SELECT ${list.join(', ')} FROM range(${rows}) r(i)`;
}

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
	const began = performance.now();
	await work();
	return performance.now() - began;
};
const quantile = (values: readonly number[], q: number): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length * q)] ?? NaN;
async function times(count: number, work: (turn: number) => Promise<unknown>): Promise<number[]> {
	const found: number[] = [];
	for (let turn = 0; turn < count; turn++) found.push(await elapsed(() => work(turn)));
	return found;
}

/** A record an entity in an object store, as people write it by hand: the peer. */
async function plainStore(): Promise<Pick<FeatureFigures, 'plainPutRowsASecond' | 'plainGetP50' | 'plainHundredP50'>> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const asked = indexedDB.open('plain', 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore('rows', { keyPath: 'id' });
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(new Error('no database'));
	});
	const done = (transaction: IDBTransaction) =>
		new Promise<void>((resolve) => (transaction.oncomplete = () => resolve()));
	const random = seededRandom(1);
	const put = await elapsed(async () => {
		for (let start = 0; start < plainRows; start += 1000) {
			const transaction = database.transaction('rows', 'readwrite', { durability: 'relaxed' });
			for (let i = start; i < start + 1000; i++)
				transaction
					.objectStore('rows')
					.put({ id: `u${i}`, seen: i, ...Object.fromEntries(features.map((name) => [name, random()])) });
			await done(transaction);
		}
	});
	const get = (turn: number, count: number) => {
		const transaction = database.transaction('rows', 'readonly');
		for (let i = 0; i < count; i++) transaction.objectStore('rows').get(`u${(turn * 7919 + i * 104729) % plainRows}`);
		return done(transaction);
	};
	const one = await times(500, (turn) => get(turn, 1));
	const hundred = await times(100, (turn) => get(turn, 100));
	database.close();
	return {
		plainPutRowsASecond: plainRows / (put / 1000),
		plainGetP50: quantile(one, 0.5),
		plainHundredP50: quantile(hundred, 0.5)
	};
}

async function takeIn(
	workspace: Workspace,
	entities: number,
	extra: boolean
): Promise<{ name: string; seconds: number }> {
	const name = `g${entities}${extra ? 'extra' : ''}`;
	const dataset = await saveTable(workspace, tableSql(entities, extra), { name, parents: {} });
	const draft = { name, entity: ['id'], eventTime: 'seen', features };
	const { schema } = datasetMeta(dataset);
	const group = await createGroup(workspace, draft, schema);
	return { name, seconds: (await elapsed(() => ingest(workspace, group, dataset))) / 1000 };
}

async function measure(): Promise<FeatureFigures> {
	const workspace: Workspace = { ...openPorts(), project: `bench${Date.now()}` };
	await workspace.sql.query('SELECT 1 AS one');
	const found: { entities: number; extra: boolean; seconds: number }[] = [];
	for (const [entities, extra] of [
		[100_000, false],
		[100_000, true],
		[1_000_000, false]
	] as const)
		found.push({ entities, extra, seconds: (await takeIn(workspace, entities, extra)).seconds });
	const group = await getGroup(workspace, 'g100000');
	const random = seededRandom(2);
	const key = () => [`u${Math.floor(random() * 100_000)}`];
	const firstGet = await elapsed(() => getLatest(workspace, group, [key()]));
	await times(300, () => getLatest(workspace, group, [key()]));
	const one = await times(2000, () => getLatest(workspace, group, [key()]));
	const hundred = await times(200, () => getLatest(workspace, group, Array.from({ length: 100 }, key)));
	const paused: number[] = [];
	for (let turn = 0; turn < 20; turn++) {
		await new Promise((resolve) => setTimeout(resolve, 250));
		paused.push(await elapsed(() => getLatest(workspace, group, [key()])));
	}
	const history: number[] = [];
	for (let turn = 0; turn < 3; turn++) {
		const [batch] = await listBatches(workspace, 'g100000');
		if (!batch) throw new Error('no batch');
		await workspace.sql.execute(`DROP TABLE IF EXISTS ${await openTable(workspace, batch.artifact)}`);
		history.push(await elapsed(() => openTable(workspace, batch.artifact)));
	}
	return {
		ingest: found,
		getP50: quantile(one, 0.5),
		getP95: quantile(one, 0.95),
		firstGet,
		pausedGetP50: quantile(paused, 0.5),
		hundredP50: quantile(hundred, 0.5),
		history,
		...(await plainStore())
	};
}

measure()
	.then((figures) => (document.title = JSON.stringify(figures)))
	.catch((error: unknown) => (document.title = JSON.stringify({ failed: String(error) })));
