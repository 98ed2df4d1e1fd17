import type { Profile } from '../profile/profile';
import type { Recorder } from '../profile/recorder';
import type { RuleRunner } from '../profile/rules/rule-runner';
import type { TensorFacts } from '../profile/tensor-facts';
import type { StepLosses } from './problem';

/** A fit as the rules see it. */
export interface FitWatch {
	/** After a step of so many milliseconds. True when the fit is to end here. */
	step(losses: StepLosses, ms: number): boolean;
	/** Whether a rule looks at tensors after this batch or round (from 1), as FitHooks has it. */
	looks(batch: number, every?: number): boolean;
	/** What it left. True when the fit is to end here. */
	show(batch: number, facts: readonly TensorFacts[]): boolean;
}

/** Shows a fit to the rules: losses in the unit of the curve, and what each step spent in each phase. */
export function watchFit(rules: RuleRunner, recorder: Recorder, unit: number): FitWatch {
	let before = recorder.phases;
	return {
		step: ({ step, train, validation, test }, ms) => {
			const { phases, memory, now } = recorder;
			const spent: Record<string, number> = {};
			for (const name in phases) spent[name] = (phases[name] ?? 0) - (before[name] ?? 0);
			before = phases;
			const heldOut = validation ?? test;
			const heldOutLoss = heldOut === null ? null : heldOut * unit;
			return rules.step({
				step,
				trainLoss: train * unit,
				heldOutLoss,
				ms,
				phases: spent,
				memory: ownMemory(memory),
				now
			});
		},
		looks: (batch, every) => rules.looks(batch, every),
		show: (batch, facts) => rules.tensors(batch, facts)
	};
}

/** What our own code takes and gives back; the heap of the script grows until it is swept, and says nothing. */
function ownMemory({ wasm, gpu }: Recorder['memory']): Record<string, number> {
	return { ...(wasm === undefined ? {} : { wasm }), ...(gpu === undefined ? {} : { gpu }) };
}

/** Milliseconds that each helping worker was busy: what was measured on rows of their own, but for the GPU and storage. */
export function busyByWorker({ workers, totals, names }: Profile): Record<string, number> {
	const busy: Record<string, number> = {};
	for (const { worker, name, ms } of totals) {
		const row = workers[worker] ?? '';
		if (worker === 0 || names[name]?.kind !== 'other' || /gpu|storage/i.test(row)) continue;
		busy[row] = (busy[row] ?? 0) + ms;
	}
	return busy;
}
