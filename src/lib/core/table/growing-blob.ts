/** How many bytes are held before the platform takes them, to disk if it likes. */
const bytesAtOnce = 64 * 1024 * 1024;

/** Bytes that come in chunks, on their way into one Blob. */
export class GrowingBlob {
	readonly #blobs: Blob[] = [];
	#chunks: Uint8Array<ArrayBuffer>[] = [];
	#held = 0;

	add(chunk: Uint8Array<ArrayBuffer>): void {
		this.#chunks.push(chunk);
		this.#held += chunk.byteLength;
		if (this.#held < bytesAtOnce) return;
		this.#blobs.push(new Blob(this.#chunks));
		[this.#chunks, this.#held] = [[], 0];
	}

	blob(): Blob {
		return new Blob([...this.#blobs, ...this.#chunks]);
	}
}
