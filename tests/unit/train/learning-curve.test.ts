import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trainer } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { seededRandom } from '$lib/core/random';
import type { TrainJob } from '$lib/core/train/job';
import { learningPoint, learningRows, learningVerdict, readShares } from '$lib/core/train/learning-curve';
import type { TrainSpec } from '$lib/core/train/spec';
import { learningCurve, learningCurveOfRun } from '$lib/workbench/learning-curve';
import { importTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { main } from '../../../src/cli/main';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
const file = () => path.join(folder, 'wave.csv');
const spec: TrainSpec = {
	target: 'y',
	task: 'classification',
	estimator: 'trees',
	params: { rounds: 20, minChildRows: 2 },
	ignore: ['place', 'day'],
	seed: 5
};
const request = { shares: [0.1, 0.5, 1], repeats: 2 };

/** Which side of a wave a point lies on: the more points, the better it is known. Class `over` has a quarter of the rows. */
function waveCsv(rows: number): string {
	const random = seededRandom(11);
	const lines = Array.from({ length: rows }, (_, row) => {
		const [x, z] = [random() * 12, random() * 2 - 1];
		return `${x},${z},${z > Math.sin(x) + 0.6 ? 'over' : 'under'},p${row % 20},${Math.floor(row / 6)}`;
	});
	return `x,z,y,place,day\n${lines.join('\n')}\n`;
}

/** The trainer, and what it was asked for. */
function watched(): { jobs: TrainJob[]; trainer: Trainer } {
	const jobs: TrainJob[] = [];
	return {
		jobs,
		trainer: {
			train: async (job, ...others) => {
				jobs.push(job);
				return opened.workspace.trainer.train(job, ...others);
			}
		}
	};
}

/** Rows a job learns from, as it says them itself. */
function learnedFrom({ columns, test, aside }: TrainJob): number[] {
	const out = new Set([...test, ...(aside ?? [])]);
	return Array.from({ length: columns.rows }, (_, row) => row).filter((row) => !out.has(row));
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-learning-curve-'));
	await writeFile(file(), waveCsv(1200));
	opened = await openWorkspace();
	({ dataset } = await importTable(opened.workspace, { name: 'wave.csv', path: file() }, {}));
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

describe('a learning curve', () => {
	it('learns from growing shares of the rows that are not held out, each class its share', async () => {
		const { jobs, trainer } = watched();
		const { points } = await learningCurve({ ...opened.workspace, trainer }, dataset, spec, request);
		expect(points.map(({ share, rows, scores }) => [share, rows, scores.length])).toEqual([
			[0.1, 90, 2],
			[0.5, 450, 2],
			[1, 900, 2]
		]);
		expect(jobs).toHaveLength(6);
		const learned = jobs.map(learnedFrom);
		expect(learned.map((rows) => rows.length)).toEqual([90, 90, 450, 450, 900, 900]);
		for (const [at, { test }] of jobs.entries()) {
			expect([...test]).toEqual([...(jobs[0]?.test ?? [])]);
			const held = new Set(test);
			expect(learned[at]?.filter((row) => held.has(row))).toEqual([]);
		}
		expect(learned[0]).not.toEqual(learned[1]);
		const whole = new Set(learned[2]);
		expect(learned[0]?.every((row) => whole.has(row))).toBe(true);
		const labels = jobs[0]?.columns.columns.find(({ name }) => name === 'y')?.vector;
		if (labels?.kind !== 'text') throw new Error('labels are text');
		const over = labels.dictionary.indexOf('over');
		const shareOver = (rows: readonly number[] = []) =>
			rows.filter((row) => labels.codes[row] === over).length / rows.length;
		expect(shareOver(learned[0])).toBeCloseTo(shareOver(learned[4]), 1);
	});

	it('falls where more rows tell more, and is the same again', async () => {
		const first = await learningCurve(opened.workspace, dataset, spec, request);
		const scores = first.points.map(({ score }) => score ?? NaN);
		expect(scores[0]).toBeGreaterThan((scores[1] ?? NaN) + 0.05);
		expect(scores[1]).toBeGreaterThan((scores[2] ?? NaN) + 0.02);
		expect(learningVerdict(first.points)).toBe('more');
		expect(await learningCurve(opened.workspace, dataset, spec, request)).toEqual(first);
	});

	it('at the whole is what the run scored', async () => {
		const { run, result } = await trainModel(opened.workspace, dataset, spec);
		const { points } = await learningCurveOfRun(opened.workspace, run, { shares: [1], repeats: 1 });
		expect(points[0]?.score).toBeCloseTo(result.metrics['logLoss'] ?? NaN, 12);
	});

	it('takes whole groups, the newest moments, and the fold of the repeat', async () => {
		const rowsBy = async (change: Partial<TrainSpec>) => {
			const { jobs, trainer } = watched();
			await learningCurve({ ...opened.workspace, trainer }, dataset, { ...spec, ...change }, request);
			return { jobs, learned: jobs.map(learnedFrom) };
		};
		const byGroup = await rowsBy({ splitBy: { by: 'group', column: 'place' } });
		for (const rows of byGroup.learned.slice(2, 4)) {
			const places = new Set(rows.map((row) => row % 20));
			expect(rows).toHaveLength(60 * places.size);
		}
		const { jobs, learned } = await rowsBy({ splitBy: { by: 'time', column: 'day' } });
		const first = Math.min(...(jobs[0]?.test ?? []));
		for (const rows of learned) expect(rows.at(-1)).toBe(first - 1);
		expect(learned[2]).toHaveLength(450);
		const inFolds = await rowsBy({ folds: 3 });
		const tests = inFolds.jobs.map(({ test }) => test.join());
		expect(tests[0]).not.toBe(tests[1]);
		expect(tests[2]).toBe(tests[0]);
	});

	it('leaves what it has when it is cancelled', async () => {
		const controller = new AbortController();
		const told: (readonly (number | null)[])[][] = [];
		const work = learningCurve(opened.workspace, dataset, spec, request, {
			signal: controller.signal,
			onPoints: (points) => {
				told.push(points.map(({ scores }) => scores));
				if (told.length === 3) controller.abort();
			}
		});
		await expect(work).rejects.toThrow();
		expect(told.map((points) => points.map((scores) => scores.length))).toEqual([[1], [2], [2, 1]]);
	});

	it('refuses a spec that holds nothing out, and sizes that are none', async () => {
		const none = learningCurve(opened.workspace, dataset, { ...spec, testFraction: 0 }, request);
		await expect(none).rejects.toMatchObject({ code: 'train/no-holdout' });
		for (const shares of [[], [0], [1.5], [NaN]])
			expect(() => readShares(shares)).toThrow(expect.objectContaining({ code: 'train/params-invalid' }));
		expect(readShares([1, 0.5, 1])).toEqual([0.5, 1]);
	});

	it('is a command', async () => {
		let out = '';
		const flags = ['--estimator', 'trees', '--param', 'rounds=5', '--ignore', 'place,day', '--json'];
		const code = await main(
			['learning-curve', file(), '--target', 'y', '--sizes', '0.5,1', '--repeats', '2', ...flags],
			{ out: (text) => (out += text), error: () => undefined, isTerminal: false }
		);
		expect(code).toBe(0);
		const { score, points } = JSON.parse(out);
		expect([score, points.map(({ rows }: { rows: number }) => rows)]).toEqual(['logLoss', [450, 900]]);
	});
});

describe('what a learning curve says', () => {
	const points = (...scores: (number | null)[][]) =>
		scores.map((list, at) =>
			learningPoint(
				(at + 1) / scores.length,
				list.map((score) => ({ rows: 10, score }))
			)
		);

	it.each([
		['a fall beyond the spread', points([0.5, 0.52], [0.4, 0.41]), 'more'],
		['a fall within the spread', points([0.5, 0.6], [0.5, 0.58]), 'hardly'],
		['a steady fall of next to nothing', points([0.5, 0.5], [0.499, 0.499]), 'hardly'],
		['a rise', points([0.4, 0.41], [0.5, 0.51]), 'hardly'],
		['sizes that could not learn left out', points([0.5, 0.5], [null, null], [0.4, 0.4]), 'more'],
		['one size', points([0.5, 0.5]), null]
	] as const)('%s', (_, found, verdict) => {
		expect(learningVerdict(found)).toBe(verdict);
	});

	it('gives mean and standard deviation over the repeats that learned', () => {
		const [point] = points([0.2, 0.4, null]);
		expect(point?.score).toBeCloseTo(0.3, 12);
		expect(point?.spread).toBeCloseTo(Math.SQRT2 / 10, 12);
		expect(points([0.2])[0]?.spread).toBeNull();
	});

	it('takes all rows as the whole', () => {
		const train = Int32Array.of(1, 4, 5);
		const target = { values: Float64Array.of(0, 1, 0, 1, 0, 1), classes: ['a', 'b'], missing: 0 };
		expect(learningRows({ units: null }, target, train, 1, 0)).toBe(train);
	});
});
