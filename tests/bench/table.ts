import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSeries } from '$lib/core/series/run-series';
import type { SeriesRunner } from '$lib/core/ports';
import { toRows } from '$lib/core/table/columns';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { quickJsRowFunctions } from '$lib/engines/quickjs/row-functions';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { profileTable } from '$lib/workbench/table-profile';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { inWorkspace } from '../../src/cli/workspace';
import { prepareRowsPlainly, profilePlainly, readCsvPlainly } from './twins/plain-table';
import { tenSteps, wideCsv, wideRows } from './twins/wide-table';

export const name = 'tables: 1,000,000 x 12, milliseconds';

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; answer: T }> {
	const began = performance.now();
	const answer = await work();
	return { ms: performance.now() - began, answer };
}

export async function run() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-bench-'));
	const file = path.join(folder, 'table.csv');
	await writeFile(file, wideCsv());
	const sql = await openNodeEngine(folder);
	try {
		const rowFunctions = quickJsRowFunctions({ pause: () => Promise.resolve(false) });
		const seriesRunner: SeriesRunner = {
			runSeries: (job, signal) => runSeries(job, () => Promise.resolve(false), signal)
		};
		const ports = {
			sql,
			rowFunctions,
			seriesRunner,
			crypto: webCrypto,
			clock: { now: () => 0, elapsed: () => performance.now() }
		};
		const read = await timed(() => sql.importTable('t', { name: 'table.csv', path: file }, {}));
		const plainRead = await timed(async () => readCsvPlainly(await readFile(file, 'utf8')));
		const profiled = await inWorkspace((workspace) =>
			timed(() => profileTable({ ...workspace, sql }, 't', read.answer.schema, { rows: wideRows }))
		);
		const plainProfile = await timed(() => profilePlainly(plainRead.answer));
		const prepared = await timed(() =>
			withStagedRecipe(ports, tenSteps, 't', read.answer.schema, {}, async ({ select }) => {
				await sql.execute(`CREATE OR REPLACE TABLE prepared AS ${select}`);
			})
		);
		const plainPrepared = await timed(() => prepareRowsPlainly(plainRead.answer));
		const [check] = toRows(
			await sql.query('SELECT count(*) AS n, sum(e) AS e, sum(c) AS c, sum(b) AS b FROM prepared')
		);
		for (const column of ['e', 'c', 'b']) {
			const sum = (plainPrepared.answer.get(column) ?? []).reduce<number>((a, x) => a + Number(x ?? 0), 0);
			if (Math.abs(sum - Number(check?.[column])) > 1e-6 * Math.max(1, Math.abs(sum)))
				throw new Error(`the twin disagrees about ${column}: ${sum} and ${String(check?.[column])}`);
		}
		const row = (what: string, ours: number, peer: number) => ({
			what,
			ours,
			peer,
			peerName: 'plain JavaScript',
			ratio: peer / ours
		});
		return {
			rows: [
				row('read a CSV', read.ms, plainRead.ms),
				row('profile every column', profiled.ms, plainProfile.ms),
				row('a recipe of ten steps', prepared.ms, plainPrepared.ms)
			]
		};
	} finally {
		sql.close();
		await rm(folder, { recursive: true, force: true });
	}
}
