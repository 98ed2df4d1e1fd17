import { AppError } from '$lib/core/errors';
import { featureStatistics, type BatchMeta, type FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import { entityKey, type LatestRecord } from '$lib/core/feature/latest';
import { deletedSql } from '$lib/core/feature/point-in-time';
import { canonicalJson } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { cellAt, columnNamed, toRows, type Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, type Field } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { makeArtifact } from './artifact';
import { getGroup, listBatches, versionChanges } from './feature';
import { checkTime, typesOf } from './feature-join';
import { latestChanges } from './feature-latest';
import { settleTypes } from './feature-types';
import { openTable } from './table';
import { profileTable } from './table-profile';

export interface Ingested extends FeatureBatch {
	/** false: these rows are in the group already, and nothing was done. */
	readonly isNew: boolean;
}

const turns = new Map<string, Promise<unknown>>();

/** One ingest into a group at a time: each builds on the latest records that the one before left. */
function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
	turns.set(key, turn);
	return turn;
}

/**
 * Takes the rows of a dataset into a group: all of them or none, and the same rows once only. They are added to the history, and each
 * entity's newest record becomes its latest. Errors: feature/schema-mismatch, feature/key-missing, feature/time-invalid.
 */
export function ingest(
	workspace: Workspace,
	group: FeatureGroup,
	dataset: Artifact,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Ingested> {
	return inTurn(`${workspace.project}/${group.name}`, () => ingestNow(workspace, group, dataset, signal, onProgress));
}

async function ingestNow(
	workspace: Workspace,
	{ name }: FeatureGroup,
	dataset: Artifact,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Ingested> {
	const before = await getGroup(workspace, name);
	const found = datasetMeta(dataset).schema;
	const columns = [
		...before.entity,
		before.eventTime,
		...(before.writeTime ? [before.writeTime] : []),
		...before.features
	];
	for (const column of columns) checkColumn(column, found);
	const parts = [...columns.map((column) => column.name), ...(before.deleted === null ? [] : [before.deleted])];
	const names = [...new Set(parts)];
	const content = { group: name, columns: names, table: dataset.blobs['table'] ?? dataset.id };
	const batch = await workspace.crypto.sha256(new TextEncoder().encode(canonicalJson(content)));
	const known = (await listBatches(workspace, name)).find(({ meta }) => meta.batch === batch);
	if (known) return { ...known, isNew: false };

	onProgress?.({ phase: 'check', done: 0, total: null });
	const opened = { relation: await openTable(workspace, dataset, signal), schema: found };
	const { group, relation, schema } = await settleTypes(workspace, before, opened, signal);
	const rows = await checkRows(workspace, group, relation, typesOf(schema), signal);
	const select = `SELECT ${names.map(sqlName).join(', ')} FROM ${relation}`;
	const table = await workspace.blobs.put(await workspace.sql.toArrow(select, signal));
	onProgress?.({ phase: 'profile', done: 0, total: null });
	const fields = group.features.flatMap((feature) => schema.find((field) => field.name === feature.name) ?? []);
	const profile = await profileTable(workspace, relation, fields, { rows }, signal);
	onProgress?.({ phase: 'latest', done: 0, total: null });
	const writtenAt = workspace.clock.now();
	const newest = await newestRows(workspace, group, relation, schema, signal);
	const records = latestRecords(group, newest, batch, writtenAt);
	const [span = {}] = toRows(
		await workspace.sql.query(`SELECT min(t) AS a, max(t) AS b FROM (${timeSelect(group, relation)})`, signal)
	);
	const meta: BatchMeta = {
		rows,
		schema: names.flatMap((column) => schema.find((field) => field.name === column) ?? []),
		source: null,
		rejected: 0,
		group: name,
		groupVersion: group.version,
		batch,
		entities: records.length,
		eventTime: { from: Number(span['a']), to: Number(span['b']) },
		writtenAt,
		statistics: profile.columns.map(featureStatistics)
	};
	signal?.throwIfAborted();
	const { artifact, change } = await makeArtifact(workspace, {
		type: 'feature-batch',
		name,
		blobs: { table },
		meta,
		parents: { dataset: dataset.id }
	});
	await workspace.catalog.write([
		...(group === before ? [] : versionChanges(workspace.project, before, group)),
		change,
		...(await latestChanges(workspace, name, records))
	]);
	return { artifact, meta, isNew: true };
}

function checkColumn({ name }: Field, schema: readonly Field[]): void {
	if (!schema.some((field) => field.name === name))
		throw new AppError('table/column-missing', { column: name, columns: schema.map((field) => field.name).join(', ') });
}

/** Every record needs its keys and its time. Gives the number of rows. */
async function checkRows(
	workspace: Workspace,
	group: FeatureGroup,
	relation: string,
	types: Readonly<Record<string, string>>,
	signal?: AbortSignal
): Promise<number> {
	const typed = { relation, types };
	await checkTime(workspace, typed, group.eventTime.name, signal);
	if (group.writeTime) await checkTime(workspace, typed, group.writeTime.name, signal);
	const needed = [...group.entity, group.eventTime];
	const counts = needed.map(({ name }, place) => `count(*) FILTER (${sqlName(name)} IS NULL) AS n${place}`);
	const [row = {}] = toRows(
		await workspace.sql.query(`SELECT count(*) AS n, ${counts.join(', ')} FROM ${relation}`, signal)
	);
	needed.forEach(({ name }, place) => {
		const rows = Number(row[`n${place}`]);
		if (rows > 0) throw new AppError('feature/key-missing', { column: name, rows });
	});
	return Number(row['n']);
}

/** A time column as milliseconds since 1970 (or the group's own numbers), to the microsecond. */
export function millisecondsSql({ name, type }: Pick<Field, 'name' | 'type'>): string {
	const column = sqlName(name);
	return isNumericType(type)
		? `CAST(${column} AS DOUBLE)`
		: `CAST(epoch_us(CAST(${column} AS TIMESTAMP)) AS DOUBLE) / 1000`;
}

function timeSelect(group: FeatureGroup, relation: string): string {
	return `SELECT ${millisecondsSql(group.eventTime)} AS t FROM ${relation}`;
}

/** The newest row of each entity: k0.. its keys, event, write, deleted, place in the batch, f0.. its features. */
async function newestRows(
	workspace: Workspace,
	group: FeatureGroup,
	relation: string,
	schema: readonly Field[],
	signal?: AbortSignal
): Promise<Columns> {
	const keys = group.entity.map((_, k) => `k${k}`);
	const has = new Set(schema.map(({ name }) => name));
	const list = [
		...group.entity.map(({ name }, k) => `${sqlName(name)} AS k${k}`),
		`${millisecondsSql(group.eventTime)} AS event`,
		`${group.writeTime ? millisecondsSql(group.writeTime) : 'NULL::DOUBLE'} AS write`,
		`${group.deleted === null ? 'FALSE' : deletedSql(sqlName(group.deleted))} AS deleted`,
		'row_number() OVER () AS place',
		...group.features.map(({ name }, f) => `${has.has(name) ? sqlName(name) : 'NULL'} AS f${f}`)
	];
	return workspace.sql.query(
		`SELECT * FROM (SELECT ${list.join(', ')} FROM ${relation})
QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY event DESC, write DESC NULLS LAST, place DESC) = 1`,
		signal
	);
}

function latestRecords(
	group: FeatureGroup,
	rows: Columns,
	batch: string,
	writtenAt: number
): (readonly [string, LatestRecord])[] {
	const vector = (name: string) => columnNamed(rows, name)?.vector;
	const cells = (name: string) => {
		const found = vector(name);
		return (row: number) => (found ? cellAt(found, row) : null);
	};
	const keys = group.entity.map((_, k) => cells(`k${k}`));
	const features = group.features.map((_, f) => cells(`f${f}`));
	const [event, write, deleted, place] = [cells('event'), cells('write'), cells('deleted'), cells('place')];
	return Array.from({ length: rows.rows }, (_, row) => {
		const written = write(row);
		const record: LatestRecord = {
			event: Number(event(row)),
			write: group.writeTime ? (written === null ? null : Number(written)) : writtenAt,
			batch,
			place: Number(place(row)),
			deleted: deleted(row) === 1,
			values: features.map((feature) => finite(feature(row)))
		};
		return [entityKey(keys.map((key) => key(row))), record] as const;
	});
}

/** JSON has no NaN; as text it can be told from a missing value. */
function finite(cell: number | string | null): number | string | null {
	return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell;
}
