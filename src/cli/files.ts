import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '$lib/core/errors';
import type { SourceFile } from '$lib/core/ports';
import type { TableOptions } from './options';
import { isRemote, remoteFile } from './remote';

/** A TABLE of the command line, as the engines take it: a file, or what an address brings. */
export async function sourceFile(place: string, { endpoint }: TableOptions = {}): Promise<SourceFile> {
	if (isRemote(place)) return remoteFile(place, endpoint);
	try {
		await access(place);
	} catch (error) {
		throw new AppError('file/missing', { file: place }, { cause: error });
	}
	return { name: path.basename(place), path: place };
}

export async function readBytes(place: string): Promise<Uint8Array> {
	try {
		return new Uint8Array(await readFile(place));
	} catch (error) {
		throw new AppError('file/missing', { file: place }, { cause: error });
	}
}

export async function readJson(place: string): Promise<unknown> {
	const text = new TextDecoder().decode(await readBytes(place));
	try {
		return JSON.parse(text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unreadable';
		throw new AppError(
			'table/unreadable',
			{ file: place, reason: `it is not JSON (${reason})`, mend: '' },
			{ cause: error }
		);
	}
}

export async function writeBytes(place: string, bytes: Uint8Array | string): Promise<void> {
	try {
		await writeFile(place, bytes);
	} catch (error) {
		throw new AppError('file/unwritable', { file: place }, { cause: error });
	}
}

/** Reads something out of a file; what is wrong with it names the file. */
export async function inFile<T>(place: string, work: () => T | Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof AppError) throw new AppError(error.code, { ...error.details, file: place }, { cause: error });
		throw error;
	}
}
