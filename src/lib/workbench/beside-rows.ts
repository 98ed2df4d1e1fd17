import type { Workspace } from '$lib/core/ports';
import type { Columns } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { freeName } from './free-name';

/**
 * A SELECT of a table's columns and, behind them, the columns `added`, loaded as the table `working`; a column of the table makes way for
 * the name of an added one.
 */
export async function besideRows(
	workspace: Workspace,
	{ relation, schema }: { readonly relation: string; readonly schema: TableSchema },
	added: Columns,
	working: string
) {
	const names = added.columns.map(({ name }) => name);
	const inner = added.columns.map((column, place) => ({ ...column, name: `p${place}` }));
	await workspace.sql.loadColumns(working, { ...added, columns: inner });
	const taken = [...names, ...schema.map(({ name }) => name)];
	const reserved = new Set(names.map((name) => name.toLowerCase()));
	const own = schema.map(({ name }) => {
		const to = reserved.has(name.toLowerCase()) ? freeName(taken, name) : name;
		if (to !== name) taken.push(to);
		return { from: name, to };
	});
	const select = [
		...own.map(({ from, to }) => `i.${sqlName(from)} AS ${sqlName(to)}`),
		...names.map((name, place) => `p.p${place} AS ${sqlName(name)}`)
	].join(', ');
	return {
		select: `SELECT ${select} FROM ${relation} AS i POSITIONAL JOIN ${sqlName(working)} AS p`,
		columns: [...own.map(({ to }) => to), ...names],
		renamed: own.filter(({ from, to }) => from !== to)
	};
}
