import type { Recorder } from '../profile/recorder';
import type { RuleRunner } from '../profile/rules/rule-runner';
import type { TensorFacts } from '../profile/tensor-facts';
import type { StepLosses } from './problem';

/** A fit as the rules see it. */
export interface FitWatch {
	/** After a step of so many milliseconds. True when the fit is to end here. */
	step(losses: StepLosses, ms: number): boolean;
	/** After a batch or a round (from 1). True when the fit is to end here. */
	tensors(batch: number, take: () => readonly TensorFacts[]): boolean;
}

/** Shows a fit to the rules: losses in the unit of the curve, and what each step spent in each phase. */
export function watchFit(rules: RuleRunner, recorder: Recorder, unit: number): FitWatch {
	let before = recorder.phases;
	return {
		step: ({ step, train, validation, test }, ms) => {
			const { phases, now } = recorder;
			const spent = Object.fromEntries(Object.entries(phases).map(([name, all]) => [name, all - (before[name] ?? 0)]));
			before = phases;
			const heldOut = validation ?? test;
			const heldOutLoss = heldOut === null ? null : heldOut * unit;
			return rules.step({ step, trainLoss: train * unit, heldOutLoss, ms, phases: spent, memory: {}, now });
		},
		tensors: (batch, take) => rules.tensors(batch, take)
	};
}
