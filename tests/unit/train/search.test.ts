import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Trainer, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { seededRandom } from '$lib/core/random';
import { halvingRungs, survivors } from '$lib/core/train/halving';
import type { TrainJob } from '$lib/core/train/job';
import { paramsApart, searchCandidates, searchSpaces } from '$lib/core/train/search';
import { foldScore, trialScore } from '$lib/core/train/trial-score';
import { createProject } from '$lib/workbench/project';
import { bestFirst, listSearches, searchParams, type SearchRequest, type Trial } from '$lib/workbench/search';
import { importTable } from '$lib/workbench/table';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';

describe('rungs of successive halving', () => {
	it('are those of the paper’s example: 27 candidates, each rung a third of them with three times as much', () => {
		expect(halvingRungs(27).map(({ candidates, share }) => [candidates, Math.round(81 * share)])).toEqual([
			[27, 3],
			[9, 9],
			[3, 27],
			[1, 81]
		]);
	});

	it.each([
		[1, [[1, 1]]],
		[2, [[2, 1]]],
		[
			10,
			[
				[10, 1 / 9],
				[3, 1 / 3],
				[1, 1]
			]
		]
	])('of %i candidates end with the whole budget', (count, wanted) => {
		const rungs = halvingRungs(count).map(({ candidates, share }) => [candidates, share]);
		expect(rungs.flat()).toEqual(wanted.flat().map((value) => expect.closeTo(value, 12)));
	});

	it('leave out what would be too little, and start all candidates later', () => {
		expect(halvingRungs(27, 0.1).map(({ candidates }) => candidates)).toEqual([27, 3, 1]);
		expect(halvingRungs(27, 0.1)[0]?.share).toBeCloseTo(1 / 9, 12);
		expect(halvingRungs(27, 1)).toEqual([{ candidates: 27, share: 1 }]);
	});

	it('keep the lowest scores, the earlier one of two that are the same, and none that diverged', () => {
		expect(survivors([0.5, 0.2, null, 0.2, NaN, 0.1], 3)).toEqual([1, 3, 5]);
		expect(survivors([0.5, 0.2, null, 0.2, NaN, 0.1], 2)).toEqual([1, 5]);
		expect(survivors([null, null], 2)).toEqual([]);
	});
});

describe('candidates', () => {
	it('begin with the defaults of each estimator, lie in their ranges, keep what is fixed and repeat by the seed', () => {
		const draw = (seed: number) => searchCandidates(['trees', 'mlp'], { trees: { leaves: 9 } }, 60, seededRandom(seed));
		const drawn = draw(1);
		expect(drawn.map(({ estimator }) => estimator).slice(0, 4)).toEqual(['trees', 'mlp', 'trees', 'mlp']);
		expect(drawn.slice(0, 2).map(paramsApart)).toEqual([{ leaves: 9 }, {}]);
		expect(draw(1)).toEqual(drawn);
		expect(draw(2)).not.toEqual(drawn);
		for (const { estimator, params } of drawn.slice(2)) {
			if (estimator === 'trees') expect(params['leaves']).toBe(9);
			for (const [name, space] of Object.entries(searchSpaces[estimator])) {
				if (estimator === 'trees' && name === 'leaves') continue;
				if ('scale' in space) expect(params[name] as number).toBeGreaterThanOrEqual(space.from * 0.99);
				else expect(space).toContain(params[name]);
			}
		}
	});

	it('vary what the optimiser reads, and leave the rest as it is', () => {
		const nets = searchCandidates(['mlp'], {}, 60, seededRandom(4)).slice(1);
		const of = (optimiser: string) => nets.filter(({ params }) => params['optimiser'] === optimiser);
		expect(new Set(of('adam').map(({ params }) => params['weightDecay']))).toEqual(new Set([0.01]));
		expect(new Set(of('adamw').map(({ params }) => params['l2']))).toEqual(new Set([1e-4]));
		expect(new Set(of('adamw').map(({ params }) => params['weightDecay'])).size).toBeGreaterThan(5);
	});

	it('have the same steps where a budget gives parts of them', () => {
		const drawn = searchCandidates(['trees'], {}, 20, seededRandom(1), true);
		expect(new Set(drawn.map(({ params }) => params['rounds']))).toEqual(new Set([100]));
	});
});

