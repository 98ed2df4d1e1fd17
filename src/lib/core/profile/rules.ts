/**
 * Rules over a run, after the built-in rules of SageMaker Debugger (their thresholds where they carry over). A rule with nothing to read
 * says so instead of passing.
 */
export interface RunEvidence {
	readonly curve: readonly { readonly step: number; readonly trainLoss: number; readonly testLoss: number | null }[];
	/** Training rows a class; empty for regression. */
	readonly classCounts: readonly number[];
	/** Milliseconds of each step. */
	readonly stepMs: readonly number[];
	/** The parameter that says how many steps: rounds, epochs, iterations. */
	readonly stepsParam: string;
}

export interface RuleResult {
	readonly rule: 'loss-not-decreasing' | 'exploding-loss' | 'overfit' | 'class-imbalance' | 'step-outlier';
	readonly status: 'issue' | 'ok' | 'no-data';
	readonly evidence: Readonly<Record<string, number>>;
	/** Parameters to try instead, where there are any. */
	readonly suggestion: Readonly<Record<string, number>> | null;
}
export type Finding = RuleResult & { readonly status: 'issue' };

export function isFinding(result: RuleResult): result is Finding {
	return result.status === 'issue';
}

export function runRules(run: RunEvidence): RuleResult[] {
	return [lossNotDecreasing(run), explodingLoss(run), overfit(run), classImbalance(run), stepOutlier(run)];
}

function result(
	rule: RuleResult['rule'],
	status: RuleResult['status'],
	evidence: RuleResult['evidence'] = {},
	suggestion: RuleResult['suggestion'] = null
): RuleResult {
	return { rule, status, evidence, suggestion };
}

/** The training loss at the end is not at least 0.1 % below the first one. */
function lossNotDecreasing({ curve }: RunEvidence): RuleResult {
	const first = curve[0];
	const last = curve.at(-1);
	if (!first || !last || curve.length < 3) return result('loss-not-decreasing', 'no-data', { steps: curve.length });
	const dropPercent = (100 * (first.trainLoss - last.trainLoss)) / Math.abs(first.trainLoss || 1);
	const evidence = { firstLoss: first.trainLoss, lastLoss: last.trainLoss, dropPercent, leastPercent: 0.1 };
	return result('loss-not-decreasing', dropPercent < 0.1 ? 'issue' : 'ok', evidence);
}

/** Some step's training loss is above twice the lowest one before it. */
function explodingLoss({ curve }: RunEvidence): RuleResult {
	if (curve.length < 2) return result('exploding-loss', 'no-data', { steps: curve.length });
	let lowest = Infinity;
	for (const { step, trainLoss } of curve) {
		if (trainLoss > 2 * lowest + 1e-6) return result('exploding-loss', 'issue', { step, loss: trainLoss, lowest });
		lowest = Math.min(lowest, trainLoss);
	}
	return result('exploding-loss', 'ok', { lowest });
}

/** The held-out loss ends more than 10 % above the training loss and more than 1 % above its own best. */
function overfit({ curve, stepsParam }: RunEvidence): RuleResult {
	const last = curve.at(-1);
	if (!last || last.testLoss === null || curve.length < 3) return result('overfit', 'no-data', { steps: curve.length });
	let best = { step: last.step, loss: last.testLoss };
	for (const { step, testLoss } of curve)
		if (testLoss !== null && testLoss < best.loss) best = { step, loss: testLoss };
	const gapRatio = (last.testLoss - last.trainLoss) / Math.max(last.trainLoss, 1e-9);
	const evidence = {
		trainLoss: last.trainLoss,
		testLoss: last.testLoss,
		gapRatio,
		bestStep: best.step,
		bestTestLoss: best.loss
	};
	const isIssue = gapRatio > 0.1 && last.testLoss > 1.01 * best.loss;
	return result(
		'overfit',
		isIssue ? 'issue' : 'ok',
		evidence,
		isIssue ? { [stepsParam]: Math.max(1, best.step) } : null
	);
}

/** The largest class has at least 10 times the rows of the smallest. */
function classImbalance({ classCounts }: RunEvidence): RuleResult {
	if (classCounts.length < 2) return result('class-imbalance', 'no-data');
	const largest = Math.max(...classCounts);
	const smallest = Math.min(...classCounts);
	const evidence = { largest, smallest, ratio: largest / Math.max(smallest, 1) };
	return result('class-imbalance', evidence.ratio >= 10 ? 'issue' : 'ok', evidence);
}

/** More than 10 steps took longer than the mean and 3 standard deviations. */
function stepOutlier({ stepMs }: RunEvidence): RuleResult {
	if (stepMs.length < 30) return result('step-outlier', 'no-data', { steps: stepMs.length });
	const mean = stepMs.reduce((sum, ms) => sum + ms, 0) / stepMs.length;
	const deviation = Math.sqrt(stepMs.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / stepMs.length);
	const outliers = stepMs.filter((ms) => ms > mean + 3 * deviation).length;
	return result('step-outlier', outliers > 10 ? 'issue' : 'ok', { outliers, meanMs: mean, deviationMs: deviation });
}
