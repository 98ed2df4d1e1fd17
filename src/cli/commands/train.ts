import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { thresholdAims, bestPlaces, cutAt, type Costs, type ThresholdAim } from '$lib/core/evaluation/costs';
import { toJson } from '$lib/core/json';
import { readModelMeta } from '$lib/core/model/model-meta';
import { thresholdOf } from '$lib/core/model/threshold';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { parseRuleSettings } from '$lib/core/profile/rules/settings';
import { chromeTrace } from '$lib/core/profile/trace';
import { summariseProfile } from '$lib/core/profile/summary';
import { isFinding, type Finding } from '$lib/core/profile/rules/rule-result';
import type { TrainSpec } from '$lib/core/train/spec';
import type { Verified } from '$lib/core/train/verified';
import { verifySuggestion } from '$lib/workbench/verify-suggestion';
import { noticeWords } from '$lib/core/train/texts/notice-en';
import { searchParams, type SearchRequest, type Trial } from '$lib/workbench/search';
import { evaluateRun } from '$lib/workbench/evaluate';
import { readProfile } from '$lib/workbench/run';
import { runProgress, trainModel } from '$lib/workbench/train';
import { useThreshold } from '$lib/workbench/use-threshold';
import type { CliContext } from '../context';
import { writeBytes } from '../files';
import { oneOf, parseInteger, parseList, repeated } from '../options';
import { inProject, inUnfinished, projectName } from '../project-file';
import { heldOutReason } from '../reasons';
import { estimatorNames } from '$lib/core/train/job';
import { readDataset, readTrainSpec, withTrainOptions, type TrainSpecFlags } from '../train-options';
import { parseCosts, parseThreshold } from '../threshold-options';
import { inWorkspace } from '../workspace';

