import { openPorts } from '$lib/app';
import type { Workspace } from '$lib/core/ports';
import { binnedColumn, rangeSql, sliceCube } from '$lib/core/table/brush';
import { toRows } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';
import { binTable, brushCube } from '$lib/workbench/brush';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { profileTable } from '$lib/workbench/table-profile';
import { checkOf, prepareWithArquero, profileWithArquero, readWithArquero } from '../twins/arquero-table';
import { checkSql, mustAgree, tenSteps, wideRows, type Check } from '../twins/wide-table';

/** Milliseconds of each, and what the prepared table adds up to. */
export interface TableFigures {
	readonly csv: number;
	readonly parquet: number;
	readonly profile: number;
	readonly recipe: number;
	readonly bins: number;
	readonly firstBrush: number;
	readonly nextBrush: number;
	readonly plainBrush: number;
	readonly arqueroCsv: number;
	readonly arqueroProfile: number;
	readonly arqueroRecipe: number;
	readonly check: Check;
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; answer: T }> {
	const began = performance.now();
	const answer = await work();
	return { ms: performance.now() - began, answer };
}
const fetched = async (name: string) => ({ name, blob: await (await fetch(name)).blob() });

async function brush(
	workspace: Workspace,
	schema: TableSchema
): Promise<Pick<TableFigures, 'bins' | 'firstBrush' | 'nextBrush' | 'plainBrush'>> {
	const profile = await profileTable(workspace, 't', schema, { rows: wideRows });
	const columns = schema.flatMap((field, i) => {
		const measured = profile.columns[i];
		return (measured && binnedColumn(field, measured)) ?? [];
	});
	const bins = await timed(() => binTable(workspace, 't', columns));
	const first = await timed(() => brushCube(workspace, bins.answer, 'b', []));
	const moves = 15;
	const next = await timed(() => {
		for (let last = 1; last <= moves; last++) sliceCube(first.answer, { first: 0, last });
	});
	const range = { first: 0, last: 5 };
	const counts = sliceCube(first.answer, range);
	const plain = await timed(async () => {
		const active = columns.find(({ name }) => name === 'b');
		for (const column of columns) {
			if (!active || column === active) continue;
			const each = column.bins.map(
				(_, bin) => `count(*) FILTER (WHERE ${rangeSql(column, { first: bin, last: bin })})::DOUBLE`
			);
			const answer = await workspace.sql.query(`SELECT ${each.join(', ')} FROM t WHERE ${rangeSql(active, range)}`);
			const found = answer.columns.map(({ vector }) => (vector.kind === 'number' ? vector.values[0] : NaN));
			if (String(found) !== String([...(counts.get(column.name) ?? [])]))
				throw new Error(`the cube and the query disagree about ${column.name}`);
		}
	});
	return { bins: bins.ms, firstBrush: first.ms, nextBrush: next.ms / moves, plainBrush: plain.ms };
}

async function measure(): Promise<TableFigures> {
	const workspace: Workspace = { ...openPorts(), project: 'bench' };
	const { sql } = workspace;
	await sql.query('SELECT 1 AS one');
	const [csvFile, parquetFile] = [await fetched('table.csv'), await fetched('table.parquet')];
	await sql.importTable('p', parquetFile, {});
	const parquet = await timed(() => sql.importTable('p', parquetFile, {}));
	await sql.execute('DROP TABLE p');
	const csv = await timed(() => sql.importTable('t', csvFile, {}));
	const { schema } = csv.answer;
	const profile = await timed(() => profileTable({ sql }, 't', schema, { rows: wideRows }));
	const recipe = await timed(() =>
		withStagedRecipe(workspace, tenSteps, 't', schema, {}, ({ select }) =>
			sql.execute(`CREATE OR REPLACE TABLE prepared AS ${select}`)
		)
	);
	const [row] = toRows(await sql.query(`${checkSql} FROM prepared`));
	const check = {
		n: Number(row?.['n']),
		e: Number(row?.['e']),
		c: Number(row?.['c']),
		b: Number(row?.['b']),
		k: Number(row?.['k'])
	};
	const brushed = await brush(workspace, schema);

	const text = await csvFile.blob.text();
	const plain = await timed(() => readWithArquero(text));
	const plainProfile = await timed(() => profileWithArquero(plain.answer));
	const plainRecipe = await timed(() => prepareWithArquero(plain.answer));
	mustAgree('Temoto and Arquero', check, checkOf(plainRecipe.answer));
	return {
		csv: csv.ms,
		parquet: parquet.ms,
		profile: profile.ms,
		recipe: recipe.ms,
		...brushed,
		arqueroCsv: plain.ms,
		arqueroProfile: plainProfile.ms,
		arqueroRecipe: plainRecipe.ms,
		check
	};
}

measure()
	.then((figures) => (document.title = JSON.stringify(figures)))
	.catch((error: unknown) => (document.title = JSON.stringify({ failed: String(error) })));
