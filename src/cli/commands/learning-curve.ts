import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import { learningRepeats, learningShares, learningVerdict } from '$lib/core/train/learning-curve';
import { learningCurve } from '$lib/workbench/learning-curve';
import type { CliContext } from '../context';
import { parseInteger, parseList, parseNumber } from '../options';
import { readDataset, readTrainSpec, withTrainOptions, type TrainSpecFlags } from '../train-options';
import { inWorkspace } from '../workspace';

interface LearningCurveFlags extends TrainSpecFlags {
	readonly sizes?: string;
	readonly repeats?: string;
	readonly json?: boolean;
}

const verdicts = { more: 'more rows would still help', hardly: 'more rows would hardly help' };

export function registerLearningCurve(program: Command, context: CliContext): void {
	withTrainOptions(
		program
			.command('learning-curve')
			.description('whether more rows would help: the error on held-out rows by their share')
	)
		.option('--sizes <shares>', `shares of the training rows (${learningShares.join(',')})`)
		.option('--repeats <n>', `trainings a size, each on other rows (${learningRepeats})`)
		.option('--json', 'print one JSON document')
		.action((table: string, flags: LearningCurveFlags) =>
			inWorkspace((workspace) => measure(workspace, context, table, flags))
		);
}

async function measure(
	workspace: Workspace,
	context: CliContext,
	table: string,
	flags: LearningCurveFlags
): Promise<void> {
	const spec = readTrainSpec(flags);
	const request = {
		shares: flags.sizes === undefined ? learningShares : parseList(flags.sizes).map(parseSize),
		repeats: parseInteger('repeats', flags.repeats ?? String(learningRepeats), 1, 50)
	};
	const dataset = await readDataset(workspace, table, flags);
	const test = flags.test === undefined ? undefined : await readDataset(workspace, flags.test, flags);
	const { points, task } = await learningCurve(workspace, dataset, spec, request, {
		onProgress: (progress) => context.progress(progress),
		...(test && { test })
	});
	const verdict = learningVerdict(points);
	const score = task === 'classification' ? 'logLoss' : 'rmse';
	if (flags.json) {
		context.json({ task, score, verdict, points });
		return;
	}
	context.line(`${'share'.padStart(6)} ${'rows'.padStart(9)}  ${score} on held-out rows`);
	for (const point of points) {
		const share = `${Math.round(1000 * point.share) / 10} %`;
		const spread = point.spread === null ? '' : ` ± ${point.spread.toFixed(4)}`;
		const said = point.score === null ? '-' : `${point.score.toFixed(4)}${spread}`;
		context.line(`${share.padStart(6)} ${String(Math.round(point.rows)).padStart(9)}  ${said}`);
	}
	context.line(verdict === null ? 'too few sizes could be learned from to say more' : verdicts[verdict]);
}

function parseSize(text: string): number {
	const share = parseNumber('sizes', text);
	if (share > 0 && share <= 1) return share;
	throw new AppError('usage/bad-option', { option: 'sizes', value: text, allowed: 'shares above 0 and up to 1' });
}
