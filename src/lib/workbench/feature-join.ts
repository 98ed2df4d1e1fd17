import { AppError } from '$lib/core/errors';
import {
	pointInTimeSql,
	timeMeasure,
	type PointInTimeGroup,
	type PointInTimeSpine,
	type TimeMeasure,
	type TypedRelation
} from '$lib/core/feature/point-in-time';
import type { Workspace } from '$lib/core/ports';
import { toRows } from '$lib/core/table/columns';
import { entryOf } from '$lib/core/table/named';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';

/** DuckDB types by column name. */
export function typesOf(schema: TableSchema): Record<string, string> {
	return Object.fromEntries(schema.map(({ name, type }) => [name, type]));
}

/** A relation's type of a column. Errors: table/column-missing, naming those there are. */
export function typeOf({ types }: TypedRelation, column: string): string {
	const type = entryOf(types, column);
	if (type === undefined)
		throw new AppError('table/column-missing', { column, columns: Object.keys(types).join(', ') });
	return type;
}

/** How a column tells time. Errors: feature/time-invalid with the first value that is none. */
export async function checkTime(
	workspace: Pick<Workspace, 'sql'>,
	table: TypedRelation,
	column: string,
	signal?: AbortSignal
): Promise<TimeMeasure> {
	const type = typeOf(table, column);
	const measure = timeMeasure(type);
	if (!measure) throw new AppError('feature/time-invalid', { column, value: type });
	if (type !== 'VARCHAR') return measure;
	const name = sqlName(column);
	const bad = await workspace.sql.query(
		`SELECT ${name} AS value FROM ${table.relation} WHERE ${name} IS NOT NULL AND TRY_CAST(${name} AS TIMESTAMP) IS NULL LIMIT 1`,
		signal
	);
	const [row] = toRows(bad);
	if (row) throw new AppError('feature/time-invalid', { column, value: row['value'] ?? null });
	return measure;
}

/**
 * The SELECT of a training set over tables of the engine, once every column is there and all times are on one scale.
 * Errors: table/column-missing, table/column-duplicate, feature/time-invalid, feature/write-time-missing.
 */
export async function joinSelect(
	workspace: Pick<Workspace, 'sql'>,
	spine: PointInTimeSpine,
	groups: readonly PointInTimeGroup[],
	options: { readonly asKnown?: boolean } = {},
	signal?: AbortSignal
): Promise<string> {
	const scale = await checkTime(workspace, spine, spine.at, signal);
	const names = new Set(Object.keys(spine.types).map((name) => name.toLowerCase()));
	for (const group of groups) {
		for (const column of group.entity) {
			typeOf(spine, column);
			typeOf(group, column);
		}
		if (options.asKnown && group.writeTime === null)
			throw new AppError('feature/write-time-missing', { group: group.name });
		for (const column of [group.eventTime, ...(group.writeTime === null ? [] : [group.writeTime])])
			if ((await checkTime(workspace, group, column, signal)) !== scale)
				throw new AppError('feature/time-invalid', {
					column,
					value: typeOf(group, column),
					wanted: typeOf(spine, spine.at)
				});
		if (group.deleted !== null) typeOf(group, group.deleted);
		for (const { columns } of group.computed ?? [])
			for (const column of columns) if (group.types[column] === undefined) typeOf(spine, column);
		for (const feature of group.features) typeOf(group, feature);
		for (const feature of [...group.features, ...(group.computed ?? []).map(({ name }) => name)]) {
			const made = `${group.name}__${feature}`;
			if (names.has(made.toLowerCase())) throw new AppError('table/column-duplicate', { column: made });
			names.add(made.toLowerCase());
		}
	}
	return pointInTimeSql(spine, groups, options);
}
