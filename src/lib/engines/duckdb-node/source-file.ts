import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '$lib/core/errors';
import type { SourceFile } from '$lib/core/ports';

/** Enough to hold the header of a very wide table. */
const headBytes = 4 * 1024 * 1024;

/** A file on disk for native DuckDB, with its first bytes. A Blob is written to a temporary file first. */
export async function onDisk(file: SourceFile, temporary: string): Promise<{ path: string; head: Uint8Array }> {
	let place = file.path;
	if (place === undefined) {
		if (!file.blob) throw new AppError('file/missing', { file: file.name });
		place = path.join(temporary, `${randomUUID()}-source`);
		await writeFile(place, new Uint8Array(await file.blob.arrayBuffer()));
	}
	try {
		const handle = await open(place, 'r');
		try {
			const buffer = new Uint8Array(headBytes);
			const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
			return { path: place, head: buffer.subarray(0, bytesRead) };
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw new AppError('file/missing', { file: file.name }, { cause: error });
	}
}

/** A copy in UTF-8 of a text in another encoding. */
export async function toUtf8(place: string, encoding: string, temporary: string): Promise<string> {
	const target = path.join(temporary, `${randomUUID()}-utf8`);
	const decoder = new TextDecoder(encoding);
	const decoded = async function* (chunks: AsyncIterable<Uint8Array>) {
		for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
		yield decoder.decode();
	};
	await pipeline(Readable.from(decoded(createReadStream(place))), createWriteStream(target));
	return target;
}
