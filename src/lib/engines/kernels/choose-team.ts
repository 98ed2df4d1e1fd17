import type { FitHooks, Problem } from '$lib/core/train/problem';
import { loadTreesKernel } from './load';
import { startTeam, type Threads } from './shared-team';
import { teamOfOne, type Team } from './team';

/** More would mostly wait for memory. */
const mostThreads = 8;
/**
 * Cells of the training rows for each thread. A tree is handed over some 70 times whatever its rows are, so more rounds make it no better:
 * two threads were level with one at 2.5 million cells, and faster at 5 million.
 */
const leastCells = 2e6;

/** As many threads as the rows of a problem are worth, and as the machine has. */
export async function chooseTeam(
	{ train, width }: Problem,
	{ recorder }: FitHooks,
	threads: Threads | null
): Promise<Team> {
	const worth = Math.floor((train.rows.length * width) / (threads?.leastCells ?? leastCells));
	const size = Math.min(threads?.most ?? 1, mostThreads, width, worth);
	const team = threads && size > 1 ? await startTeam(threads, size, recorder) : null;
	return team ?? teamOfOne(await loadTreesKernel(), recorder);
}
