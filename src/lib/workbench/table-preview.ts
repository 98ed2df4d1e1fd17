import type { Ports, SourceFile } from '$lib/core/ports';
import type { Columns } from '$lib/core/table/columns';
import { partsOf } from '$lib/core/table/import-files';
import type { ImportReport, ReadOptions } from '$lib/core/table/source';
import { sqlName } from '$lib/core/table/sql';

export interface TablePreview {
	readonly columns: Columns;
	readonly report: ImportReport;
	/** Tables the file holds; the first is shown. */
	readonly tables: number;
}

const name = 'source_preview';

/** The first rows of a file as an import would read it. Nothing is stored. */
export async function previewTable(
	{ sql }: Pick<Ports, 'sql'>,
	file: SourceFile,
	options: ReadOptions,
	rows: number,
	signal?: AbortSignal
): Promise<TablePreview> {
	const parts = await partsOf(sql, file, options);
	const read = parts[0] ?? { file, options };
	try {
		const report = await sql.importTable(name, read.file, read.options, signal);
		const columns = await sql.query(`SELECT * FROM ${sqlName(name)} LIMIT ${rows}`, signal);
		return { columns, report, tables: parts.length };
	} finally {
		await sql.execute(`DROP TABLE IF EXISTS ${sqlName(name)}`);
		await sql.execute(`DROP TABLE IF EXISTS ${sqlName(`${name}_rejects`)}`);
	}
}
