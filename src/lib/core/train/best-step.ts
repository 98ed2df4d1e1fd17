import type { CurvePoint } from './job';

/** The first step with the lowest validation loss; 0 where none was measured. */
export function bestStepOf(curve: readonly Pick<CurvePoint, 'step' | 'validationLoss'>[]): number {
	return bestPoint(curve).step;
}

export function bestPoint(curve: readonly Pick<CurvePoint, 'step' | 'validationLoss'>[]): {
	step: number;
	loss: number;
} {
	let best = { step: 0, loss: Infinity };
	for (const { step, validationLoss } of curve)
		if (validationLoss !== null && validationLoss < best.loss) best = { step, loss: validationLoss };
	return best;
}
