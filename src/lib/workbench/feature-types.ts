import { AppError } from '$lib/core/errors';
import { familyOf, missingSql } from '$lib/core/feature/family';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { toRows } from '$lib/core/table/columns';
import type { Field, TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { listBatches } from './feature';
import { openTable } from './table';

interface Typed {
	readonly relation: string;
	readonly schema: TableSchema;
}

async function hasValues(workspace: Workspace, relation: string, column: string, signal?: AbortSignal) {
	const [row] = toRows(await workspace.sql.query(`SELECT count(${sqlName(column)}) AS n FROM ${relation}`, signal));
	return Number(row?.['n']) > 0;
}

/** Whether a group's records miss a column without exception; a group without records says nothing. */
async function isEmptyInHistory(workspace: Workspace, group: string, column: string, signal?: AbortSignal) {
	const batches = await listBatches(workspace, group);
	for (const { artifact, meta } of batches) {
		if (!meta.schema.some(({ name }) => name === column)) continue;
		if (await hasValues(workspace, await openTable(workspace, artifact, signal), column, signal)) return false;
	}
	return batches.length > 0;
}

/**
 * Brings a batch and its group to the same types. A column without any value has no type of its own, whatever was guessed for it: in
 * the batch it takes the group's type, and where the group has only missing values so far, it takes the batch's.
 * Errors: feature/schema-mismatch.
 */
export async function settleTypes(
	workspace: Workspace,
	group: FeatureGroup,
	{ relation, schema }: Typed,
	signal?: AbortSignal
): Promise<Typed & { readonly group: FeatureGroup }> {
	const wantedFields = [group.eventTime, ...(group.writeTime ? [group.writeTime] : []), ...group.features];
	const empty = new Map<string, Field>();
	const learned = new Map<string, Field>();
	for (const wanted of wantedFields) {
		const { name } = wanted;
		const found = schema.find((field) => field.name === name);
		if (!found || familyOf(found.type) === familyOf(wanted.type)) continue;
		if (!(await hasValues(workspace, relation, name, signal))) {
			const { type, kind } = wanted;
			empty.set(name, { name, type, kind });
		} else if (familyOf(wanted.type) === 'text' && (await isEmptyInHistory(workspace, group.name, name, signal)))
			learned.set(name, found);
		else
			throw new AppError('feature/schema-mismatch', {
				group: group.name,
				column: name,
				type: found.type,
				wanted: wanted.type
			});
	}
	const missing = [...empty.values()].map(({ name, type }) => `${missingSql(type)} AS ${sqlName(name)}`);
	const retype = <F extends Field>(field: F): F => ({ ...field, ...learned.get(field.name) });
	return {
		relation: missing.length === 0 ? relation : `(SELECT * REPLACE (${missing.join(', ')}) FROM ${relation})`,
		schema: schema.map((field) => empty.get(field.name) ?? field),
		group:
			learned.size === 0
				? group
				: {
						...group,
						writeTime: group.writeTime && retype(group.writeTime),
						features: group.features.map(retype),
						version: group.version + 1,
						changedAt: workspace.clock.now()
					}
	};
}
