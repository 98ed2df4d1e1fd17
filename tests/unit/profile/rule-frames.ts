import type { RuleId } from '$lib/core/profile/rules/catalogue';
import type { RunEnd, RunStart, StepFacts } from '$lib/core/profile/rules/rule';
import type { Finding, RuleResult } from '$lib/core/profile/rules/rule-result';
import { RuleRunner } from '$lib/core/profile/rules/rule-runner';
import { parseRuleSettings, type RuleSettings } from '$lib/core/profile/rules/settings';
import type { TensorFacts } from '$lib/core/profile/tensor-facts';

/** A run shown to rules by hand: what a test does not say is as in a run that goes well. */
export function runnerOf(start: Partial<RunStart> = {}, settings: RuleSettings | string[] = {}) {
	const told: Finding[] = [];
	const runner = new RuleRunner(
		{
			estimator: 'mlp',
			engine: 'kernels',
			params: { epochs: 12, batch: 256, learningRate: 0.002 },
			stepsParam: 'epochs',
			classCounts: [60, 40],
			...start
		},
		Array.isArray(settings) ? parseRuleSettings(settings) : settings,
		(finding) => told.push(finding)
	);
	return { runner, told };
}

export function stepOf(step: number, change: Partial<StepFacts> = {}): StepFacts {
	return {
		step,
		trainLoss: 1 / (step + 1),
		heldOutLoss: 1.02 / (step + 1),
		ms: 10,
		phases: { prepare: 1, forward: 4, backward: 4, update: 1, idle: 0 },
		memory: {},
		now: step * 10,
		...change
	};
}

export function endOf(change: Partial<RunEnd> = {}): RunEnd {
	return { confusion: null, phases: {}, busyMs: {}, threads: 1, cores: 1, ...change };
}

export function tensorOf(change: Partial<TensorFacts> = {}): TensorFacts {
	return {
		...{ name: 'layer 1', role: 'weight', count: 64, mean: 0, meanAbsolute: 0.1, variance: 0.01 },
		...{ least: -0.3, most: 0.3, zeros: 0, notFinite: 0, inactive: null, saturated: null },
		...change
	};
}

export function resultFor(results: readonly RuleResult[], id: RuleId): RuleResult {
	const found = results.find(({ rule }) => rule === id);
	if (!found) throw new Error(`no result of ${id}`);
	return found;
}

export function issuesOf(results: readonly RuleResult[]): RuleId[] {
	return results.filter(({ status }) => status === 'issue').map(({ rule }) => rule);
}
