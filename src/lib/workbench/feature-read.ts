import { AppError } from '$lib/core/errors';
import { computationSql, computations } from '$lib/core/feature/computed';
import type { FeatureGroup } from '$lib/core/feature/group';
import { keyParts, keyText } from '$lib/core/feature/key';
import { timeMeasure } from '$lib/core/feature/point-in-time';
import type { Workspace } from '$lib/core/ports';
import { cellAt, toRows, type Cell } from '$lib/core/table/columns';
import { isTemporalType, type Field } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { listBatches } from './feature';
import { millisecondsSql } from './feature-batch';
import { joinSelect, typesOf } from './feature-join';
import { getLatest, scanLatest, type LatestFeatures, type Scanned, type ScanRange } from './feature-latest';
import { computationsFor, openHistory, writeColumn } from './feature-training-set';

/** What a reader tells for the formulas of a group. */
export type RequestValues = Readonly<Record<string, Cell>>;

/**
 * The latest features of entities with those that are computed when read, in their order; null for those the group does not know. What
 * is computed is missing where the record is deleted or older than the TTL, as in a training set. Errors: feature/request-missing.
 */
export async function getFeatures(
	workspace: Workspace,
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[],
	request: RequestValues = {}
): Promise<(LatestFeatures | null)[]> {
	const found = await getLatest(workspace, group, keys);
	return withComputed(workspace, group, found, request);
}

/** Adds what is computed of records to their features. */
export async function withComputed(
	workspace: Workspace,
	group: FeatureGroup,
	found: readonly (LatestFeatures | null)[],
	request: RequestValues
): Promise<(LatestFeatures | null)[]> {
	const live = found.flatMap((one, place) => (one && !one.isDeleted && !one.isExpired ? [{ one, place }] : []));
	if (group.computed.length === 0) return [...found];
	const lacking = neededRequest(group).filter((name) => !Object.hasOwn(request, name));
	if (lacking.length > 0)
		throw new AppError('feature/request-missing', { group: group.name, columns: lacking.join(', ') });
	const made = new Map<number, Readonly<Record<string, Cell>>>();
	if (live.length > 0) {
		const fields = [...group.features, ...group.request];
		const rows = live.map(({ one, place }) => {
			const cells = fields.map((field) => cellSql(field, one.values[field.name] ?? request[field.name] ?? null));
			return `(${[place, ...cells].join(', ')})`;
		});
		const names = ['"temoto place"', ...fields.map(({ name }) => sqlName(name))];
		const list = computations(group.computed, group.features, group.request).map(
			(one) => `${computationSql(one, (name) => name)} AS ${sqlName(one.name)}`
		);
		const select = `SELECT "temoto place", ${list.join(', ')} FROM (VALUES ${rows.join(', ')}) AS v(${names.join(', ')})`;
		for (const { 'temoto place': place, ...values } of toRows(await workspace.sql.query(select)))
			made.set(Number(place), values);
	}
	const none = Object.fromEntries(group.computed.map(({ name }) => [name, null]));
	return found.map((one, place) => one && { ...one, values: { ...one.values, ...(made.get(place) ?? none) } });
}

/** What a reader has to tell for everything that a group computes. */
export function neededRequest(group: FeatureGroup): string[] {
	const read = computations(group.computed, group.features, group.request).flatMap(({ columns }) => columns);
	return group.request.map(({ name }) => name).filter((name) => read.includes(name));
}

/** A cell as a value of a column's type. */
function cellSql({ type }: Field, cell: Cell): string {
	if (isTemporalType(type) && typeof cell === 'number') return `CAST(${timestampSql(cell)} AS ${type})`;
	return `CAST(${sqlValue(cell)} AS ${type})`;
}

function timestampSql(milliseconds: number): string {
	return `make_timestamp(CAST(${sqlValue(Math.round(milliseconds * 1000))} AS BIGINT))`;
}

export interface AsOf {
	/** Milliseconds since 1970, or the group's own number. */
	readonly at: number;
	/** Only what was written down by then; a record without a write time was not. Left out: whatever is known by now. */
	readonly knownAt?: number;
	readonly request?: RequestValues;
}

