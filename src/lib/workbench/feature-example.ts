import type { FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import { deletedSql, keySql } from '$lib/core/feature/point-in-time';
import type { FeatureRecord } from '$lib/core/feature/record';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { typeOf, typesOf } from './feature-join';
import { millisecondsSql } from './feature-batch';
import { openHistory, writeColumn } from './feature-training-set';
import { openTable } from './table';

/** So many rows are looked through for one that shows the rule well. */
const searched = 200;

export interface ExampleSpine {
	readonly dataset: Artifact;
	readonly at: string;
}

export interface ExampleGroup {
	readonly group: FeatureGroup;
	readonly batches: readonly FeatureBatch[];
}

/** A row of the spine: its time in milliseconds (or its own number) and the records of its entity in a group, in their order. */
export interface RowExample {
	readonly keys: readonly string[];
	readonly at: number | null;
	readonly records: readonly FeatureRecord[];
}

/** The number of the row, from 1, among the first ones, that has records before its time and after it, if there is one. */
export async function likelyRow(
	workspace: Workspace,
	spine: ExampleSpine,
	group: ExampleGroup,
	signal?: AbortSignal
): Promise<number> {
	const select = `SELECT place FROM (SELECT s.place, count(*) FILTER (h.event <= s.moment) AS past, count(*) FILTER (h.event > s.moment) AS future
FROM ${await joinedSql(workspace, spine, group, `place <= ${searched}`, signal)} GROUP BY s.place)
ORDER BY least(past, 1) + least(future, 1) DESC, least(past, 3) DESC, place LIMIT 1`;
	const [row] = toRows(await workspace.sql.query(select, signal));
	return Number(row?.['place'] ?? 1);
}

/** What the rule sees for one row of the spine, numbered from 1. */
export async function rowExample(
	workspace: Workspace,
	spine: ExampleSpine,
	group: ExampleGroup,
	row: number,
	signal?: AbortSignal
): Promise<RowExample> {
	const joined = await joinedSql(workspace, spine, group, `place = ${sqlValue(row)}`, signal);
	const keys = group.group.entity.map((_, k) => `s.key${k}`);
	const list = toRows(
		await workspace.sql.query(
			`SELECT ${keys.join(', ')}, s.moment, h.place AS record, h.event, h.write, h.deleted FROM ${joined} ORDER BY h.place`,
			signal
		)
	);
	const [first = {}] = list;
	const number = (cell: number | string | null | undefined) =>
		cell === null || cell === undefined ? null : Number(cell);
	return {
		keys: keys.map((_, k) => String(first[`key${k}`] ?? '')),
		at: number(first['moment']),
		records: list
			.filter((one) => one['record'] !== null)
			.map((one) => ({ event: number(one['event']), write: number(one['write']), deleted: one['deleted'] === 1 }))
	};
}

/** Rows of the spine (s) with the records of their entities (h), if any. */
async function joinedSql(
	workspace: Workspace,
	{ dataset, at }: ExampleSpine,
	{ group, batches }: ExampleGroup,
	where: string,
	signal?: AbortSignal
): Promise<string> {
	const spine = { relation: await openTable(workspace, dataset, signal), types: typesOf(datasetMeta(dataset).schema) };
	const history = { relation: await openHistory(workspace, group, batches, signal), types: typesOf(group.entity) };
	const keysOf = (one: typeof spine, other: typeof spine) =>
		group.entity.map(({ name }, k) => `${keySql(sqlName(name), name, one, other)} AS key${k}`);
	const write = { name: writeColumn, type: (group.writeTime ?? group.eventTime).type };
	const columns = [
		...keysOf(history, spine),
		`${millisecondsSql(group.eventTime)} AS event`,
		`${millisecondsSql(write)} AS write`,
		`${group.deleted === null ? 'FALSE' : deletedSql(sqlName(group.deleted))} AS deleted`,
		'row_number() OVER () AS place'
	];
	const time = millisecondsSql({ name: at, type: typeOf({ ...spine }, at) });
	const on = group.entity.map((_, k) => `s.key${k} = h.key${k}`).join(' AND ');
	return `(SELECT * FROM (SELECT ${keysOf(spine, history).join(', ')}, ${time} AS moment, row_number() OVER () AS place FROM ${spine.relation}) WHERE ${where}) s
LEFT JOIN (SELECT ${columns.join(', ')} FROM ${history.relation}) h ON ${on}`;
}
