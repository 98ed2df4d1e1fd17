import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson } from '$lib/core/json';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { unfinishedCollections } from '$lib/core/project/unfinished';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { halvingRungs, survivors } from '$lib/core/train/halving';
import { estimatorNames, type EstimatorName, type TrainEvent, type TrainJob } from '$lib/core/train/job';
import { rowsWithout } from '$lib/core/train/run-rows';
import { stepsParams } from '$lib/core/train/params';
import { searchCandidates, type Candidate } from '$lib/core/train/search';
import { TrainSpecSchema, type TrainSpec } from '$lib/core/train/spec';
import { splitFolds, splitOnce, type Split } from '$lib/core/train/split';
import { readTarget, type Target } from '$lib/core/train/target';
import { foldScore, trialScore, type TrialScore } from '$lib/core/train/trial-score';
import { makeJob } from './train-job';

/** What to search. `steps`: a rung of halving gives rounds, epochs or iterations; `rows`: rows to learn from. */
export interface SearchRequest {
	readonly method: 'random' | 'halving';
	readonly estimators: readonly EstimatorName[];
	readonly count: number;
	readonly budget: 'steps' | 'rows';
	/** 0: scored on a quarter of the training rows. */
	readonly folds: number;
}

const TrialSchema = v.object({
	/** Which candidate, from 0. */
	candidate: v.number(),
	estimator: v.picklist(estimatorNames),
	params: v.record(v.string(), v.union([v.number(), v.string()])),
	/** From 0, and the share of the full budget that it gave. */
	rung: v.number(),
	share: v.number(),
	/** Mean log loss, or root mean squared error, on rows it had not seen: smaller is better. Null when it diverged. */
	score: v.nullable(v.number()),
	/** Half the 95 % interval of the score, or its standard deviation over folds. */
	spread: v.nullable(v.number()),
	seconds: v.number()
});
export type Trial = v.InferOutput<typeof TrialSchema>;

const SearchSchema = v.object({
	schemaVersion: v.literal(1),
	key: v.string(),
	dataset: v.string(),
	spec: TrainSpecSchema,
	request: v.object({
		method: v.picklist(['random', 'halving']),
		estimators: v.array(v.picklist(estimatorNames)),
		count: v.number(),
		budget: v.picklist(['steps', 'rows']),
		folds: v.number()
	}),
	trials: v.array(TrialSchema),
	/** Trials that there will be. */
	total: v.number(),
	at: v.number()
});
export type Search = v.InferOutput<typeof SearchSchema>;

const validationShare = 0.25;
const leastRows = 50;
const collection = unfinishedCollections.search;

/**
 * Searches settings by the seed. Candidates learn from the training rows and are scored on others of them; what the spec (or `test`) holds out
 * is never looked at. Trials that an earlier, cut search of the same made are not repeated. Returns the trials, best first: of the last
 * rung, then of those before.
 */