describe('scores of trials', () => {
	it('are the mean log loss with half its 95 % interval, of rows with a target', () => {
		const target = { values: Float64Array.of(0, 1, NaN, 1), classes: ['a', 'b'], missing: 1 };
		const found = trialScore(
			target,
			Int32Array.of(0, 1, 2, 3),
			Float64Array.of(0.8, 0.2, 0.4, 0.6, 0.5, 0.5, 0.9, 0.1)
		);
		const losses = [-Math.log(0.8), -Math.log(0.6), -Math.log(0.1)];
		const mean = losses.reduce((sum, each) => sum + each, 0) / 3;
		const variance = losses.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 2;
		expect(found?.value).toBeCloseTo(mean, 12);
		expect(found?.spread).toBeCloseTo(1.959963984540054 * Math.sqrt(variance / 3), 9);
	});

	it('are the root mean squared error, its interval by the delta method', () => {
		const target = { values: Float64Array.of(1, 2, 5), classes: [], missing: 0 };
		const found = trialScore(target, Int32Array.of(0, 2), Float64Array.of(2, 8));
		expect(found?.value).toBeCloseTo(Math.sqrt(5), 12);
		expect(found?.spread).toBeCloseTo((1.959963984540054 * Math.sqrt(32 / 2)) / (2 * Math.sqrt(5)), 9);
		expect(trialScore(target, new Int32Array(0), new Float64Array(0))).toBeNull();
	});

	it('of folds are their mean and standard deviation; one that diverged leaves none', () => {
		expect(
			foldScore([
				{ value: 1, spread: null },
				{ value: 3, spread: null }
			])
		).toEqual({ value: 2, spread: Math.SQRT2 });
		expect(foldScore([{ value: 1, spread: null }, null])).toBeNull();
	});
});

