import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed } from '$lib/core/table/columns';
import { entryOf } from '$lib/core/table/named';
import { isNumericType, isTemporalType, type Field, type Kind } from '$lib/core/table/schema';

/** The columns of a relation with their DuckDB types; the kind follows from the type alone unless `kinds` knows it. */
export async function describeRelation(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	kinds: Readonly<Record<string, Kind>> = {},
	signal?: AbortSignal
): Promise<Field[]> {
	const answer = await workspace.sql.query(
		`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relation})`,
		signal
	);
	const [names, types] = [columnNamed(answer, 'column_name'), columnNamed(answer, 'column_type')];
	if (!names || !types) return [];
	return Array.from({ length: answer.rows }, (_, row) => {
		const name = String(cellAt(names.vector, row));
		const type = String(cellAt(types.vector, row));
		return { name, type, kind: entryOf(kinds, name) ?? kindOfType(type) };
	});
}

function kindOfType(type: string): Kind {
	if (type === 'BOOLEAN') return 'boolean';
	if (isNumericType(type)) return 'numeric';
	return isTemporalType(type) ? 'datetime' : 'categorical';
}
