import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { formatOfName } from '$lib/core/table/format';
import { importFiles, partsOf, type TablePart } from '$lib/core/table/import-files';
import type { TableSchema } from '$lib/core/table/schema';
import { writtenFormats, type ImportReport } from '$lib/core/table/source';
import { AppError } from '$lib/core/errors';
import { sqlName } from '$lib/core/table/sql';
import { importParts } from '$lib/workbench/table';
import { sourceFile, writeBytes } from './files';
import type { TableOptions } from './options';
import { isRemote } from './remote';
import { tablePlaces } from './table-places';

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
	const [first, ...others] = await tableParts(workspace, place, options);
	const report =
		others.length === 0
			? await workspace.sql.importTable(name, first.file, first.options)
			: await importFiles(workspace.sql, name, [first, ...others], options.sample);
	return { relation: sqlName(name), schema: report.schema, report };
}

/** Reads a TABLE of the command line into the project as a dataset. */
export async function importPlace(
	workspace: Workspace,
	place: string,
	options: TableOptions,
	onProgress?: OnProgress
): Promise<{ dataset: Artifact; report: ImportReport }> {
	return importParts(workspace, await tableParts(workspace, place, options), options.sample, undefined, onProgress);
}

/** The files and entries of zips that make up a TABLE. Of a database one table must be named. */
async function tableParts(
	workspace: Workspace,
	place: string,
	options: TableOptions
): Promise<[TablePart, ...TablePart[]]> {
	const places = isRemote(place) ? [{ place, label: place }] : await tablePlaces(place);
	const parts: TablePart[] = [];
	for (const { place: one, part, label } of places) {
		const file = await sourceFile(one, options);
		const read = { ...options, ...(part !== undefined && { part }) };
		const { kind } = part === undefined ? await workspace.sql.listParts(file) : { kind: 'file' };
		if (kind === 'archive') parts.push(...(await partsOf(workspace.sql, file, read)));
		else parts.push({ file, options: read, label });
	}
	const [first, ...others] = parts;
	if (!first) throw new AppError('file/missing', { file: place });
	return [first, ...others];
}

/** Writes the answer of a query to a file whose ending names the format. */
export async function writeTable(workspace: Workspace, select: string, place: string): Promise<void> {
	const format = writtenFormats.find((name) => name === formatOfName(place));
	if (!format)
		throw new AppError('usage/bad-option', {
			option: 'output',
			value: place,
			allowed: `a file ending in ${writtenFormats.map((name) => `.${name}`).join(', ')}`
		});
	await writeBytes(place, await workspace.sql.exportTable(select, format));
}