/** Features of entities as they were at a time, and as they were known at a time; null where there was no record, or none in its TTL. */
export async function getAsOf(
	workspace: Workspace,
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[],
	{ at, knownAt, request = {} }: AsOf,
	signal?: AbortSignal
): Promise<(LatestFeatures | null)[]> {
	const history = await openHistory(workspace, group, await listBatches(workspace, group.name), signal);
	const isCalendar = timeMeasure(group.eventTime.type) === 'calendar';
	const write = { name: writeColumn, type: group.writeTime?.type ?? (isCalendar ? 'TIMESTAMP' : 'DOUBLE') };
	const timed = `SELECT *, ${millisecondsSql(group.eventTime)} AS "temoto event", ${millisecondsSql(write)} AS "temoto written" FROM ${history}`;
	const where = knownAt === undefined ? '' : ` WHERE "temoto written" <= ${sqlValue(knownAt)}`;
	const relation = `(SELECT * FROM (${timed})${where})`;
	const types = typesOf(await describeRelation(workspace, relation, {}, signal));
	const spine = spineOf(group, keys, types, isCalendar ? timestampSql(at) : sqlValue(at), request);
	const told = group.request.filter(({ name }) => Object.hasOwn(spine.types, name));
	const facts = ['temoto event', 'temoto written', ...(group.deleted === null ? [] : [group.deleted])];
	const select = await joinSelect(
		workspace,
		spine,
		[
			{
				name: 'f',
				relation,
				types,
				entity: group.entity.map(({ name }) => name),
				eventTime: group.eventTime.name,
				writeTime: writeColumn,
				deleted: null,
				features: [...new Set([...group.features.map(({ name }) => name), ...facts])],
				computed: computationsFor(
					group,
					group.computed.map(({ name }) => name),
					types,
					told
				),
				ttlMs: group.ttlMs
			}
		],
		{},
		signal
	);
	const answer = await workspace.sql.query(select, signal);
	const column = (name: string) => answer.columns.find((one) => one.name === `f__${name}`)?.vector;
	return keys.map((key, row) => {
		const cell = (name: string): Cell => {
			const vector = column(name);
			return vector ? cellAt(vector, row) : null;
		};
		const [event, written] = [cell('temoto event'), cell('temoto written')];
		if (event === null) return null;
		const isDeleted = group.deleted !== null && /^(1|1\.0|true)$/i.test(String(cell(group.deleted)).trim());
		const names = [...group.features, ...group.computed].map(({ name }) => name);
		return {
			key,
			event: Number(event),
			write: written === null ? null : Number(written),
			isDeleted,
			isExpired: false,
			values: Object.fromEntries(names.map((name) => [name, isDeleted ? null : cell(name)]))
		};
	});
}

/** Goes through the entities of a group as they were at a time; those without a record then are passed over, so a page may be short. */
export async function scanAsOf(
	workspace: Workspace,
	group: FeatureGroup,
	range: ScanRange,
	asOf: AsOf,
	signal?: AbortSignal
): Promise<Scanned> {
	const { entities, next } = await scanLatest(workspace, group, { ...range, withDeleted: true });
	if (entities.length === 0) return { entities, next };
	const keys = entities.map(({ key }) => key);
	const found = await getAsOf(workspace, group, keys, asOf, signal);
	return { entities: found.flatMap((one) => (one && (range.withDeleted || !one.isDeleted) ? [one] : [])), next };
}

/** The keys with a time and what the reader tells, as rows to join. */
function spineOf(
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[],
	types: Readonly<Record<string, string>>,
	at: string,
	request: RequestValues
) {
	const moment = 'temoto as of';
	const entity = group.entity.map((field) => ({ ...field, type: types[field.name] ?? field.type }));
	const told = group.request.filter(({ name }) => Object.hasOwn(request, name));
	const rows = keys.map((key) => {
		const parts = keyParts(keyText(entity, key), entity.length);
		const cells = entity.map(({ type }, place) => `TRY_CAST(${sqlValue(parts[place] ?? null)} AS ${type})`);
		return `(${[...cells, at, ...told.map((field) => cellSql(field, request[field.name] ?? null))].join(', ')})`;
	});
	const fields = [...entity.map(({ name }) => name), moment, ...told.map(({ name }) => name)];
	return {
		relation: `(SELECT * FROM (VALUES ${rows.join(', ')}) AS v(${fields.map(sqlName).join(', ')}))`,
		types: {
			...typesOf(entity),
			[moment]: timeMeasure(group.eventTime.type) === 'calendar' ? 'TIMESTAMP' : 'DOUBLE',
			...typesOf(told)
		},
		at: moment
	};
}
