import { findWarnings, type MeasuredColumn } from '$lib/core/insight/find-warnings';
import type { InsightWarning } from '$lib/core/insight/warning';
import type { Workspace } from '$lib/core/ports';
import type { TableSchema } from '$lib/core/table/schema';
import { measureColumn } from './insight-facts';
import { noPower } from './insight-models';
import { findDuplicates } from './insight-rows';
import { profileTable } from './table-profile';

const mostRows = 20_000;
const mostColumns = 60;

/** What is likely wrong with a table and can be mended at once: the warnings of its first rows and columns, without any model. */
export async function suggestMends(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	schema: TableSchema,
	rows: number,
	signal?: AbortSignal
): Promise<InsightWarning[]> {
	const few = schema.slice(0, mostColumns);
	const source = rows > mostRows ? `(SELECT * FROM ${relation} LIMIT ${mostRows})` : relation;
	const profile = await profileTable(workspace, source, few, { rows: Math.min(rows, mostRows) }, signal);
	const measured: MeasuredColumn[] = [];
	for (const [at, field] of few.entries()) {
		const column = profile.columns[at];
		if (!column) continue;
		const facts = await measureColumn(workspace.sql, source, field, column, profile.rows, signal);
		measured.push({ ...facts, feature: { ...facts.feature, ...noPower, inflation: null } });
	}
	const { ratio } = await findDuplicates(workspace.sql, source, schema, profile.rows, signal);
	return findWarnings(profile.rows, ratio, measured, null).filter(({ mends }) => mends.length > 0);
}
