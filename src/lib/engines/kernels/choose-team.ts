import type { FitHooks, Problem } from '$lib/core/train/problem';
import { loadTreesKernel } from './load';
import { startTeam, type Threads } from './shared-team';
import { teamOfOne, type Team } from './team';

/** More would mostly wait for memory. */
const mostThreads = 8;
/**
 * Cells of the training rows for each thread: what is handed over takes its time whatever the rows are. Two threads were level with one at
 * 200,000 cells in all, and faster at 400,000.
 */
const leastCells = 200_000;

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