describe('a search', () => {
	let folder = '';
	let opened: NodeWorkspace;
	let workspace: Workspace;
	let dataset: Artifact;
	const spec = { target: 'income', estimator: 'trees', params: { leaves: 6, rounds: 27 } } as const;
	const request: SearchRequest = { method: 'halving', estimators: ['trees'], count: 9, budget: 'steps', folds: 0 };

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'temoto-search-'));
		await writeFile(path.join(folder, 'census.csv'), censusCsv(400, 1));
		opened = await openWorkspace();
	});
	beforeEach(async () => {
		const { id } = await createProject(opened.workspace, 'search');
		workspace = { ...opened.workspace, project: id };
		({ dataset } = await importTable(workspace, { name: 'census.csv', path: path.join(folder, 'census.csv') }, {}));
	});
	afterAll(async () => {
		await opened.close();
		await rm(folder, { recursive: true });
	});

	/** A job trained in one go, from its beginning. */
	const searchless = (job: TrainJob) => opened.workspace.trainer.train({ ...job, ...{ from: new Uint8Array(0) } });

	/** The trainer, and every job it was given. */
	function watched(fails?: (count: number) => boolean) {
		const jobs: TrainJob[] = [];
		const trainer: Trainer = {
			train: (job, ...rest) => {
				jobs.push(job);
				if (fails?.(jobs.length)) return Promise.reject(new AppError('worker/crashed', { worker: 'train' }));
				return opened.workspace.trainer.train(job, ...rest);
			}
		};
		return { jobs, trainer };
	}
	const facts = (trials: readonly Trial[]) => trials.map((trial) => ({ ...trial, seconds: 0 }));

	it('by halving gives the best of each rung three times the steps, from where they stood, to what a whole run gives', async () => {
		const { jobs, trainer } = watched();
		const trials = await searchParams({ ...workspace, trainer }, dataset, spec, request);
		expect(jobs.map(({ stopAfter }) => stopAfter)).toEqual([...Array(9).fill(3), ...Array(3).fill(9), 27]);
		expect(jobs.map(({ from }) => from !== undefined)).toEqual([...Array(9).fill(false), ...Array(4).fill(true)]);
		// by hand: the three lowest of the first rung are those of the second, and the lowest of them is the last
		const rung = (at: number) => trials.filter((trial) => trial.rung === at);
		const lowest = (list: readonly Trial[], keep: number) =>
			[...list]
				.sort((a, b) => (a.score ?? 9) - (b.score ?? 9))
				.slice(0, keep)
				.map(({ candidate }) => candidate);
		expect(
			rung(1)
				.map(({ candidate }) => candidate)
				.sort()
		).toEqual(lowest(rung(0), 3).sort());
		expect(rung(2).map(({ candidate }) => candidate)).toEqual(lowest(rung(1), 1));
		const [best] = trials;
		const last = jobs.at(-1);
		if (!best || !last) throw new Error('no trial');
		// its steps are all there are, so nothing is cut
		const again = await searchless(last);
		expect(best.score).toBe(again.metrics['logLoss']);
	});

	it('never looks at the rows that are held out', async () => {
		for (const [method, folds] of [
			['random', 0],
			['random', 3],
			['halving', 0]
		] as const) {
			const { jobs, trainer } = watched();
			await searchParams({ ...workspace, trainer }, dataset, spec, {
				...request,
				method,
				folds,
				count: 3,
				budget: 'rows'
			});
			const held = new Set(jobs[0] && Array.from({ length: 400 }, (_, row) => row));
			for (const { test, aside = new Int32Array(0) } of jobs) {
				const seen = new Set([...test]);
				for (const row of aside) expect(seen.has(row)).toBe(false);
				for (const row of [...held]) if (!aside.includes(row)) held.delete(row);
			}
			expect(held.size).toBe(100);
		}
	});

	it('by rows gives larger shares that hold the smaller ones', async () => {
		const { jobs, trainer } = watched();
		await searchParams({ ...workspace, trainer }, dataset, spec, { ...request, count: 3, budget: 'rows' });
		const learned = jobs.map(({ test, aside = new Int32Array(0) }) => {
			const out = new Set([...test, ...aside]);
			return Array.from({ length: 400 }, (_, row) => row).filter((row) => !out.has(row));
		});
		expect(learned.map(({ length }) => length)).toEqual([75, 75, 75, 225]);
		expect(learned[3]).toEqual(expect.arrayContaining(learned[0] ?? []));
	});

	it('repeats by the seed, and one that was cut goes on with the next trial', async () => {
		const whole = await searchParams(workspace, dataset, spec, request);
		const other = { ...workspace, project: (await createProject(opened.workspace, 'again')).id };
		const { trainer } = watched((count) => count === 11);
		await expect(searchParams({ ...other, trainer }, dataset, spec, request)).rejects.toMatchObject({
			code: 'worker/crashed'
		});
		const [cut] = await listSearches(other);
		expect([cut?.trials.length, cut?.total]).toEqual([10, 13]);
		const { jobs, trainer: second } = watched();
		const rest = await searchParams({ ...other, trainer: second }, dataset, spec, request);
		expect(jobs.length).toBe(3);
		expect(facts(rest)).toEqual(facts(whole));
	});

	it('keeps the trials it has made when it is stopped', async () => {
		const controller = new AbortController();
		const running = searchParams(workspace, dataset, spec, request, controller.signal, (trials) => {
			if (trials.length === 4) controller.abort();
		});
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		expect((await listSearches(workspace))[0]?.trials.length).toBe(4);
	});

	it('over several estimators, one of which diverges, puts that one last', async () => {
		const { trainer } = watched();
		const failing: Trainer = {
			train: (job, ...rest) =>
				job.estimator === 'mlp'
					? Promise.reject(new AppError('train/diverged', { step: 1 }))
					: trainer.train(job, ...rest)
		};
		const trials = await searchParams({ ...workspace, trainer: failing }, dataset, spec, {
			...{ method: 'random', estimators: ['mlp', 'linear'], count: 4, budget: 'steps', folds: 2 }
		});
		expect(trials.map(({ estimator, score }) => [estimator, score === null])).toEqual([
			['linear', false],
			['linear', false],
			['mlp', true],
			['mlp', true]
		]);
		expect(trials[0]?.spread).toBeGreaterThan(0);
		expect(bestFirst([...trials].reverse())).toEqual(trials);
	});
});
