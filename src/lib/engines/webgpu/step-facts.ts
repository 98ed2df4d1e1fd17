import { dropoutKey } from '$lib/core/train/net-dropout';
import { statsShare, unbiased } from '$lib/core/train/net-norm';
import { netUpdate } from '$lib/core/train/net-update';
import type { MlpParams } from '$lib/core/train/params/mlp';

/** Bytes from one step's facts to the next: the least distance of dynamic offsets. */
export const stepStride = 256;
/** Bytes a kernel reads of them; the fields stand in shaders/step.wgsl. */
export const stepBytes = 80;

/** Rows [start, start + count) of the order, or of the table itself when nothing is learned from them. */
export interface Batch {
	readonly start: number;
	readonly count: number;
}

/** Writes what the kernels of a batch that only measures are told. */
export function writeMeasured(into: DataView, at: number, { start, count }: Batch): void {
	into.setUint32(at, start, true);
	into.setUint32(at + 4, count, true);
	into.setUint32(at + 8, 0, true);
}

/** Writes what the kernels of a training step (from 1 to total) are told. */
export function writeStep(
	into: DataView,
	at: number,
	{ start, count }: Batch,
	{ params, seed, step, total, batch }: { params: MlpParams; seed: number; step: number; total: number; batch: number }
): void {
	writeMeasured(into, at, { start, count });
	into.setUint32(at + 8, 1, true);
	const { rate, l2, decay, momentum, correction1, correction2 } = netUpdate(params, step, total);
	const numbers = [
		statsShare(step, count, batch),
		rate,
		l2,
		decay,
		momentum,
		correction1,
		correction2,
		unbiased(count)
	];
	numbers.forEach((number, place) => into.setFloat32(at + 12 + 4 * place, number, true));
	for (let layer = 0; layer < 8; layer++)
		into.setUint32(at + 48 + 4 * layer, params.dropout > 0 ? dropoutKey(seed, step, layer) : 0, true);
}
