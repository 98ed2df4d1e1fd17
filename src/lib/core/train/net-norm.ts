/**
 * Batch norm (Ioffe & Szegedy 2015): in training z is normalised by the mean and variance (divided by n) of the batch's rows, in
 * measuring by the running ones.
 */
export const normEpsilon = 1e-5;

/**
 * How far the running statistics go towards those of a batch: a tenth, the mean of all at first, and less for a batch that is not
 * full. running += share (batch's - running); the variance of the batch is the unbiased one, times n / (n - 1).
 */
export function statsShare(step: number, count: number, batch: number): number {
	return (Math.max(0.1, 1 / step) * count) / batch;
}

/** What the batch's variance is multiplied by before it enters the running one. */
export function unbiased(count: number): number {
	return count / Math.max(1, count - 1);
}
