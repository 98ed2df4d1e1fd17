import type { Workspace } from '$lib/core/ports';
import { formatOfName } from '$lib/core/table/format';
import type { TableSchema } from '$lib/core/table/schema';
import type { ImportReport } from '$lib/core/table/source';
import { AppError } from '$lib/core/errors';
import { sqlName } from '$lib/core/table/sql';
import { sourceFile, writeBytes } from './files';
import type { TableOptions } from './options';

export interface ReadTable {
	/** The SQL relation, quoted. */
	readonly relation: string;
	readonly schema: TableSchema;
	readonly report: ImportReport;
}

/** Reads a TABLE of the command line into the engine under a name of its own. Nothing is stored. */
export async function readTable(
	workspace: Workspace,
	place: string,
	options: TableOptions,
	name: string
): Promise<ReadTable> {
	const report = await workspace.sql.importTable(name, await sourceFile(place, options), options);
	return { relation: sqlName(name), schema: report.schema, report };
}

/** Writes the answer of a query to a file whose ending names the format. */
export async function writeTable(workspace: Workspace, select: string, place: string): Promise<void> {
	const format = formatOfName(place);
	if (!format || format === 'xlsx')
		throw new AppError('usage/bad-option', {
			option: 'output',
			value: place,
			allowed: 'a file ending in .csv, .tsv, .ndjson, .json, .parquet or .arrow'
		});
	await writeBytes(place, await workspace.sql.exportTable(select, format));
}
