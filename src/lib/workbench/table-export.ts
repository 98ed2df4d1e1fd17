import type { OnProgress, Workspace } from '$lib/core/ports';
import { sqlName } from '$lib/core/table/sql';
import { checkSheet } from '$lib/core/table/sheet-limit';
import type { TableFormat } from '$lib/core/table/source';
import { countRows, describeSelect, dropWorking, workingName } from './table';

/** Formats whose files are their rows one after the other, so that they can be written a part at a time. */
const cut: readonly TableFormat[] = ['csv', 'tsv', 'ndjson'];
const rowsAtOnce = 100_000;

/**
 * Writes the answer of a query as a file: text in parts of some rows, so that no more than one is held, other formats at once. Refuses
 * with table/sheet-limit before anything is written.
 */
export async function exportTable(
	workspace: Workspace,
	select: string,
	format: TableFormat,
	write: (part: Uint8Array) => Promise<void>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<void> {
	const { sql } = workspace;
	const working = workingName(workspace);
	const table = sqlName(working);
	try {
		onProgress?.({ phase: 'query', done: 0, total: null });
		await sql.execute(`CREATE OR REPLACE TABLE ${table} AS ${select}`, signal, onProgress);
		const rows = await countRows(workspace, table);
		const all = `SELECT * FROM ${table}`;
		if (format === 'xlsx') checkSheet(rows, (await describeSelect(workspace, all)).length);
		if (!cut.includes(format) || rows <= rowsAtOnce) {
			onProgress?.({ phase: 'write', done: 0, total: null });
			return await write(await sql.exportTable(all, format, signal));
		}
		// every part begins with the names of columns; only the first keeps them
		const head = format === 'ndjson' ? 0 : (await sql.exportTable(`${all} LIMIT 0`, format, signal)).length;
		for (let from = 0; from < rows; from += rowsAtOnce) {
			onProgress?.({ phase: 'write', done: from, total: rows });
			const window = `${all} WHERE rowid >= ${from} AND rowid < ${from + rowsAtOnce} ORDER BY rowid`;
			const part = await sql.exportTable(window, format, signal);
			await write(from === 0 ? part : part.subarray(head));
		}
	} finally {
		await dropWorking(workspace, working);
	}
}
