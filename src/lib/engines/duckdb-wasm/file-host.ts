import { DuckDBDataProtocol, type DuckDBBindings } from 'duckdb-blocking';
import { AppError } from '$lib/core/errors';
import type { SourceFile, SqlEngine } from '$lib/core/ports';
import type { FileHost, FileFormats } from '$lib/core/table/file-host';
import { GrowingBlob } from '$lib/core/table/growing-blob';
import { chunksOf } from '$lib/core/table/opened-file';
import { parquetToArrow } from './parquet';

/** Files as Blobs for DuckDB in this worker. `unusedName` makes names under which SQL has not met a file yet. */
export function memoryFileHost(
	sql: SqlEngine,
	formats: FileFormats,
	bindings: () => Promise<DuckDBBindings>,
	unusedName: (ending: string) => string
): FileHost {
	return {
		sql,
		formats,
		bytes: (file) => Promise.resolve(blobOf(file)),
		keep: async (name, stream) => ({ name, blob: await collect(stream) }),
		forget: () => Promise.resolve(),
		withName: async (file, work) => {
			const on = await bindings();
			const name = unusedName('csv');
			on.registerFileHandle(name, blobOf(file), DuckDBDataProtocol.BROWSER_FILEREADER, true);
			try {
				return await work(name);
			} finally {
				on.dropFile(name);
			}
		},
		loadParquet: async (table, file, signal) => {
			const bytes = new Uint8Array(await blobOf(file).arrayBuffer());
			await sql.loadArrow(table, await parquetToArrow(bytes), signal);
		}
	};
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Blob> {
	const growing = new GrowingBlob();
	for await (const chunk of chunksOf(stream)) growing.add(new Uint8Array(chunk));
	return growing.blob();
}

function blobOf(file: SourceFile): Blob {
	if (!file.blob) throw new AppError('file/missing', { file: file.name });
	return file.blob;
}
