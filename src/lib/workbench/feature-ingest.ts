import { AppError } from '$lib/core/errors';
import { isDeletion, type BatchMeta, type FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import { validateBatch } from '$lib/core/feature/validation';
import { canonicalJson, type Json } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field, TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { makeArtifact } from './artifact';
import { getGroup, groupChange, listBatches, mustBeNew, versionChanges } from './feature';
import { millisecondsSql, newestRows } from './feature-batch';
import { checkTime, typesOf } from './feature-join';
import { openLatest } from './feature-latest';
import { mergeLatest } from './feature-merge';
import { forgetLatest, latestChange } from './feature-pages';
import { measureFeatures } from './feature-statistics';
import { inTurn } from './feature-turn';
import { settleTypes } from './feature-types';
import { openTable } from './table';

export interface Ingested extends FeatureBatch {
	/** false: these rows are in the group already, or they were refused, and nothing was done. */
	readonly isNew: boolean;
	/** The batch stands off from the one before, and that was not to be. */
	readonly isRefused: boolean;
}

export interface IngestOptions {
	/** Refuses a batch that stands off from the one before beyond the usual limits. */
	readonly refuseChanges?: boolean;
	/** The group is a draft: it is kept together with the rows, or not at all. */
	readonly isDraft?: boolean;
	/**
	 * The batch that came since from the same source: rows that are in already are taken once more, as written now. Where a column has the
	 * write times it decides, and they are not.
	 */
	readonly after?: string;
}

/**
 * Takes the rows of a dataset into a group: all of them or none, and the same rows once only. They are added to the history, and each
 * entity's newest record becomes its latest. Errors: feature/schema-mismatch, feature/key-missing, feature/time-invalid.
 */
export async function ingest(
	workspace: Workspace,
	group: FeatureGroup,
	dataset: Artifact,
	signal?: AbortSignal,
	onProgress?: OnProgress,
	options: IngestOptions = {}
): Promise<Ingested> {
	const { schema } = datasetMeta(dataset);
	const rows: IngestRows = {
		open: () => openTable(workspace, dataset, signal),
		schema,
		table: dataset.blobs['table'] ?? dataset.id,
		parents: { dataset: dataset.id }
	};
	return ingestRows(workspace, group, rows, signal, onProgress, options);
}

/** Rows to take in; `table` is the blob that holds them. */
export interface IngestRows {
	readonly open: () => Promise<string>;
	readonly schema: TableSchema;
	readonly table: string;
	readonly parents: Artifact['parents'];
}

/** As `ingest`, for rows that are in the blob store. */
export function ingestRows(
	workspace: Workspace,
	group: FeatureGroup,
	rows: IngestRows,
	signal?: AbortSignal,
	onProgress?: OnProgress,
	options: IngestOptions = {}
): Promise<Ingested> {
	return inTurn(workspace, group.name, () => ingestNow(workspace, group, rows, options, signal, onProgress));
}

async function ingestNow(
	workspace: Workspace,
	asked: FeatureGroup,
	given: IngestRows,
	{ refuseChanges = false, isDraft = false, after }: IngestOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Ingested> {
	const { name } = asked;
	if (isDraft) await mustBeNew(workspace, name);
	const before = isDraft ? asked : await getGroup(workspace, name);
	const columns = [
		...before.entity,
		before.eventTime,
		...(before.writeTime ? [before.writeTime] : []),
		...before.features
	];
	for (const column of columns) checkColumn(column, given.schema);
	const isThere = (column: string) => given.schema.some((field) => field.name === column);
	const deleted = before.deleted !== null && isThere(before.deleted) ? [before.deleted] : [];
	const names = [...new Set([...columns.map((column) => column.name), ...deleted])];
	const content = { group: name, columns: names, table: given.table };
	const hash = (of: Readonly<Record<string, Json>>) =>
		workspace.crypto.sha256(new TextEncoder().encode(canonicalJson(of)));
	const batches = await listBatches(workspace, name);
	const plain = await hash(content);
	const known = batches.find(({ meta }) => meta.batch === plain);
	const isAgain = after !== undefined && before.writeTime === null;
	if (known && !isAgain) return { ...known, isNew: false, isRefused: false };
	const batch = known ? await hash({ ...content, after: after ?? '' }) : plain;

	onProgress?.({ phase: 'check', done: 0, total: null });
	const opened = { relation: await given.open(), schema: given.schema };
	const { group, relation, schema } = await settleTypes(workspace, before, opened, signal);
	const checked = await checkRows(workspace, group, relation, typesOf(schema), signal);
	onProgress?.({ phase: 'profile', done: 0, total: null });
	const fields = group.features.flatMap((feature) => schema.find((field) => field.name === feature.name) ?? []);
	const statistics = await measureFeatures(workspace, relation, fields, checked.rows, signal);
	const last = batches.find((one) => !isDeletion(one));
	const isTable = given.parents['dataset'] !== undefined;
	const warnings = last && isTable ? validateBatch(last.meta, { rows: checked.rows, statistics }) : [];
	onProgress?.({ phase: 'latest', done: 0, total: null });
	const writtenAt = workspace.clock.now();
	const newest = newestRows(group, { relation, schema }, { batch, writtenAt });
	const isRefused = refuseChanges && warnings.length > 0;
	const merged = isRefused
		? null
		: await mergeLatest(workspace, group, await openLatest(workspace, group), newest, signal);
	const isWhole = relation === opened.relation && names.length === given.schema.length;
	const meta: BatchMeta = {
		rows: checked.rows,
		schema: names.flatMap((column) => schema.find((field) => field.name === column) ?? []),
		source: null,
		rejected: 0,
		group: name,
		groupVersion: group.version,
		batch,
		entities: merged?.entities ?? 0,
		eventTime: checked.eventTime,
		writtenAt,
		statistics,
		warnings
	};
	if (!merged) {
		const { artifact } = await makeArtifact(workspace, { type: 'feature-batch', name, blobs: {}, meta, parents: {} });
		return { artifact, meta, isNew: false, isRefused: true };
	}
	// a table whose columns are all in the group is kept as it is
	const select = `SELECT ${names.map(sqlName).join(', ')} FROM ${relation}`;
	const table = isWhole ? given.table : await workspace.blobs.put(await workspace.sql.toArrow(select, signal));
	signal?.throwIfAborted();
	const { artifact, change } = await makeArtifact(workspace, {
		type: 'feature-batch',
		name,
		blobs: { table },
		meta,
		parents: { ...given.parents }
	});
	await workspace.catalog.write([
		...definitionChange(workspace, before, group, isDraft),
		change,
		latestChange(workspace, name, merged.latest)
	]);
	forgetLatest(workspace, name);
	return { artifact, meta, isNew: true, isRefused: false };
}

/** What keeps a group whose types the rows settled; a draft is kept as its first version. */
function definitionChange({ project }: Workspace, before: FeatureGroup, group: FeatureGroup, isDraft: boolean) {
	if (isDraft) return [groupChange(project, { ...group, version: before.version })];
	return group === before ? [] : versionChanges(project, before, group);
}

function checkColumn({ name }: Field, schema: readonly Field[]): void {
	if (!schema.some((field) => field.name === name))
		throw new AppError('table/column-missing', { column: name, columns: schema.map((field) => field.name).join(', ') });
}

/** Every record needs its keys and its time. Gives the number of rows, and from when to when they happened. */
async function checkRows(
	workspace: Workspace,
	group: FeatureGroup,
	relation: string,
	types: Readonly<Record<string, string>>,
	signal?: AbortSignal
): Promise<Pick<BatchMeta, 'rows' | 'eventTime'>> {
	const typed = { relation, types };
	await checkTime(workspace, typed, group.eventTime.name, signal);
	if (group.writeTime) await checkTime(workspace, typed, group.writeTime.name, signal);
	const event = millisecondsSql({ ...group.eventTime, type: types[group.eventTime.name] ?? group.eventTime.type });
	const needed = [
		...group.entity.map(({ name }) => ({ name, isMissing: `${sqlName(name)} IS NULL` })),
		{ name: group.eventTime.name, isMissing: `${event} IS NULL OR NOT isfinite(${event})` }
	];
	const counts = needed.map(({ isMissing }, place) => `count(*) FILTER (${isMissing}) AS n${place}`);
	const [row = {}] = toRows(
		await workspace.sql.query(
			`SELECT count(*) AS n, min(${event}) AS a, max(${event}) AS b, ${counts.join(', ')} FROM ${relation}`,
			signal
		)
	);
	needed.forEach(({ name }, place) => {
		const rows = Number(row[`n${place}`]);
		if (rows > 0) throw new AppError('feature/key-missing', { column: name, rows });
	});
	return { rows: Number(row['n']), eventTime: { from: Number(row['a']), to: Number(row['b']) } };
}
