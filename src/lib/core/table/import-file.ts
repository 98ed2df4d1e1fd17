import { AppError } from '../errors';
import type { OnProgress, SourceFile } from '../ports';
import { arrowParts } from './arrow-stream';
import { databaseColumns } from './database';
import type { FileHost } from './file-host';
import { checkBeginning, formatOf } from './format';
import { loadJson } from './import-json';
import { importSelect } from './import-select';
import { importDelimited, importFixedWidth } from './import-text';
import { chunksOf, decoded, headBytes, type OpenedFile } from './opened-file';
import { keepSample } from './sample';
import { sheetColumns } from './sheet';
import { sniffEncoding } from './sniff';
import type { ImportReport, ReadOptions, RejectedRow, TableFormat } from './source';
import { sqlName } from './sql';
import { partMissing, unpacked } from './unpacked';
import { unreadable } from './unreadable';

/** A sheet or a database is read whole. */
const mostBytesWhole = 1024 ** 3;

/** How a file with types of its own got into a table, beside what every import says. */
interface Loaded {
	readonly format?: TableFormat;
	readonly renamed?: ImportReport['renamed'];
	readonly rejected?: readonly RejectedRow[];
	readonly part?: string;
}

/**
 * Reads a file into the table `name`, unpacked where it is a .gz or .zip, and takes the sample asked for. Rows that cannot be read are in
 * `<name>_rejects`. Refuses with one of the table/ or archive/ errors.
 */
export async function importFile(
	host: FileHost,
	name: string,
	file: SourceFile,
	options: ReadOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ImportReport> {
	onProgress?.({ phase: 'read', done: 0, total: null });
	const inner = await unpacked(host, file, options, signal);
	try {
		const bytes = await host.bytes(inner.file);
		const head = new Uint8Array(await bytes.slice(0, headBytes).arrayBuffer());
		if (head.byteLength === 0) throw new AppError('table/empty', { file: inner.file.name });
		const format = options.format ?? formatOf(inner.file.name, head);
		checkBeginning(inner.file.name, format, head);
		const opened: OpenedFile = { host, name, file: inner.file, bytes, head, options, signal, onProgress };
		const report = await sampled(opened, await read(opened, format));
		return inner.part === undefined ? report : { ...report, used: { ...report.used, part: inner.part } };
	} finally {
		if (inner.isUnpacked) await host.forget(inner.file);
	}
}

function read(opened: OpenedFile, format: TableFormat): Promise<ImportReport> {
	if (format === 'csv' || format === 'tsv') return importDelimited(opened, format);
	if (format === 'fwf') return importFixedWidth(opened);
	return importTyped(opened, format, loaders[format]);
}

type Load = (opened: OpenedFile, table: string) => Promise<Loaded>;

const loaders: Readonly<Record<Exclude<TableFormat, 'csv' | 'tsv' | 'fwf'>, Load>> = {
	json: (opened, table) => loadRows(opened, table, 'json'),
	ndjson: (opened, table) => loadRows(opened, table, 'ndjson'),
	parquet: async ({ host, file, signal }, table) => {
		await host.loadParquet(table, file, signal);
		return {};
	},
	arrow: async ({ host, file, bytes, signal, onProgress }, table) => {
		let isThere = false;
		for await (const { ipc, done } of arrowParts(file.name, bytes)) {
			signal?.throwIfAborted();
			await (isThere ? host.sql.appendArrow(table, ipc, signal) : host.sql.loadArrow(table, ipc, signal));
			isThere = true;
			onProgress?.({ phase: 'read', done, total: bytes.size });
		}
		return {};
	},
	xlsx: async ({ host, file, bytes, options, signal }, table) => {
		checkWhole(file, bytes);
		const rows = await host.formats.readSheet(file.name, new Uint8Array(await bytes.arrayBuffer()), options.sheet);
		const { columns, renamed } = sheetColumns(file.name, rows, options);
		await host.sql.loadColumns(table, columns, signal);
		return { renamed };
	},
	sqlite: async ({ host, file, bytes, options, signal }, table) => {
		checkWhole(file, bytes);
		const { database } = host.formats;
		const tables = await database.tables(file.name, bytes);
		const part = options.part ?? (tables.length === 1 ? tables[0] : undefined);
		if (part === undefined || !tables.includes(part)) throw partMissing(file.name, options.part, tables);
		const { columns, renamed } = databaseColumns(await database.read(file.name, bytes, part, signal));
		await host.sql.loadColumns(table, columns, signal);
		return { renamed, part };
	}
};

async function loadRows(
	{ host, file, bytes, head, options, signal }: OpenedFile,
	table: string,
	format: 'json' | 'ndjson'
): Promise<Loaded> {
	const encoding = options.encoding ?? sniffEncoding(head);
	const start = new TextDecoder(encoding).decode(head, { stream: true });
	const text = () => chunksOf(decoded(bytes, encoding));
	return loadJson(host.sql, table, { name: file.name, format, head: start, text }, signal);
}

/** Loads a file that carries its own types into a table of its own, and makes the table asked for from that. */
async function importTyped(opened: OpenedFile, format: TableFormat, load: Load): Promise<ImportReport> {
	const { host, name, file, options, signal, onProgress } = opened;
	const source = `${name}_source`;
	try {
		const loaded = await load(opened, source);
		const select = `SELECT * FROM ${sqlName(source)}`;
		const read = loaded.format ?? format;
		const report = await importSelect(
			host.sql,
			name,
			select,
			file.name,
			read,
			options,
			loaded.rejected,
			signal,
			onProgress
		);
		const used = { ...report.used, ...(loaded.part !== undefined && { part: loaded.part }) };
		return { ...report, used, renamed: [...(loaded.renamed ?? []), ...report.renamed] };
	} catch (error) {
		throw unreadable(file.name, error);
	} finally {
		await host.sql.execute(`DROP TABLE IF EXISTS ${sqlName(source)}`);
	}
}

function checkWhole({ name }: SourceFile, bytes: Blob): void {
	if (bytes.size > mostBytesWhole)
		throw new AppError('archive/too-large', { file: name, bytes: bytes.size, maxBytes: mostBytesWhole });
}

async function sampled({ host, name, options, signal }: OpenedFile, report: ImportReport): Promise<ImportReport> {
	if (!options.sample) return report;
	const columns = report.schema.map((field) => field.name);
	const { before, after } = await keepSample(host.sql, name, columns, options.sample, signal);
	return { ...report, rows: after, sampledFrom: before };
}
