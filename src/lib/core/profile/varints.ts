import { AppError } from '../errors';

/** Whole numbers up to 2^53, seven bits a byte, the lowest first (LEB128); signed ones fold so that small ones stay short. */
export class VarintWriter {
	#bytes = new Uint8Array(4096);
	#length = 0;

	add(value: number): void {
		if (this.#length + 8 > this.#bytes.length) {
			const larger = new Uint8Array(this.#bytes.length * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		let rest = value;
		while (rest >= 128) {
			this.#bytes[this.#length++] = (rest % 128) + 128;
			rest = Math.floor(rest / 128);
		}
		this.#bytes[this.#length++] = rest;
	}

	addSigned(value: number): void {
		this.add(value < 0 ? -2 * value - 1 : 2 * value);
	}

	get bytes(): Uint8Array {
		return this.#bytes.slice(0, this.#length);
	}
}

/** Reads what a VarintWriter wrote. project/invalid when it ends too early. */
export class VarintReader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	next(): number {
		let value = 0;
		for (let scale = 1; ; scale *= 128) {
			const byte = this.#bytes[this.#at++];
			if (byte === undefined)
				throw new AppError('project/invalid', { artifact: 'profile', reason: 'it ends too early' });
			value += (byte % 128) * scale;
			if (byte < 128) return value;
		}
	}

	nextSigned(): number {
		const value = this.next();
		return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
	}
}
