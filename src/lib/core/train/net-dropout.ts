import { hash32 } from './hash32';

/** The 32 bits from which a layer's mask in a step (from 1) follows: every engine is given these and makes the mask itself. */
export function dropoutKey(seed: number, step: number, layer: number): number {
	return hash32(hash32(hash32(seed) ^ step) ^ layer);
}

/** Hashes below this drop a unit. */
export function dropoutThreshold(share: number): number {
	return Math.floor(share * 2 ** 32);
}

/**
 * Whether unit `unit` of `width` is dropped for row `row` of the batch: hash32(key + golden x (row x width + unit)) < threshold, all of it
 * modulo 2^32. What is kept is multiplied by 1 / (1 - share).
 */
export function isDropped(key: number, row: number, width: number, unit: number, threshold: number): boolean {
	return hash32(key + Math.imul(0x9e3779b9, row * width + unit)) < threshold;
}