export async function searchParams(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	request: SearchRequest,
	signal?: AbortSignal,
	onTrials?: (trials: readonly Trial[], total: number) => void,
	test?: Artifact
): Promise<Trial[]> {
	const { job } = await makeJob(workspace, dataset, spec, signal, test);
	const rows = searchRows(job, request.folds);
	const isBudgeted = request.method === 'halving' && request.budget === 'steps';
	const candidates = searchCandidates(
		request.estimators,
		{ [spec.estimator]: spec.params ?? {} },
		request.count,
		seededRandom(job.seed),
		isBudgeted
	);
	const least = isBudgeted ? leastStepShare(candidates) : leastRows / Math.max(leastRows, rows.learn.length);
	const rungs =
		request.method === 'halving' ? halvingRungs(request.count, least) : [{ candidates: request.count, share: 1 }];
	const total = rungs.reduce((sum, { candidates: many }) => sum + many, 0);
	const key = await searchKey(workspace, dataset, job, request, test);
	const known = (await findSearch(workspace, key))?.trials ?? [];
	const trials: Trial[] = [];
	const tell = async (trial: Trial) => {
		trials.push(trial);
		onTrials?.([...trials], total);
		if (known.some((one) => isSame(one, trial))) return;
		const search: Search = {
			...{ schemaVersion: 1, key, dataset: dataset.id, spec, total, at: workspace.clock.now() },
			request: { ...request, estimators: [...request.estimators] },
			trials
		};
		await workspace.catalog.write([{ put: { project: workspace.project, collection, key, value: toJson(search) } }]);
	};
	onTrials?.([], total);

	let left = candidates.map((_, at) => at);
	const states = new Map<number, (Uint8Array | null)[]>();
	for (const [rung, { share }] of rungs.entries()) {
		const scores: (number | null)[] = [];
		for (const at of left) {
			signal?.throwIfAborted();
			const candidate = candidates[at];
			if (!candidate) continue;
			const before = known.find((one) => one.candidate === at && one.rung === rung);
			const trial = before ?? {
				...{ candidate: at, ...candidate, params: { ...candidate.params }, rung, share },
				...(await tryCandidate(workspace, { job, rows, candidate, share, request }, states, at, signal))
			};
			scores.push(trial.score);
			await tell(trial);
		}
		const next = rungs[rung + 1];
		const stay = next ? survivors(scores, next.candidates) : [];
		const gone = left;
		left = stay.map((place) => gone[place] ?? 0);
		for (const at of gone) if (!left.includes(at)) states.delete(at);
	}
	return bestFirst(trials);
}

/** Trials of the last rung first, and of a rung the lowest score. */
export function bestFirst(trials: readonly Trial[]): Trial[] {
	return [...trials].sort(
		(a, b) => b.rung - a.rung || (a.score ?? Infinity) - (b.score ?? Infinity) || a.candidate - b.candidate
	);
}

interface SearchRows {
	readonly target: Target;
	/** Rows that may be learned from or scored on. */
	readonly learn: Int32Array;
	readonly splits: readonly Split[];
}

function searchRows(job: TrainJob, folds: number): SearchRows {
	const target = readTarget(job.columns, job.target, job.task);
	const strata = target.values.slice();
	for (const row of job.test) strata[row] = NaN;
	for (const row of job.aside ?? []) strata[row] = NaN;
	const plan = { strata, stratified: target.classes.length > 0, units: job.units ?? null, gap: 0, seed: job.seed + 1 };
	const learn = Int32Array.from(strata.keys()).filter((row) => !Number.isNaN(strata[row] ?? NaN));
	return { target, learn, splits: folds > 1 ? splitFolds(plan, folds) : [splitOnce(plan, validationShare)] };
}

interface Attempt {
	readonly job: TrainJob;
	readonly rows: SearchRows;
	readonly candidate: Candidate;
	readonly share: number;
	readonly request: SearchRequest;
}

