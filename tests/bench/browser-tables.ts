import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { SeriesJob } from '$lib/core/series/series-job';
import { runSeries } from '$lib/core/series/run-series';
import { toRows } from '$lib/core/table/columns';
import { sqlValue } from '$lib/core/table/sql';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { quickJsRowFunctions } from '$lib/engines/quickjs/row-functions';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { profileTable } from '$lib/workbench/table-profile';
import { measureInPage } from './page/measure';
import { checkSql, mustAgree, tenSteps, wideCsv, wideRows } from './twins/wide-table';

export const name = `tables in Chromium: ${wideRows.toLocaleString('en')} rows x 12 columns, milliseconds; aims in brackets`;

const CheckSchema = v.object({ n: v.number(), e: v.number(), c: v.number(), b: v.number(), k: v.number() });
const FiguresSchema = v.object({
	csv: v.number(),
	parquet: v.number(),
	profile: v.number(),
	recipe: v.number(),
	bins: v.number(),
	firstBrush: v.number(),
	nextBrush: v.number(),
	plainBrush: v.number(),
	arqueroCsv: v.number(),
	arqueroProfile: v.number(),
	arqueroRecipe: v.number(),
	check: CheckSchema
});

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
	const began = performance.now();
	const answer = await work();
	return { ms: performance.now() - began, answer };
}

/** The same work on native DuckDB with one thread, reading the files as DuckDB itself does. */
async function measureNative(folder: string, csvFile: string) {
	const sql = await openNodeEngine(folder, { threads: 1 });
	try {
		const ports = {
			sql,
			rowFunctions: quickJsRowFunctions({ pause: () => Promise.resolve(false) }),
			seriesRunner: {
				runSeries: (job: SeriesJob, signal?: AbortSignal) => runSeries(job, () => Promise.resolve(false), signal)
			},
			crypto: webCrypto,
			clock: { now: () => 0, elapsed: () => performance.now() }
		};
		const csv = await timed(() => sql.execute(`CREATE TABLE native AS FROM read_csv(${sqlValue(csvFile)})`));
		const parquetFile = path.join(folder, 'table.parquet');
		await sql.execute(`COPY native TO ${sqlValue(parquetFile)} (FORMAT parquet, COMPRESSION zstd)`);
		const parquet = await timed(() => sql.execute(`CREATE TABLE again AS FROM read_parquet(${sqlValue(parquetFile)})`));
		const { schema } = await sql.importTable('t', { name: 'table.csv', path: csvFile }, {});
		const profile = await timed(() => profileTable({ sql }, 't', schema, { rows: wideRows }));
		const recipe = await timed(() =>
			withStagedRecipe(ports, tenSteps, 't', schema, {}, ({ select }) =>
				sql.execute(`CREATE OR REPLACE TABLE prepared AS ${select}`)
			)
		);
		const [check] = toRows(await sql.query(`${checkSql} FROM prepared`));
		return {
			csv: csv.ms,
			parquet: parquet.ms,
			profile: profile.ms,
			recipe: recipe.ms,
			parquetFile,
			check: v.parse(CheckSchema, check)
		};
	} finally {
		sql.close();
	}
}

export async function run() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-bench-'));
	try {
		const csvFile = path.join(folder, 'table.csv');
		await writeFile(csvFile, wideCsv());
		const native = await measureNative(folder, csvFile);
		const ours = v.parse(
			FiguresSchema,
			await measureInPage('tables', async (site) => {
				await copyFile(csvFile, path.join(site, 'table.csv'));
				await copyFile(native.parquetFile, path.join(site, 'table.parquet'));
			})
		);
		mustAgree('Chromium and native DuckDB', ours.check, native.check);
		const row = (what: string, our: number, peer: number, peerName: string) => ({
			what,
			ours: our,
			peer,
			peerName,
			ratio: peer / our
		});
		const plain = 'a query a column';
		const duckdb = 'native DuckDB, one thread';
		return {
			rows: [
				row('read a CSV', ours.csv, native.csv, duckdb),
				row('read a CSV', ours.csv, ours.arqueroCsv, 'Arquero, same tab'),
				row('read Parquet', ours.parquet, native.parquet, duckdb),
				row('profile every column', ours.profile, native.profile, duckdb),
				row('profile every column', ours.profile, ours.arqueroProfile, 'Arquero, same tab'),
				row('a recipe of ten steps (ratio above 0.4)', ours.recipe, native.recipe, duckdb),
				row('a recipe of ten steps', ours.recipe, ours.arqueroRecipe, 'Arquero, same tab'),
				row('bins of every row, once, before a brush', ours.bins, ours.plainBrush, plain),
				row('the first picture of a brush (100)', ours.firstBrush, ours.plainBrush, plain),
				row('the next picture of a brush (100)', ours.nextBrush, ours.plainBrush, plain)
			]
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
