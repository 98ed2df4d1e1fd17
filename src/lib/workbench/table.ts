import * as v from 'valibot';
import type { Artifact } from '$lib/core/project/artifact';
import type { OnProgress, SourceFile, Workspace } from '$lib/core/ports';
import { storableSelect, type AnswerField } from '$lib/core/table/answer';
import { columnNamed, toRows, type Columns } from '$lib/core/table/columns';
import { datasetMeta, tableName, type DatasetMeta, type FetchedPart } from '$lib/core/table/dataset';
import { importFiles, type TablePart } from '$lib/core/table/import-files';
import { guessKinds, type ColumnFacts } from '$lib/core/table/guess-kinds';
import { entryOf } from '$lib/core/table/named';
import { ReadOptionsSchema } from '$lib/core/table/read-options';
import type { Field, Kind, TableSchema } from '$lib/core/table/schema';
import type { ImportReport, ReadOptions } from '$lib/core/table/source';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { saveArtifact } from './artifact';

export async function countRows(workspace: Workspace, relation: string): Promise<number> {
	const vector = columnNamed(await workspace.sql.query(`SELECT count(*) AS n FROM ${relation}`), 'n')?.vector;
	return vector?.kind === 'number' ? (vector.values[0] ?? 0) : 0;
}

/** A name for a table in the making that no other call uses. */
export function workingName(workspace: Workspace): string {
	const bytes = workspace.crypto.randomBytes(8);
	return `w_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Stores a finished table of the engine as a dataset artifact; the engine keeps it under the artifact's name. */
async function storeTable(
	workspace: Workspace,
	working: string,
	name: string,
	meta: DatasetMeta,
	parents: Artifact['parents'],
	type: 'dataset' | 'training-set',
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	onProgress?.({ phase: 'store', done: 0, total: null });
	const table = await workspace.blobs.put(await workspace.sql.toArrow(`SELECT * FROM ${sqlName(working)}`, signal));
	const blobs: Record<string, string> = { table };
	if (meta.rejected > 0)
		blobs['rejects'] = await workspace.blobs.put(
			await workspace.sql.toArrow(`SELECT * FROM ${sqlName(`${working}_rejects`)}`)
		);
	signal?.throwIfAborted();
	const artifact = await saveArtifact(workspace, { type, name, blobs, meta, parents });
	const final = sqlName(tableName(artifact));
	await workspace.sql.execute(`DROP TABLE IF EXISTS ${final}`);
	await workspace.sql.execute(`ALTER TABLE ${sqlName(working)} RENAME TO ${final}`);
	return artifact;
}

/** Reads a file into the project as a dataset. Nothing is stored unless all of it could be. */
export function importTable(
	workspace: Workspace,
	file: SourceFile,
	options: ReadOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<{ dataset: Artifact; report: ImportReport }> {
	return importParts(workspace, [{ file, options, label: file.name }], options.sample, signal, onProgress);
}

/** Reads a file, or several as one table, into the project as a dataset; `sample` is taken of all their rows. */
export async function importParts(
	workspace: Workspace,
	parts: readonly [TablePart, ...TablePart[]],
	sample: ReadOptions['sample'],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<{ dataset: Artifact; report: ImportReport }> {
	const working = workingName(workspace);
	const [first, ...others] = parts;
	try {
		const report =
			others.length === 0
				? await workspace.sql.importTable(
						working,
						first.file,
						{ ...first.options, ...(sample && { sample }) },
						signal,
						onProgress
					)
				: await importFiles(workspace.sql, working, parts, sample, signal, onProgress);
		const meta: DatasetMeta = {
			rows: report.rows,
			schema: [...report.schema],
			source: {
				file: sourceOf(parts),
				format: report.used.format,
				delimiter: report.used.delimiter ?? null,
				encoding: report.used.encoding ?? null,
				...fetchedOf(parts, sample)
			},
			rejected: report.rejected
		};
		const dataset = await storeTable(workspace, working, nameOf(parts), meta, {}, 'dataset', signal, onProgress);
		return { dataset, report };
	} finally {
		await dropWorking(workspace, working);
	}
}

/** Where all parts came from, if none is a file of this device. */
function fetchedOf(parts: readonly TablePart[], sample: ReadOptions['sample']): { fetched?: FetchedPart[] } {
	const fetched = parts.flatMap(({ file: { place }, label, options }) =>
		place ? [{ place, label, options: v.parse(ReadOptionsSchema, { ...options, ...(sample && { sample }) }) }] : []
	);
	return fetched.length === parts.length ? { fetched } : {};
}

const mostNamed = 5;

function sourceOf(parts: readonly TablePart[]): string {
	const names = parts.map(({ file, options: { part } }) => (part === undefined ? file.name : `${file.name}#${part}`));
	return names.length > mostNamed
		? `${names.slice(0, mostNamed).join(', ')} +${names.length - mostNamed}`
		: names.join(', ');
}

