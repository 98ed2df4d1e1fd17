import type { FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { NewestRows } from '$lib/core/feature/latest';
import type { Workspace } from '$lib/core/ports';
import { isNumericType, type Field, type TableSchema } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { openTable } from './table';

/** A time column as milliseconds since 1970 (or the group's own numbers), to the microsecond. */
export function millisecondsSql({ name, type }: Pick<Field, 'name' | 'type'>): string {
	const column = sqlName(name);
	return isNumericType(type)
		? `CAST(${column} AS DOUBLE)`
		: `CAST(epoch_us(CAST(${column} AS TIMESTAMP)) AS DOUBLE) / 1000`;
}

/** Rows of a group, as the newest of each entity are sought among them. */
export function newestRows(
	group: FeatureGroup,
	rows: { readonly relation: string; readonly schema: TableSchema },
	batch: { readonly batch: string; readonly writtenAt: number }
): NewestRows {
	const fieldOf = (field: Field) => rows.schema.find(({ name }) => name === field.name) ?? field;
	const has = new Set(rows.schema.map(({ name }) => name));
	return {
		relation: rows.relation,
		entity: group.entity.map(fieldOf),
		event: millisecondsSql(fieldOf(group.eventTime)),
		write: group.writeTime ? millisecondsSql(fieldOf(group.writeTime)) : sqlValue(batch.writtenAt),
		deleted: group.deleted !== null && has.has(group.deleted) ? group.deleted : null,
		batch: batch.batch,
		features: group.features.flatMap(({ name }) => (has.has(name) ? [name] : []))
	};
}

/** As `newestRows`, of a batch that is kept. */
export async function newestOf(
	workspace: Workspace,
	group: FeatureGroup,
	{ artifact, meta }: FeatureBatch
): Promise<NewestRows> {
	return newestRows(group, { relation: await openTable(workspace, artifact), schema: meta.schema }, meta);
}
