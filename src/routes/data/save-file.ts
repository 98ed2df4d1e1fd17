import { AppError } from '$lib/core/errors';
import { download } from '../project-actions';

interface SavePicker {
	showSaveFilePicker(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Writes a file, a part at a time. */
type MakeFile = (write: (part: Uint8Array) => Promise<void>) => Promise<void>;

function hasPicker(page: object): page is SavePicker {
	return 'showSaveFilePicker' in page;
}

/** Whether a person can say here where a file goes. */
export const canPickFile = (): boolean => hasPicker(window);

/** Offers a file as a download once all of it is made. */
export async function saveAsDownload(name: string, make: MakeFile): Promise<void> {
	// the browser may put blobs on disk, so that a large file is not held in memory twice
	const parts: Blob[] = [];
	await make(async (part) => void parts.push(new Blob([new Uint8Array(part)])));
	if (parts.length > 0) download(name, parts);
}

/**
 * Asks where a file goes, then makes it and writes it there as it comes. The place is asked first: a page may only do so in answer to a
 * click. What fails on the way leaves no half file. Without a picker the file is offered as a download.
 */
export async function saveToFile(name: string, make: MakeFile): Promise<void> {
	if (!hasPicker(window)) return saveAsDownload(name, make);
	const handle = await window.showSaveFilePicker({ suggestedName: name });
	const writable = await handle.createWritable();
	try {
		await make((part) => writable.write(new Uint8Array(part)));
		await writable.close();
	} catch (error) {
		// a stream that failed is over already, and nothing of it is kept
		await writable.abort().catch(() => undefined);
		throw writeError(error, handle.name);
	}
}

function writeError(error: unknown, file: string): unknown {
	if (!(error instanceof DOMException)) return error;
	if (error.name === 'QuotaExceededError') return new AppError('file/disk-full', { file }, { cause: error });
	if (error.name === 'NotAllowedError' || error.name === 'NoModificationAllowedError')
		return new AppError('file/unwritable', { file }, { cause: error });
	return error;
}
