import { missingSql } from '$lib/core/feature/family';
import type { FeatureGroup } from '$lib/core/feature/group';
import { keyParts, keyText } from '$lib/core/feature/key';
import { timeMeasure } from '$lib/core/feature/point-in-time';
import type { Workspace } from '$lib/core/ports';
import type { Cell } from '$lib/core/table/columns';
import type { Field } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { updateGroup } from './feature';
import { ingestRows, type Ingested } from './feature-ingest';
import { temporaryName } from './recipe-stage';

/** The column that says that an entity is gone, in groups that had none. */
const usualName = 'is_deleted';

/**
 * Says of entities that they are gone from a time on: records of their own, so that the history stays as it was and a later record
 * brings them back. A group without a column for it gets one, and with it a version. Errors: feature/key-missing for a key of another type.
 */
export async function deleteEntities(
	workspace: Workspace,
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[],
	at: number,
	signal?: AbortSignal
): Promise<Ingested> {
	const deleted = group.deleted ?? unusedName(group);
	if (group.deleted === null) await updateGroup(workspace, group.name, { deleted });
	const time = (moment: number, { type }: Field) => {
		if (timeMeasure(type) === 'milliseconds') return `CAST(${sqlValue(moment)} AS ${type})`;
		return `CAST(make_timestamp(CAST(${sqlValue(Math.round(moment * 1000))} AS BIGINT)) AS ${type})`;
	};
	const { entity, eventTime, writeTime, features } = group;
	const texts = entity.map((_, k) => `k${k}`).join(', ');
	const rows = keys.map((key) => `(${keyParts(keyText(entity, key), entity.length).map(sqlValue).join(', ')})`);
	const columns = new Map([
		...features.map(({ name, type }) => [name, missingSql(type)] as const),
		...(writeTime ? [[writeTime.name, time(workspace.clock.now(), writeTime)] as const] : []),
		[eventTime.name, time(at, eventTime)],
		[deleted, 'TRUE'],
		...entity.map(({ name, type }, k) => [name, `TRY_CAST(k${k} AS ${type})`] as const)
	]);
	const list = [...columns].map(([name, sql]) => `${sql} AS ${sqlName(name)}`);
	const table = temporaryName(workspace, 'gone');
	try {
		const select = `SELECT ${list.join(', ')} FROM (VALUES ${rows.join(', ')}) AS v(${texts})`;
		await workspace.sql.execute(`CREATE TABLE ${sqlName(table)} AS ${select}`, signal);
		const blob = await workspace.blobs.put(await workspace.sql.toArrow(`SELECT * FROM ${sqlName(table)}`, signal));
		const schema = await describeRelation(workspace, sqlName(table), {}, signal);
		const open = () => Promise.resolve(sqlName(table));
		return await ingestRows(workspace, group, { open, schema, table: blob, parents: {} }, signal);
	} finally {
		await workspace.sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
	}
}

function unusedName({ entity, eventTime, writeTime, features }: FeatureGroup): string {
	const taken = new Set([...entity, eventTime, ...(writeTime ? [writeTime] : []), ...features].map(({ name }) => name));
	let name = usualName;
	for (let count = 2; taken.has(name); count++) name = `${usualName}_${count}`;
	return name;
}
