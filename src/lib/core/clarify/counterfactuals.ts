import { AppError } from '../errors';
import { askModel } from '../model/asked-model';
import type { Model } from '../model/model';
import type { Predictor } from '../ports';
import type { Checkpoint } from './checkpoint';
import type { Blocker, Counterfactual, CounterfactualJob, Counterfactuals, Wanted } from './counterfactual';
import { asCalled, meets, shortfall } from './counterfactual-goal';
import { searchLinear } from './counterfactual-linear';
import type { Problem } from './counterfactual-problem';
import { searchWidely } from './counterfactual-search';
import { Shortlist, type Candidate } from './counterfactual-shortlist';
import { axesOf, distanceAlong, rowsOf, tableOf, type RowAxis } from './counterfactual-space';
import { searchTrees } from './counterfactual-trees';
import { searchValues } from './counterfactual-values';

/**
 * The nearest rows to one row that have the wanted answer and keep the rules, each verified by the model. Trees and linear
 * models are searched exactly for one and two changed columns, other models for one; beyond that a seeded search goes on.
 * Where there is none it says which rules stand in the way. `now` is monotonic milliseconds. clarify/wanted-invalid for an
 * answer the model cannot give, clarify/rule-invalid, model/input-missing, table/empty without a row.
 */
export async function findCounterfactuals(
	job: CounterfactualJob,
	predictor: Predictor,
	now: () => number,
	checkpoint: Checkpoint
): Promise<Counterfactuals> {
	const { model } = job;
	checkWanted(model, job.wanted);
	const wanted = asCalled(model, job.wanted);
	const row = rowsOf(model.inputs, job.row)[0];
	if (!row) throw new AppError('table/empty', { table: 'row' });
	const background = rowsOf(model.inputs, job.background);
	const deadline = now() + job.timeLimit;
	const outputs = Math.max(1, model.classes.length);
	const asking = await askModel(model, predictor);
	const spent = { evaluations: 0, isLate: false };
	let closest: { readonly answer: readonly number[]; readonly gap: number } | null = null;

	/** The same question under other rules. */
	const problemOf = (rules: CounterfactualJob['rules'], maxChanges: number | null): Problem => {
		const axes = axesOf(model.inputs, row, background, rules);
		return {
			model,
			axes,
			row,
			wanted,
			background,
			maxChanges: maxChanges ?? axes.length,
			changePenalty: job.changePenalty,
			seed: job.seed,
			outputs,
			ask: async (rows) => {
				if (rows.length === 0) return new Float64Array(0);
				spent.evaluations += rows.length;
				return asking.answers(asking.encode(tableOf(axes, rows)));
			},
			isLate: () => (spent.isLate ||= now() >= deadline),
			checkpoint
		};
	};

	const asked = problemOf(job.rules, job.maxChanges);
	const before = [...(await asked.ask([row]))];
	const nothing = { found: [], before, closest: null, blockers: [], withMoreChanges: null, withoutRules: null };
	if (meets(wanted, before, 0, outputs))
		return { ...nothing, status: 'already', ended: 'complete', provenChanges: 0, evaluations: spent.evaluations };
	const watched: Problem = {
		...asked,
		ask: async (rows) => {
			const answers = await asked.ask(rows);
			for (let at = 0; at < rows.length; at++) {
				const gap = shortfall(wanted, answers, at * outputs, outputs);
				if (!closest || gap < closest.gap)
					closest = { gap, answer: [...answers.subarray(at * outputs, (at + 1) * outputs)] };
			}
			return answers;
		}
	};
	const shortlist = new Shortlist(job.count);
	const provenChanges = await searchAll(watched, shortlist);
	const found = shortlist.list.map((candidate) => shown(asked.axes, candidate));
	const reasons = found.length === 0 ? await reasonsOf(job, problemOf) : {};
	return {
		...nothing,
		...reasons,
		status: found.length > 0 ? 'found' : 'none',
		found,
		closest: found.length === 0 ? answerOf(closest) : null,
		ended: spent.isLate ? 'time' : 'complete',
		provenChanges,
		evaluations: spent.evaluations
	};
}

