import { base64Decode, base64Encode } from '@bufbuild/protobuf/wire';
import type { KnnEstimator } from './model';

/** Encoded rows, their features apart: those that are 0 or 1 in every row, and the others. Both are row-major. */
export interface KeptRows {
	readonly count: number;
	readonly flags: readonly number[];
	readonly marks: Uint8Array;
	/** The features that are no flags, in order. */
	readonly places: readonly number[];
	readonly numbers: Float32Array;
}

/** Takes encoded rows (row-major count x width) apart. */
export function keepRows(x: Float32Array, count: number, width: number): KeptRows {
	const isFlag = new Uint8Array(width).fill(1);
	for (let at = 0; at < count * width; at++) if (x[at] !== 0 && x[at] !== 1) isFlag[at % width] = 0;
	const features = Array.from({ length: width }, (_, feature) => feature);
	const flags = features.filter((feature) => isFlag[feature] === 1);
	const places = features.filter((feature) => isFlag[feature] === 0);
	const marks = new Uint8Array(count * flags.length);
	const numbers = new Float32Array(count * places.length);
	for (let row = 0; row < count; row++) {
		flags.forEach((feature, at) => (marks[row * flags.length + at] = x[row * width + feature] ?? 0));
		places.forEach((feature, at) => (numbers[row * places.length + at] = x[row * width + feature] ?? 0));
	}
	return { count, flags, marks, places, numbers };
}

export function packRows({ flags, marks, numbers }: KeptRows): Pick<KnnEstimator, 'flags' | 'marks' | 'numbers'> {
	const bytes = new DataView(new ArrayBuffer(numbers.byteLength));
	numbers.forEach((value, at) => bytes.setFloat32(at * 4, value, true));
	return {
		flags: [...flags],
		marks: base64Encode(marks),
		numbers: base64Encode(new Uint8Array(bytes.buffer))
	};
}

export function unpackRows({ labels, flags, marks, numbers }: KnnEstimator): KeptRows {
	const own = new Set(flags);
	const bytes = base64Decode(numbers);
	const width = flags.length + bytes.byteLength / 4 / labels.length;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return {
		count: labels.length,
		flags,
		marks: base64Decode(marks),
		places: Array.from({ length: width }, (_, feature) => feature).filter((feature) => !own.has(feature)),
		numbers: Float32Array.from({ length: bytes.byteLength / 4 }, (_, at) => view.getFloat32(at * 4, true))
	};
}
