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
		return { columns: await firstRows(sql, report, rows, signal), report, tables: parts.length };
	} finally {
		await sql.execute(`DROP TABLE IF EXISTS ${sqlName(name)}`);
		await sql.execute(`DROP TABLE IF EXISTS ${sqlName(`${name}_rejects`)}`);
	}
}

/** Numbers that a double does not hold. */
const exact = /^(BIGINT|UBIGINT|U?HUGEINT|DECIMAL)/;

/** Rows to look at, every digit of a number as text. */
async function firstRows(
	sql: Ports['sql'],
	{ schema }: ImportReport,
	rows: number,
	signal?: AbortSignal
): Promise<Columns> {
	const shown = schema.map(({ name: column, type }) =>
		exact.test(type) ? `CAST(${sqlName(column)} AS VARCHAR) AS ${sqlName(column)}` : sqlName(column)
	);
	const answer = await sql.query(`SELECT ${shown.join(', ')} FROM ${sqlName(name)} LIMIT ${rows}`, signal);
	return {
		...answer,
		columns: answer.columns.map((column, i) => ({ ...column, type: schema[i]?.type ?? column.type }))
	};
}