function answerOf(closest: { readonly answer: readonly number[] } | null): readonly number[] | null {
	return closest?.answer ?? null;
}

function checkWanted({ classes }: Model, wanted: Wanted): void {
	if (wanted.type === 'range') {
		const [least, most] = [wanted.least ?? -Infinity, wanted.most ?? Infinity];
		if (classes.length > 0) throw new AppError('clarify/wanted-invalid', { reason: 'classes' });
		if (!(least <= most)) throw new AppError('clarify/wanted-invalid', { reason: 'empty-range' });
		return;
	}
	if (classes.length === 0) throw new AppError('clarify/wanted-invalid', { reason: 'number' });
	if (classes[wanted.classIndex] === undefined) throw new AppError('clarify/wanted-invalid', { reason: 'no-class' });
	const p = wanted.probability ?? 0;
	if (!(p >= 0 && p <= 1)) throw new AppError('clarify/wanted-invalid', { reason: 'no-probability' });
}

/** Fills the shortlist; returns how many changes nothing was passed over of. */
async function searchAll(problem: Problem, shortlist: Shortlist): Promise<number> {
	const { estimator } = problem.model;
	const axes = problem.axes.filter(({ isFree }) => isFree);
	if (axes.length === 0) return problem.maxChanges;
	const most = Math.min(problem.maxChanges, axes.length);
	const exact =
		estimator.type === 'trees'
			? await searchTrees(problem, estimator, shortlist)
			: estimator.type === 'linear'
				? await searchLinear(problem, estimator, shortlist)
				: 0;
	const proven = exact > 0 ? exact : await searchValues(problem, shortlist);
	if (proven >= most || problem.isLate()) return Math.min(proven, most);
	if (shortlist.bound > (proven + 1) * problem.changePenalty) await searchWidely(problem, shortlist);
	return proven;
}

function shown(axes: readonly RowAxis[], candidate: Candidate): Counterfactual {
	const { changed, row, distance, cost, answer, method, proven } = candidate;
	const changes = changed.flatMap((at) => {
		const axis = axes[at];
		const to = row[at];
		if (!axis || to === undefined) return [];
		return [{ column: axis.name, from: axis.original, to, distance: distanceAlong(axis, to) }];
	});
	return { changes, distance, cost, answer, method, proven };
}

/** What stands in the way: each rule let go alone, then the bound on changes, then all rules. */
async function reasonsOf(
	job: CounterfactualJob,
	problemOf: (rules: CounterfactualJob['rules'], maxChanges: number | null) => Problem
): Promise<Pick<Counterfactuals, 'blockers' | 'withMoreChanges' | 'withoutRules'>> {
	const first = async (rules: CounterfactualJob['rules'], maxChanges: number | null) => {
		const problem = problemOf(rules, maxChanges);
		if (problem.isLate()) return null;
		const shortlist = new Shortlist(1);
		await searchAll(problem, shortlist);
		const candidate = shortlist.list[0];
		return candidate ? shown(problem.axes, candidate) : null;
	};
	const blockers: Blocker[] = [];
	for (const column of new Set(job.rules.map((rule) => rule.column))) {
		const others = job.rules.filter((rule) => rule.column !== column);
		const instead = await first(others, job.maxChanges);
		if (instead) blockers.push({ column, instead });
	}
	blockers.sort((a, b) => a.instead.cost - b.instead.cost);
	const withMoreChanges = job.maxChanges === null ? null : await first(job.rules, null);
	const isOpen = blockers.length === 0 && !withMoreChanges && job.rules.length > 0;
	return { blockers, withMoreChanges, withoutRules: isOpen ? await first([], null) : null };
}
