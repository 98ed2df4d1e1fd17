import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { access, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '$lib/core/errors';
import type { SourceFile, SqlEngine } from '$lib/core/ports';
import type { FileHost, FileFormats } from '$lib/core/table/file-host';
import { chunksOf } from '$lib/core/table/opened-file';
import { sqlName, sqlValue } from '$lib/core/table/sql';

/** Files on disk for native DuckDB; what is unpacked or comes as a Blob goes through the folder `temporary`. */
export function diskFileHost(sql: SqlEngine, formats: FileFormats, temporary: string): FileHost {
	const unused = () => path.join(temporary, `${randomUUID()}-source`);

	async function withPath<T>(file: SourceFile, work: (place: string) => Promise<T>): Promise<T> {
		if (file.path !== undefined) return work(file.path);
		if (!file.blob) throw new AppError('file/missing', { file: file.name });
		const place = unused();
		try {
			await writeFile(place, file.blob.stream());
			return await work(place);
		} finally {
			await rm(place, { force: true });
		}
	}

	return {
		sql,
		formats,
		bytes: async (file) => {
			if (file.blob) return file.blob;
			try {
				await access(file.path ?? '');
				return await openAsBlob(file.path ?? '');
			} catch (error) {
				throw new AppError('file/missing', { file: file.name }, { cause: error });
			}
		},
		keep: async (name, stream) => {
			const place = unused();
			try {
				await pipeline(Readable.from(chunksOf(stream)), createWriteStream(place));
			} catch (error) {
				await rm(place, { force: true });
				throw error;
			}
			return { name, path: place };
		},
		forget: async (file) => {
			if (file.path !== undefined) await rm(file.path, { force: true });
		},
		withName: withPath,
		loadParquet: (table, file, signal) =>
			withPath(file, (place) =>
				sql.execute(
					`CREATE OR REPLACE TABLE ${sqlName(table)} AS SELECT * FROM read_parquet(${sqlValue(place)})`,
					signal
				)
			)
	};
}
