import type { RuleSettings } from './settings';

/** Ways to look at a run. `careful` ends one that goes wrong; `strict` has the thresholds of SageMaker Debugger where ours are wider. */
export const rulePresets = {
	usual: {},
	careful: {
		'exploding-loss': { action: 'stop' },
		'loss-not-decreasing': { action: 'stop' },
		overfit: { action: 'keep-best' }
	},
	strict: {
		overfit: { params: { rise: 0, patience: 1 } },
		overtraining: { params: { patienceTrain: 5, patienceHeldOut: 10, delta: 0.01 } },
		confusion: { params: { leastRight: 0.9, mostElsewhere: 0.1 } },
		'tree-depth': { params: { depth: 4 } },
		'importance-overweight': { params: { features: 3, share: 0.8 } },
		'step-outlier': { params: { factor: 1, share: 0 } },
		'memory-increase': { params: { windows: 1 } }
	}
} as const satisfies Record<string, RuleSettings>;
