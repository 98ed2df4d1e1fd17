import { rateShare } from './net-schedule';
import type { NetTensor } from './net';
import type { MlpParams } from './params/mlp';

export const optimisers = ['adam', 'adamw', 'sgd'] as const;
export type Optimiser = (typeof optimisers)[number];

/** Of Adam (Kingma & Ba 2015). */
export const beta1 = 0.9;
export const beta2 = 0.999;
export const adamEpsilon = 1e-8;

/**
 * The numbers of one step's update. For each parameter w with gradient g, times the clipping scale, and its own first and second moment:
 *
 * g += l2 w
 * adam, adamw: first = 0.9 first + 0.1 g; second = 0.999 second + 0.001 g²
 *              w -= rate (decay w + correction1 first / (sqrt(correction2 second) + 1e-8))
 * sgd:         first = momentum first + g; w -= rate first
 *
 * l2 and decay are those of weights; tables, biases and gains have none.
 */
export interface NetUpdate {
	readonly rate: number;
	readonly l2: number;
	readonly decay: number;
	readonly momentum: number;
	readonly correction1: number;
	readonly correction2: number;
}

/** The update of a step (from 1 to total). AdamW decouples the decay (Loshchilov & Hutter 2019); Adam and SGD add l2 to the gradient. */
export function netUpdate(params: MlpParams, step: number, total: number): NetUpdate {
	const isDecoupled = params.optimiser === 'adamw';
	return {
		rate: params.learningRate * rateShare(params.schedule, step, total),
		l2: isDecoupled ? 0 : params.l2,
		decay: isDecoupled ? params.weightDecay : 0,
		momentum: params.momentum,
		correction1: 1 / (1 - beta1 ** step),
		correction2: 1 / (1 - beta2 ** step)
	};
}

export function isDecayed({ role }: NetTensor): boolean {
	return role === 'weights';
}

/** What all gradients are multiplied by so that their joint length is at most `clip` (0: as it is), as torch's clip_grad_norm_. */
export function clipScale(clip: number, squaredLength: number): number {
	return clip > 0 ? Math.min(1, clip / (Math.sqrt(squaredLength) + 1e-6)) : 1;
}
