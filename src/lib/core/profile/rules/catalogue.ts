import { deadRelu, poorInitialisation, saturatedActivation } from './activations';
import { classImbalance, confusion } from './classes';
import { overfit, overtraining } from './generalisation';
import { allZero, explodingTensor, unchangedTensor, updateRatio, vanishingGradient } from './gradients';
import { explodingLoss, lossNotDecreasing, stalled } from './loss';
import { memoryIncrease } from './memory';
import { initialisationTime, stepOutlier } from './pace';
import type { Rule } from './rule';
import { importanceOverweight, treeDepth } from './trees';
import { batchSize, cpuBottleneck, ioBottleneck, lowUtilisation } from './utilisation';
import { loadBalance, threads } from './workers';

/** Every rule, in the order they are listed. After the built-in rules of SageMaker Debugger, with thresholds that fit a tab. */
const all = [
	explodingTensor,
	explodingLoss,
	lossNotDecreasing,
	vanishingGradient,
	deadRelu,
	saturatedActivation,
	poorInitialisation,
	updateRatio,
	allZero,
	unchangedTensor,
	overfit,
	overtraining,
	classImbalance,
	confusion,
	treeDepth,
	importanceOverweight,
	stalled,
	batchSize,
	cpuBottleneck,
	ioBottleneck,
	threads,
	memoryIncrease,
	loadBalance,
	lowUtilisation,
	initialisationTime,
	stepOutlier
] as const;

export type RuleId = (typeof all)[number]['id'];
export const rules: readonly Rule<RuleId>[] = all;
export const ruleIds = rules.map(({ id }) => id);

/** What a rule over tensors looks at one after the other: the rounds of trees, the batches of anything else. */
export function looksAt(rule: RuleId): 'batches' | 'rounds' {
	const estimators = rules.find(({ id }) => id === rule)?.estimators;
	return estimators?.includes('trees') ? 'rounds' : 'batches';
}