/** Trains a candidate with its share of the budget on each split; with steps it goes on from where the rung before left it. */
async function tryCandidate(
	workspace: Workspace,
	{ job, rows, candidate, share, request }: Attempt,
	states: Map<number, (Uint8Array | null)[]>,
	at: number,
	signal?: AbortSignal
): Promise<Pick<Trial, 'score' | 'spread' | 'seconds'>> {
	const { estimator, params } = candidate;
	const isSteps = request.method === 'halving' && request.budget === 'steps';
	const kept: (Uint8Array | null)[] = [];
	const scores: (TrialScore | null)[] = [];
	let seconds = 0;
	for (const [place, { test, aside }] of rows.splits.entries()) {
		const learn = rowsWithout(rowsWithout(rows.learn, test), aside);
		const out = outside(job, learn, test, isSteps ? 1 : share);
		let end: Uint8Array | null = null;
		const onEvent = (event: TrainEvent) => {
			if (event.type === 'state') end = event.bytes;
		};
		const from = states.get(at)?.[place];
		// what is handed to the trainer is given away
		const trial = structuredClone<TrainJob>({
			...job,
			...{ estimator, params, test, refit: false, rules: {}, calibrate: 'none' },
			engine: estimator === 'mlp' ? job.engine : 'kernels',
			aside: out,
			...(isSteps ? stopOf(candidate, share) : {}),
			...(from ? { from } : {})
		});
		try {
			const result = await workspace.trainer.train(trial, signal, onEvent);
			signal?.throwIfAborted();
			scores.push(trialScore(rows.target, test, result.testPredictions));
			seconds += result.seconds;
		} catch (error) {
			// a small share of the rows can lack a class
			const isOwn = error instanceof AppError && (error.code === 'train/diverged' || error.code === 'train/one-class');
			if (!isOwn) throw error;
			scores.push(null);
		}
		kept.push(end);
	}
	states.set(at, kept);
	const score = rows.splits.length > 1 ? foldScore(scores) : (scores[0] ?? null);
	return { score: score?.value ?? null, spread: score?.spread ?? null, seconds };
}

/** Rows that a trial must not learn from: those held out, and by the seed all but a share of the others. A larger share holds the smaller. */
function outside(job: TrainJob, learn: Int32Array, test: Int32Array, share: number): Int32Array {
	const order = shuffledIndex(learn.length, seededRandom(job.seed + 3));
	const count = Math.max(Math.min(learn.length, leastRows), Math.round(learn.length * share));
	const chosen = Int32Array.from(order.subarray(0, count), (place) => learn[place] ?? 0);
	const every = Int32Array.from({ length: job.columns.rows }, (_, row) => row);
	return rowsWithout(rowsWithout(every, chosen), test);
}

/** Where a share of the steps ends; an estimator without steps is tried whole. */
function stopOf({ estimator, params }: Candidate, share: number): Pick<TrainJob, 'stopAfter'> {
	const steps = stepsParams[estimator];
	return steps === null ? {} : { stopAfter: Math.max(1, Math.round(Number(params[steps]) * share)) };
}

/** A rung must give each candidate at least one step. */
function leastStepShare(candidates: readonly Candidate[]): number {
	const steps = candidates.flatMap(({ estimator, params }) => {
		const name = stepsParams[estimator];
		return name === null ? [] : [Number(params[name])];
	});
	return steps.length === 0 ? 1 : 1 / Math.max(1, Math.min(...steps));
}

function isSame(a: Trial, b: Trial): boolean {
	return a.candidate === b.candidate && a.rung === b.rung;
}

async function searchKey(
	{ crypto }: Workspace,
	dataset: Artifact,
	{ target, task, estimator, engine, params, seed, weight, classWeights = 'none', ignore, test }: TrainJob,
	request: SearchRequest,
	other: Artifact | undefined
): Promise<string> {
	const content = {
		...{ dataset: dataset.id, target, task, estimator, engine, params, seed, weight, classWeights, ignore },
		...{ request, held: [test.length, test[0] ?? -1, test.at(-1) ?? -1], other: other?.id ?? null }
	};
	return crypto.sha256(new TextEncoder().encode(canonicalJson(toJson(content))));
}

async function findSearch({ catalog, project }: Workspace, key: string): Promise<Search | null> {
	const parsed = v.safeParse(SearchSchema, await catalog.get(project, collection, key));
	return parsed.success ? parsed.output : null;
}

/** Searches that were made or cut, the last one first. */
export async function listSearches({ catalog, project }: Workspace): Promise<Search[]> {
	return (await catalog.list(project, collection))
		.flatMap(({ value }) => {
			const parsed = v.safeParse(SearchSchema, value);
			return parsed.success ? [parsed.output] : [];
		})
		.sort((a, b) => b.at - a.at);
}

export async function forgetSearch({ catalog, project }: Workspace, key: string): Promise<void> {
	await catalog.write([{ delete: { project, collection, key } }]);
}
