import type { Model } from '../model/model';
import type { Checkpoint } from './checkpoint';
import type { CounterfactualMethod, Wanted } from './counterfactual';
import { meets, shortfall } from './counterfactual-goal';
import type { Candidate, Shortlist } from './counterfactual-shortlist';
import { distanceAlong, isSame, type Row, type RowAxis } from './counterfactual-space';

/** One row, what it may become and what is wanted of it. */
export interface Problem {
	readonly model: Model;
	readonly axes: readonly RowAxis[];
	readonly row: Row;
	readonly wanted: Wanted;
	readonly background: readonly Row[];
	readonly maxChanges: number;
	readonly changePenalty: number;
	readonly seed: number;
	/** Numbers in one answer. */
	readonly outputs: number;
	/** The model's answers: row-major rows x outputs. */
	readonly ask: (rows: readonly Row[]) => Promise<Float64Array>;
	/** Whether the time limit has come. */
	readonly isLate: () => boolean;
	readonly checkpoint: Checkpoint;
}

export function changedPlaces({ row, axes }: Pick<Problem, 'row' | 'axes'>, candidate: Row): number[] {
	return axes.flatMap((_, at) => (isSame(candidate[at], row[at]) ? [] : [at]));
}

export function distanceOf({ axes }: Pick<Problem, 'axes'>, candidate: Row): number {
	return axes.reduce((sum, axis, at) => sum + distanceAlong(axis, candidate[at] ?? NaN), 0);
}

export function costOf(problem: Pick<Problem, 'row' | 'axes' | 'changePenalty'>, candidate: Row): number {
	return distanceOf(problem, candidate) + problem.changePenalty * changedPlaces(problem, candidate).length;
}

/** The row with some values replaced. */
export function withValues(row: Row, ...values: readonly (readonly [number, Row[number]])[]): Row {
	const next = [...row];
	for (const [at, value] of values) next[at] = value;
	return next;
}

/** What the model said of a row. */
export interface Verdict {
	readonly row: Row;
	readonly isMet: boolean;
	/** How far its answer is from the wanted one. */
	readonly gap: number;
}

/** Asks the model for rows and offers those with the wanted answer. */
export async function offerRows(
	problem: Problem,
	shortlist: Shortlist,
	rows: readonly Row[],
	method: CounterfactualMethod,
	proven: boolean
): Promise<Verdict[]> {
	const { wanted, outputs, maxChanges } = problem;
	const answers = await problem.ask(rows);
	return rows.map((row, at) => {
		const from = at * outputs;
		const isMet = meets(wanted, answers, from, outputs);
		if (isMet) {
			const candidate = candidateOf(problem, row, answers.subarray(from, from + outputs), method, proven);
			if (candidate.changed.length <= maxChanges) shortlist.offer(candidate);
		}
		return { row, isMet, gap: shortfall(wanted, answers, from, outputs) };
	});
}

function candidateOf(
	problem: Problem,
	row: Row,
	answer: Float64Array,
	method: CounterfactualMethod,
	proven: boolean
): Candidate {
	const changed = changedPlaces(problem, row);
	const distance = distanceOf(problem, row);
	const cost = distance + problem.changePenalty * changed.length;
	return { row, changed, distance, cost, answer: [...answer], method, proven };
}
