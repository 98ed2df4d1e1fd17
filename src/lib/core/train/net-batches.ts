import { hash32 } from './hash32';
import { seededRandom, shuffledIndex } from '../random';

/** The order in which an epoch (from 1) takes the rows: its own shuffle, so that any epoch can be the first one after a cut. */
export function epochOrder(rows: number, seed: number, epoch: number): Int32Array {
	return shuffledIndex(rows, seededRandom(hash32(hash32(seed) ^ epoch)));
}

/** Rows a batch holds: no more than there are. The last batch of an epoch holds what is left. */
export function batchRows(rows: number, batch: number): number {
	return Math.min(rows, batch);
}

/** Steps an epoch takes. */
export function stepsOfEpoch(rows: number, batch: number): number {
	return Math.ceil(rows / batchRows(rows, batch));
}
