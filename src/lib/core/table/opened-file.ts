import type { OnProgress, SourceFile } from '../ports';
import type { FileHost } from './file-host';
import type { ReadOptions } from './source';

/** A file on its way into the table `name`: unpacked, with its first bytes. */
export interface OpenedFile {
	readonly host: FileHost;
	readonly name: string;
	readonly file: SourceFile;
	readonly bytes: Blob;
	readonly head: Uint8Array;
	readonly options: ReadOptions;
	readonly signal: AbortSignal | undefined;
	readonly onProgress: OnProgress | undefined;
}

/** Enough to hold the header of a very wide table. */
export const headBytes = 4 * 1024 * 1024;

/** The text of bytes in an encoding (a WHATWG label), without its byte order mark. */
export function decoded(bytes: Blob, encoding: string): ReadableStream<string> {
	const decoder = new TextDecoder(encoding);
	return bytes.stream().pipeThrough(
		new TransformStream<Uint8Array, string>({
			transform: (chunk, controller) => controller.enqueue(decoder.decode(chunk, { stream: true })),
			flush: (controller) => controller.enqueue(decoder.decode())
		})
	);
}

/** The chunks of a stream; Safari has no iteration of its own. */
export async function* chunksOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
	const reader = stream.getReader();
	try {
		for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
	} finally {
		await reader.cancel();
	}
}
