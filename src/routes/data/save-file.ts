import { download } from '../project-actions';

interface SavePicker {
	showSaveFilePicker(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

function hasPicker(page: object): page is SavePicker {
	return 'showSaveFilePicker' in page;
}

/** Whether a person can say here where a file goes. */
export const canPickFile = (): boolean => hasPicker(window);

/**
 * Asks where a file goes, then makes it and writes it there. The place is asked first: a page may only do so in answer to a click.
 * Without a picker the file is offered as a download.
 */
export async function saveToFile(name: string, make: () => Promise<Uint8Array | null>): Promise<void> {
	const handle = hasPicker(window) ? await window.showSaveFilePicker({ suggestedName: name }) : null;
	const bytes = await make();
	if (!bytes) return;
	if (!handle) {
		download(name, bytes);
		return;
	}
	const writable = await handle.createWritable();
	await new Blob([new Uint8Array(bytes)]).stream().pipeTo(writable);
}