/** What a dataset is called: after its file or its part of it; several files after what they lie in, or the first. */
function nameOf([first, ...others]: readonly [TablePart, ...TablePart[]]): string {
	const isOneFile = others.every(({ file }) => file === first.file);
	const { part } = first.options;
	const name = part !== undefined && others.length === 0 ? part : first.file.name;
	const base = plainName(name);
	return others.length > 0 && !isOneFile ? `${base} +${others.length}` : base;
}

function plainName(file: string): string {
	return (
		file
			.replace(/^.*[/\\]/, '')
			.replace(/\.(gz|zip)$/i, '')
			.replace(/\.[^.]*$/, '') || file
	);
}

/** A worker that died took its tables with it; then there is nothing to drop, and the first error is the one to show. */
export async function dropWorking(workspace: Workspace, working: string): Promise<void> {
	for (const table of [working, `${working}_rejects`])
		await workspace.sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`).catch(() => undefined);
}

/** The SQL relation of a dataset, quoted. Its blob is loaded into the engine unless the engine holds it already. */
export async function openTable(workspace: Workspace, dataset: Artifact, signal?: AbortSignal): Promise<string> {
	return openBlob(workspace, tableName(dataset), dataset.blobs['table'] ?? '', signal);
}

/** The rejects of an imported dataset (line, column, reason, text), or null when every row was read. */
export async function openRejects(workspace: Workspace, dataset: Artifact): Promise<string | null> {
	const blob = dataset.blobs['rejects'];
	return blob === undefined ? null : openBlob(workspace, `${tableName(dataset)}_rejects`, blob);
}

/** Loads under way, by engine and name: who asks meanwhile waits for the same one. */
const loading = new WeakMap<Workspace['sql'], Map<string, Promise<string>>>();

async function openBlob(workspace: Workspace, name: string, blob: string, signal?: AbortSignal): Promise<string> {
	signal?.throwIfAborted();
	const here = loading.get(workspace.sql) ?? new Map<string, Promise<string>>();
	loading.set(workspace.sql, here);
	const underWay = here.get(name);
	if (underWay) return underWay;
	const opened = loadBlob(workspace, name, blob).finally(() => here.delete(name));
	here.set(name, opened);
	return opened;
}

async function loadBlob(workspace: Workspace, name: string, blob: string): Promise<string> {
	const held = await countRows(workspace, `(SELECT 1 FROM duckdb_tables() WHERE table_name = ${sqlValue(name)})`);
	if (held === 0) await workspace.sql.loadArrow(name, await workspace.blobs.get(blob));
	return sqlName(name);
}

/** Runs a SELECT and stores its answer as a dataset. Kinds come from `kinds`, else are guessed. */
export async function saveTable(
	workspace: Workspace,
	select: string,
	options: {
		readonly name: string;
		readonly parents: Artifact['parents'];
		readonly kinds?: Readonly<Record<string, Kind>>;
		readonly type?: 'dataset' | 'training-set';
	},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	const working = workingName(workspace);
	try {
		onProgress?.({ phase: 'query', done: 0, total: null });
		const storable = storableSelect(select, await describeSelect(workspace, select));
		await workspace.sql.execute(`CREATE OR REPLACE TABLE ${sqlName(working)} AS ${storable}`, signal, onProgress);
		const rows = await countRows(workspace, sqlName(working));
		const schema = await describeTable(workspace, sqlName(working), options.kinds ?? {}, rows);
		const meta: DatasetMeta = { rows, schema, source: null, rejected: 0 };
		return await storeTable(
			workspace,
			working,
			options.name,
			meta,
			options.parents,
			options.type ?? 'dataset',
			signal,
			onProgress
		);
	} finally {
		await dropWorking(workspace, working);
	}
}

export async function describeSelect(workspace: Workspace, select: string): Promise<AnswerField[]> {
	const described = toRows(await workspace.sql.query(`SELECT column_name, column_type FROM (DESCRIBE ${select})`));
	return described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
}

/** Names, types and kinds of a relation; kinds that are not given are guessed from its values. */
export async function describeTable(
	workspace: Workspace,
	relation: string,
	kinds: Readonly<Record<string, Kind>>,
	rows: number
): Promise<Field[]> {
	const fields = await describeSelect(workspace, `SELECT * FROM ${relation}`);
	const open = fields.filter(({ name }) => entryOf(kinds, name) === undefined);
	const facts: ColumnFacts[] = [];
	for (let start = 0; start < open.length; start += 50) {
		const part = open.slice(start, start + 50);
		const list = part.map(({ name }, i) => {
			const c = sqlName(name);
			return `approx_count_distinct(${c}) AS d${i}, coalesce(avg(length(CAST(${c} AS VARCHAR))), 0) AS l${i}`;
		});
		const [row] = rows > 0 ? toRows(await workspace.sql.query(`SELECT ${list.join(', ')} FROM ${relation}`)) : [];
		for (const [i, field] of part.entries())
			facts.push({
				...field,
				present: rows,
				distinct: Number(row?.[`d${i}`] ?? 0),
				meanLength: Number(row?.[`l${i}`] ?? 0)
			});
	}
	const guessed = await guessKinds(workspace.sql, relation, facts);
	const guess = new Map(facts.map(({ name }, at) => [name, guessed[at] ?? 'text']));
	return fields.map(({ name, type }) => ({ name, type, kind: entryOf(kinds, name) ?? guess.get(name) ?? 'text' }));
}

/** The same table under other kinds, as a person declared them. */
export async function changeKinds(
	workspace: Workspace,
	dataset: Artifact,
	kinds: Readonly<Record<string, Kind>>
): Promise<Artifact> {
	const meta = datasetMeta(dataset);
	const schema = meta.schema.map((field) => ({ ...field, kind: entryOf(kinds, field.name) ?? field.kind }));
	return saveArtifact(workspace, { ...dataset, meta: { ...meta, schema }, parents: { ...dataset.parents } });
}

export interface Window {
	readonly offset: number;
	readonly limit: number;
	readonly sort?: { readonly column: string; readonly descending: boolean };
	/** An SQL condition. */
	readonly filter?: string;
}

/** Some rows of a relation, for a grid. */
export async function readWindow(
	workspace: Workspace,
	relation: string,
	{ offset, limit, sort, filter }: Window,
	signal?: AbortSignal
): Promise<Columns> {
	const where = filter === undefined ? '' : ` WHERE ${filter}`;
	const order = sort ? ` ORDER BY ${sqlName(sort.column)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST` : '';
	return workspace.sql.query(`SELECT * FROM ${relation}${where}${order} LIMIT ${limit} OFFSET ${offset}`, signal);
}

/** The kinds of a schema by column name. */
export function kindsOf(schema: TableSchema): Record<string, Kind> {
	return Object.fromEntries(schema.map(({ name, kind }) => [name, kind]));
}
