import { AppError } from '../errors';
import type { SourceFile } from '../ports';
import type { ArchiveEntry, FileHost } from './file-host';
import { formatOfName } from './format';
import type { FileParts, ReadOptions } from './source';

/** What is listed of the parts of a file in an error. */
const mostListed = 20;

/** The tables in a file: entries of a zip, tables of a database, or the file itself. */
export async function listParts(host: FileHost, file: SourceFile): Promise<FileParts> {
	const bytes = await host.bytes(file);
	const entries = await entriesOf(host, file, bytes);
	if (entries) {
		const parts = tableEntries(file.name, entries).map(({ name, sizeBytes }) => ({ name, sizeBytes }));
		return { kind: 'archive', parts };
	}
	if (formatOfName(file.name) === 'sqlite' || (await isDatabase(bytes))) {
		const { file: inner, isUnpacked } = await unpacked(host, file, {});
		try {
			const names = await host.formats.database.tables(file.name, await host.bytes(inner));
			return { kind: 'database', parts: names.map((name) => ({ name, sizeBytes: null })) };
		} finally {
			if (isUnpacked) await host.forget(inner);
		}
	}
	return { kind: 'file', parts: [{ name: file.name, sizeBytes: bytes.size }] };
}

/** A workbook is a zip too; one that is damaged is its reader's to tell. */
function entriesOf(host: FileHost, file: SourceFile, bytes: Blob): Promise<readonly ArchiveEntry[] | null> {
	if (formatOfName(file.name) === 'xlsx') return Promise.resolve(null);
	return host.formats.unpacker.entries(file.name, bytes);
}

async function isDatabase(bytes: Blob): Promise<boolean> {
	return (await bytes.slice(0, 15).text()) === 'SQLite format 3';
}

export interface Unpacked {
	readonly file: SourceFile;
	/** Whether `file` is a copy that is to be forgotten after use. */
	readonly isUnpacked: boolean;
	/** The entry that was read. */
	readonly part?: string;
}

/**
 * The file within a .gz or .zip, or the file itself. Of a zip with several tables `options.part` names one; without it they are refused
 * with table/part-missing, which lists them.
 */
export async function unpacked(
	host: FileHost,
	file: SourceFile,
	{ part }: Pick<ReadOptions, 'part'>,
	signal?: AbortSignal
): Promise<Unpacked> {
	const { unpacker } = host.formats;
	const bytes = await host.bytes(file);
	const plain = await unpacker.gunzip(file.name, bytes);
	if (plain) return { file: await host.keep(file.name, abortable(plain, signal)), isUnpacked: true };
	const entries = await entriesOf(host, file, bytes);
	if (!entries) return { file, isUnpacked: false };
	const entry = chooseEntry(file.name, entries, part);
	const name = `${file.name}#${entry.name}`;
	const stream = await unpacker.unzip(file.name, bytes, entry.name);
	const inner = await host.keep(name, abortable(stream, signal));
	const packed = await unpacker.gunzip(name, await host.bytes(inner));
	if (!packed) return { file: inner, isUnpacked: true, part: entry.name };
	try {
		return { file: await host.keep(name, abortable(packed, signal)), isUnpacked: true, part: entry.name };
	} finally {
		await host.forget(inner);
	}
}

/** The entries that may be tables: those whose ending names a format, unless none does; .txt beside others is a note. */
function tableEntries(file: string, entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
	const files = entries.filter(({ name }) => !/\/$|^__MACOSX\/|(^|\/)\./.test(name));
	const named = files.filter(({ name }) => formatOfName(name) !== null);
	const sure = named.filter(({ name }) => !/\.txt$/i.test(name));
	const found = sure.length > 0 ? sure : named.length > 0 ? named : files;
	if (found.length === 0) throw new AppError('table/empty', { file });
	return found;
}

function chooseEntry(file: string, entries: readonly ArchiveEntry[], part: string | undefined): ArchiveEntry {
	const tables = tableEntries(file, entries);
	const [first] = part === undefined ? tables : entries.filter(({ name }) => name === part);
	if (!first || (part === undefined && tables.length > 1))
		throw partMissing(
			file,
			part,
			tables.map(({ name }) => name)
		);
	if (first.isEncrypted) throw new AppError('archive/encrypted', { file, entry: first.name });
	return first;
}

/** Which table of a file was meant is not known: the error lists those there are. */
export function partMissing(file: string, part: string | undefined, parts: readonly string[]): AppError {
	const more = parts.length > mostListed ? ` and ${parts.length - mostListed} more` : '';
	const said = `${parts.slice(0, mostListed).join(', ')}${more}`;
	return new AppError('table/part-missing', { file, part: part ?? null, parts: said, first: parts[0] ?? '' });
}

function abortable(stream: ReadableStream<Uint8Array>, signal?: AbortSignal): ReadableStream<Uint8Array> {
	if (!signal) return stream;
	return stream.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform: (chunk, controller) => {
				signal.throwIfAborted();
				controller.enqueue(chunk);
			}
		})
	);
}
