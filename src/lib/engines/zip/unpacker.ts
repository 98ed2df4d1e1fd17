import { Gunzip } from 'fflate';
import { AppError } from '$lib/core/errors';
import type { Unpacker } from '$lib/core/table/file-host';
import { crc32 } from './crc32';
import { invalid, packedBytes, readDirectory, type DirectoryEntry } from './directory';

const stored = 0;
const deflated = 8;

/** What a packed file may become. Honest tables pack at most some hundred to one; a bomb packs at a thousand. */
export interface UnpackBounds {
	readonly mostBytes: number;
	/** Unpacked bytes for one packed, once there are more than `freeBytes`. */
	readonly mostRatio: number;
	readonly freeBytes: number;
}

export const defaultBounds: UnpackBounds = {
	mostBytes: 8 * 1024 ** 3,
	mostRatio: 500,
	freeBytes: 64 * 1024 * 1024
};

/** Reads files packed with gzip and zip, a chunk at a time and within bounds. */
export function streamUnpacker(bounds: UnpackBounds = defaultBounds): Unpacker {
	return {
		entries: async (file, bytes) => {
			const entries = await readDirectory(file, bytes);
			if (!entries || entries.some(({ name }) => name === 'xl/workbook.xml' || name === 'xl/workbook.bin')) return null;
			return entries;
		},
		unzip: async (file, bytes, wanted) => {
			const entry = (await readDirectory(file, bytes))?.find(({ name }) => name === wanted);
			if (!entry) throw invalid(file, `${wanted} is not in it`);
			const place = `${file}#${entry.name}`;
			if (entry.isEncrypted) throw new AppError('archive/encrypted', { file, entry: entry.name });
			if (entry.method !== stored && entry.method !== deflated)
				throw invalid(place, `it is packed by method ${entry.method}, which is not known here`);
			const packed = await packedBytes(file, bytes, entry);
			const stream = entry.method === stored ? packed.stream() : inflated(packed, 'deflate-raw');
			return guarded(stream, place, packed.size, bounds, entry);
		},
		gunzip: async (file, bytes) => {
			const head = new Uint8Array(await bytes.slice(0, 2).arrayBuffer());
			if (head[0] !== 0x1f || head[1] !== 0x8b) return null;
			const members = await findMembers(file, bytes, bounds);
			const parts = members.map((start, i) => bytes.slice(start, members[i + 1] ?? bytes.size));
			return guarded(joined(parts), file, bytes.size, bounds);
		}
	};
}

function inflated(packed: Blob, format: CompressionFormat): ReadableStream<Uint8Array> {
	return packed.stream().pipeThrough(new DecompressionStream(format));
}

/** The members of a gzip file one behind the other: the platform unpacks one, and checks its sum. */
function joined(parts: readonly Blob[]): ReadableStream<Uint8Array> {
	let next = 0;
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	return new ReadableStream<Uint8Array>({
		pull: async (controller) => {
			for (;;) {
				const part = parts[next];
				if (!reader && !part) return controller.close();
				if (!reader && part) reader = inflated(part, 'gzip').getReader();
				const chunk = await reader?.read();
				if (chunk && !chunk.done) return controller.enqueue(chunk.value);
				reader = undefined;
				next++;
			}
		},
		cancel: (reason) => reader?.cancel(reason)
	});
}

/** Where the members of a gzip file begin: most have one, files that were joined or packed by blocks have many. */
async function findMembers(file: string, bytes: Blob, bounds: UnpackBounds): Promise<number[]> {
	const starts = [0];
	const bound = bounded(file, bytes.size, bounds);
	const gunzip = new Gunzip((chunk) => bound(chunk.byteLength));
	gunzip.onmember = (start) => starts.push(start);
	const reader = bytes.stream().getReader();
	try {
		for (let part = await reader.read(); !part.done; part = await reader.read()) gunzip.push(part.value);
	} catch (error) {
		// what is damaged is told by the platform, which checks more; a bound is told here
		if (error instanceof AppError) throw error;
	} finally {
		await reader.cancel();
	}
	return starts;
}

function bounded(file: string, packed: number, { mostBytes, mostRatio, freeBytes }: UnpackBounds) {
	let total = 0;
	return (count: number): number => {
		total += count;
		const most = Math.min(mostBytes, Math.max(freeBytes, packed * mostRatio));
		if (total > most) throw new AppError('archive/too-large', { file, bytes: total, maxBytes: most });
		return total;
	};
}

/** A stream of unpacked bytes whose faults are ours, that ends at its bounds, and that is what the directory of a zip says. */
function guarded(
	stream: ReadableStream<Uint8Array>,
	file: string,
	packed: number,
	bounds: UnpackBounds,
	entry?: DirectoryEntry
): ReadableStream<Uint8Array> {
	const reader = stream.getReader();
	const bound = bounded(file, packed, bounds);
	let [total, sum] = [0, 0];
	return new ReadableStream<Uint8Array>({
		pull: async (controller) => {
			const part = await reader.read().catch((error: unknown) => {
				throw error instanceof AppError ? error : invalid(file, 'the packed data is damaged or cut short', error);
			});
			if (!part.done) {
				total = bound(part.value.byteLength);
				if (entry) sum = crc32(part.value, sum);
				controller.enqueue(part.value);
				return;
			}
			if (entry && (total !== entry.sizeBytes || sum !== entry.sum))
				throw invalid(file, 'what it unpacks to is not what was packed: it is damaged');
			controller.close();
		},
		cancel: (reason) => reader.cancel(reason)
	});
}
