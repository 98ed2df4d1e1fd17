import { unzipSync, zipSync, type Zippable } from 'fflate';
import { AppError } from '$lib/core/errors';
import type { Archive } from '$lib/core/ports';

/** The first time a zip can hold, so that equal content gives equal bytes. */
const epoch = new Date(1980, 0, 1);

/** Zip files through fflate: entries in the order of their names, no time of making. */
export const zipArchive: Archive = {
	pack: async (entries) => {
		const files: Zippable = {};
		for (const name of [...entries.keys()].sort()) {
			const bytes = entries.get(name);
			if (bytes) files[name] = [bytes, { level: 6, mtime: epoch }];
		}
		return zipSync(files);
	},
	unpack: async (bytes, maxBytes) => {
		let total = 0;
		let tooLarge = false;
		try {
			const files = unzipSync(bytes, {
				filter: ({ originalSize }) => {
					total += originalSize;
					tooLarge ||= total > maxBytes;
					return !tooLarge;
				}
			});
			if (tooLarge) throw new AppError('archive/too-large', { bytes: total, maxBytes });
			return new Map(Object.entries(files));
		} catch (error) {
			if (error instanceof AppError) throw error;
			throw new AppError(
				'archive/invalid',
				{ reason: error instanceof Error ? error.message : 'unreadable' },
				{ cause: error }
			);
		}
	}
};
