import {
	entitiesAPage,
	mergeSql,
	newestPlacesSql,
	newestSql,
	pageSql,
	type NewestRows
} from '$lib/core/feature/latest';
import type { Latest, PageEntry } from '$lib/core/feature/page-list';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed, toRows } from '$lib/core/table/columns';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { temporaryName } from './recipe-stage';

/**
 * Brings the newest row of each entity of a batch into the pages of a group: only pages that they touch are written anew. The blobs are there when this ends; nothing names them until the answer is kept.
 */
export async function mergeLatest(
	workspace: Workspace,
	group: FeatureGroup,
	latest: Latest,
	batch: NewestRows,
	signal?: AbortSignal
): Promise<{ readonly latest: Latest; readonly entities: number }> {
	const made: string[] = [];
	const table = async (select: string): Promise<string> => {
		const name = sqlName(temporaryName(workspace, 'latest'));
		made.push(name);
		await workspace.sql.execute(`CREATE TABLE ${name} AS ${select}`, signal);
		return name;
	};
	const numbered = (select: string) => table(`SELECT *, row_number() OVER () - 1 AS n FROM (${select})`);
	try {
		const places = await table(newestPlacesSql(batch));
		const entities = await countRows(workspace, places, signal);
		const isOnce = entities === (await countRows(workspace, batch.relation, signal));
		const arriving = await numbered(newestSql(batch, isOnce ? null : places));
		const counts = await countByPage(workspace, arriving, latest.pages, signal);
		const touched = latest.pages.filter((_, place) => (counts[place] ?? 0) > 0);
		const merged =
			touched.length === 0
				? arriving
				: await numbered(
						mergeSql([
							`SELECT * EXCLUDE (n) FROM ${arriving}`,
							...(await Promise.all(touched.map(({ blob }) => openOld(workspace, group, blob, made, signal))))
						])
					);
		const spans: readonly PageEntry[] =
			latest.pages.length === 0 ? [{ from: '', blob: '', entities: 0 }] : latest.pages;
		const sizes = touched.length === 0 ? [entities] : await countByPage(workspace, merged, latest.pages, signal);
		const pages: PageEntry[] = [];
		let start = 0;
		for (const [place, page] of spans.entries()) {
			const size = sizes[place] ?? 0;
			if (size === 0) pages.push(page);
			else pages.push(...(await writePages(workspace, merged, { from: page.from, start, size }, signal)));
			start += size;
		}
		const kept = pages.filter((page) => page.entities > 0);
		return {
			latest: { schemaVersion: 2, entities: kept.reduce((sum, page) => sum + page.entities, 0), pages: kept },
			entities
		};
	} finally {
		for (const name of made) await workspace.sql.execute(`DROP TABLE IF EXISTS ${name}`);
	}
}

/** A page of before as a SELECT over a table of its own. */
async function openOld(
	workspace: Workspace,
	group: FeatureGroup,
	blob: string,
	made: string[],
	signal?: AbortSignal
): Promise<string> {
	const name = temporaryName(workspace, 'page');
	made.push(sqlName(name));
	await workspace.sql.loadArrow(name, await workspace.blobs.get(blob), signal);
	return pageSql(sqlName(name), await describeRelation(workspace, sqlName(name), {}, signal), group.features);
}

/** How many rows of a table fall to each page. */
async function countByPage(
	workspace: Workspace,
	table: string,
	pages: readonly PageEntry[],
	signal?: AbortSignal
): Promise<number[]> {
	if (pages.length === 0) return [];
	const counts = pages.map(({ from }, place) => {
		const next = pages[place + 1];
		const below = next ? ` AND key < ${sqlValue(next.from)}` : '';
		return `count(*) FILTER (key >= ${sqlValue(from)}${below}) AS n${place}`;
	});
	const [row = {}] = toRows(await workspace.sql.query(`SELECT ${counts.join(', ')} FROM ${table}`, signal));
	return pages.map((_, place) => Number(row[`n${place}`]));
}

async function countRows(workspace: Workspace, table: string, signal?: AbortSignal): Promise<number> {
	const [row] = toRows(await workspace.sql.query(`SELECT count(*) AS n FROM ${table}`, signal));
	return Number(row?.['n'] ?? 0);
}

/** Writes a stretch of rows as pages of about the same size. */
async function writePages(
	workspace: Workspace,
	table: string,
	{ from, start, size }: { readonly from: string; readonly start: number; readonly size: number },
	signal?: AbortSignal
): Promise<PageEntry[]> {
	const count = Math.max(1, Math.round(size / entitiesAPage));
	const cuts = Array.from({ length: count + 1 }, (_, i) => start + Math.floor((size * i) / count));
	const firsts = await workspace.sql.query(
		`SELECT key FROM ${table} WHERE n IN (${cuts.slice(0, -1).join(', ')}) ORDER BY n`,
		signal
	);
	const keys = columnNamed(firsts, 'key')?.vector;
	const pages: PageEntry[] = [];
	// one page is written while the next is read
	let writing: Promise<void> | null = null;
	for (let place = 0; place < count; place++) {
		const [first = 0, end = 0] = cuts.slice(place);
		const select = `SELECT * EXCLUDE (n) FROM ${table} WHERE n >= ${first} AND n < ${end}`;
		const [bytes]: readonly [Uint8Array, unknown] = await Promise.all([workspace.sql.toArrow(select, signal), writing]);
		const least = place === 0 || !keys ? from : String(cellAt(keys, place));
		writing = workspace.blobs.put(bytes).then((blob) => void pages.push({ from: least, blob, entities: end - first }));
	}
	await writing;
	return pages;
}