interface TrainFlags extends TrainSpecFlags {
	readonly search?: string;
	readonly searchMethod?: string;
	readonly searchBudget?: string;
	readonly searchFolds?: string;
	readonly searchEstimators?: string;
	readonly rule?: readonly string[];
	readonly verify?: boolean;
	readonly threshold?: string;
	readonly cost?: string;
	readonly project?: string;
	readonly trace?: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerTrain(program: Command, context: CliContext): void {
	withTrainOptions(program.command('train').description('learn a model from a table and measure it on held-out rows'))
		.option('--search <n>', 'try n random settings on part of the training rows first and keep the best')
		.option(
			'--search-method <name>',
			'random, or halving: all start small, the best third goes on with three times as much'
		)
		.option('--search-budget <what>', 'what halving gives more of: steps or rows (steps)')
		.option('--search-folds <n>', 'score settings in n folds of the training rows instead of on a quarter of them')
		.option(
			'--search-estimators <names>',
			'search these estimators instead of --estimator alone; the best one is trained'
		)
		.option(
			'--rule <id:...>',
			'how a rule looks: overfit:ratio=0.2:action=stop (or keep-best), or :off (repeats)',
			repeated
		)
		.option('--verify', 'try what the rules suggest in short trainings, and say whether it is a gain')
		.option(
			'--threshold <number|aim>',
			`two classes: the least probability called the second, or ${thresholdAims.join(', ')}: the best by it on the rows held out`
		)
		.option('--cost <fp=n,fn=n,...>', 'what each outcome costs: fp and fn 1, tp and tn 0 where left out')
		.option('--project <file>', 'a .temoto project to keep data, run and model in, read where it is there')
		.requiredOption('-o, --output <file>', 'where the .temoto-model goes')
		.option('--trace <file>', 'write where the time went as Chrome trace JSON, which Perfetto opens')
		.option('--json', 'print one JSON document')
		.action(async (table: string, flags: TrainFlags) => {
			const work = (workspace: Workspace) =>
				inProject(workspace, flags.project, projectName(flags.project ?? ''), () =>
					train(workspace, context, table, flags)
				);
			if (flags.project === undefined) await inWorkspace(work);
			else await inUnfinished(flags.project, work);
		});
}

async function train(workspace: Workspace, context: CliContext, table: string, flags: TrainFlags): Promise<void> {
	const spec: TrainSpec = {
		...readTrainSpec(flags),
		...(flags.rule === undefined ? {} : { rules: parseRuleSettings(flags.rule) }),
		name: path.basename(flags.output).replace(/\.temoto-model$/, '')
	};
	const { estimator } = spec;
	const dataset = await readDataset(workspace, table, flags);
	const test = flags.test === undefined ? undefined : await readDataset(workspace, flags.test, flags);
	const trials = flags.search === undefined ? [] : await search(workspace, context, dataset, spec, flags, test);
	const [best] = trials;
	const asked = flags.threshold === undefined ? null : parseThreshold(flags.threshold);
	const costs = parseCosts(flags.cost);
	const {
		run,
		model: plain,
		result
	} = await trainModel(
		workspace,
		dataset,
		best ? { ...spec, estimator: best.estimator, params: best.params } : spec,
		undefined,
		(event) => {
			const progress = runProgress(event);
			if (progress) context.progress(progress);
			if (event.type === 'resumed') context.log(`goes on after step ${event.step}, where an earlier run was cut`);
			if (event.type === 'restarted') context.log('what an earlier run left was made by another version: begins anew');
		},
		test
	);
	const model =
		asked === null ? plain : await useThreshold(workspace, run, await thresholdAsked(workspace, run, asked, costs));
	await writeBytes(flags.output, await workspace.blobs.get(model.blobs['archive'] ?? ''));
	const threshold = thresholdOf(model);
	const metrics = (threshold === undefined ? null : readModelMeta(model)?.metrics) ?? result.metrics;
	const { task, engine, rows, seconds, params, phases, checks, dropped, missingTarget, notices } = result;
	const findings = await withVerified(
		workspace,
		context,
		dataset,
		spec,
		checks.filter(isFinding),
		flags.verify === true
	);
	const profile = await readProfile(workspace, run.id);
	if (flags.trace !== undefined && profile)
		await writeBytes(flags.trace, new TextEncoder().encode(JSON.stringify(chromeTrace(profile, run.name))));
	const report = {
		...{
			task,
			estimator,
			engine,
			rows,
			metrics,
			reason: heldOutReason(metrics, rows.test),
			seconds,
			params,
			phases,
			profile: profile && toJson(summariseProfile(profile)),
			findings,
			dropped,
			missingTarget,
			warnings: notices.map((notice) => ({ ...notice, mend: noticeWords[notice.code].mend }))
		},
		...(trials.length > 0 ? { search: trials } : {}),
		...(result.folds.length > 0 ? { folds: result.folds } : {}),
		...(threshold === undefined ? {} : { threshold }),
		...(result.rawMetrics ? { uncalibrated: result.rawMetrics } : {})
	};
	if (flags.json) {
		context.json(report);
		return;
	}
	context.line(
		`${task}, ${estimator} on ${engine}: ${rows.train} rows to train, ${rows.test} to measure, ${seconds.toFixed(2)} s`
	);
	for (const [name, value] of Object.entries(metrics))
		context.line(`${name.padEnd(10)} ${value === null ? '-' : value.toFixed(4)}`);
	if (threshold !== undefined) context.line(`called '${result.classes[1] ?? ''}' from ${threshold} on`);
	if (result.folds.length > 0) context.line(`each is the mean of ${result.folds.length} folds`);
	for (const notice of notices) {
		const { what, mend } = noticeWords[notice.code];
		context.log(`${what(notice)} ${mend}`);
	}
	for (const { column, reason } of dropped) context.log(`column '${column}' is not a feature: ${reason}`);
	for (const { rule, first, evidence, verified } of findings) {
		context.log(`finding: ${rule} ${JSON.stringify({ ...first, ...evidence })}`);
		if (verified) context.log(`tried ${JSON.stringify(verified.change)}: ${verifiedText(verified)}`);
	}
}

/** The threshold that is best on the rows a run held out. usage/bad-option without such rows of two classes. */
async function thresholdAsked(
	workspace: Workspace,
	run: Artifact,
	asked: number | ThresholdAim,
	costs: Costs
): Promise<number> {
	if (typeof asked === 'number') return asked;
	const held = await evaluateRun(workspace, run, { isWeighted: true, positive: null, seed: 0 });
	const { binary = null, classes = null } = held?.evaluation ?? {};
	if (!binary || classes || binary.rows.positives === 0 || binary.rows.negatives === 0)
		throw new AppError('usage/bad-option', {
			...{ option: 'threshold', value: asked },
			allowed: 'a number, where no rows of both classes are held out'
		});
	return Math.min(1, cutAt(binary.curve, bestPlaces(binary.curve, costs)[asked]));
}

function verifiedText({ by, gain, isGain }: Verified): string {
	if (gain === null) return 'could not be measured';
	return `${isGain ? 'a gain' : 'no gain'} (${by} ${(100 * gain).toFixed(1)} %)`;
}

/** Findings with what a try of their suggestion showed, where that was asked for. */
async function withVerified(
	workspace: Workspace,
	context: CliContext,
	dataset: Artifact,
	spec: TrainSpec,
	findings: readonly Finding[],
	isAsked: boolean
): Promise<(Finding & { readonly verified?: Verified })[]> {
	if (!isAsked) return [...findings];
	const done: (Finding & { readonly verified?: Verified })[] = [];
	for (const finding of findings) {
		const { suggestion } = finding;
		const verified =
			suggestion && (await verifySuggestion(workspace, dataset, spec, suggestion, undefined, context.progress));
		done.push(verified ? { ...finding, verified } : finding);
	}
	return done;
}

async function search(
	workspace: Workspace,
	context: CliContext,
	dataset: Artifact,
	spec: TrainSpec,
	flags: TrainFlags,
	test: Artifact | undefined
): Promise<Trial[]> {
	const named = parseList(flags.searchEstimators).map((name) => oneOf('search-estimators', name, estimatorNames));
	const request: SearchRequest = {
		method: oneOf('search-method', flags.searchMethod ?? 'random', ['random', 'halving'] as const),
		budget: oneOf('search-budget', flags.searchBudget ?? 'steps', ['steps', 'rows'] as const),
		count: parseInteger('search', flags.search ?? '', 1),
		folds: flags.searchFolds === undefined ? 0 : parseInteger('search-folds', flags.searchFolds, 2, 20),
		estimators: named.length > 0 ? named : [spec.estimator]
	};
	const onTrials = (trials: readonly Trial[], total: number) =>
		context.progress({ phase: 'search', done: trials.length, total });
	return searchParams(workspace, dataset, spec, request, undefined, onTrials, test);
}
