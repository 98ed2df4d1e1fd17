import {
	abs,
	add,
	cast,
	div,
	exp,
	log1p,
	logSoftmax,
	mul,
	neg,
	oneHot,
	relu,
	reshape,
	sigmoid,
	square,
	sub,
	sum,
	type Tensor
} from '@tensorflow/tfjs-core';
import type { Loss } from '$lib/core/train/problem';
import type { Rows } from './rows';

/** The sum of weighted losses, and weight x its gradient by the margins. */
export function head(kind: Loss, z: Tensor, { label, weight }: Rows): { loss: Tensor; gradient: Tensor } {
	const column = (tensor: Tensor) => reshape(tensor, [tensor.size, 1]);
	if (kind === 'softmax') {
		const hot = oneHot(cast(label, 'int32'), z.shape[1] ?? 1);
		const logs = logSoftmax(z);
		return {
			loss: neg(sum(mul(column(weight), mul(hot, logs)))),
			gradient: mul(column(weight), sub(exp(logs), hot))
		};
	}
	const y = column(label);
	const w = column(weight);
	if (kind === 'squared') {
		const d = sub(z, y);
		return { loss: div(sum(mul(w, square(d))), 2), gradient: mul(w, d) };
	}
	const soft = add(sub(relu(z), mul(z, y)), log1p(exp(neg(abs(z)))));
	return { loss: sum(mul(w, soft)), gradient: mul(w, sub(sigmoid(z), y)) };
}
