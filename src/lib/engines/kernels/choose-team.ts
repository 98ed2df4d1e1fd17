import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import { loadTreesKernel } from './load';
import { startTeam, type Threads } from './shared-team';
import { teamOfOne, type Team } from './team';

/** More would mostly wait for memory. */
const mostThreads = 8;
/** A cell of the table costs a few nanoseconds a tree; a thread has to be started first. */
const leastWorkOfThread = 15e6;

/** As many threads as the work of a problem is worth, and as the machine has. */
export async function chooseTeam(
	{ train, width, outputs, params }: Problem,
	{ recorder }: FitHooks,
	threads: Threads | null
): Promise<Team> {
	const work = train.rows.length * width * outputs * resolveParams('trees', params).rounds;
	const size = Math.min(threads?.most ?? 1, mostThreads, width, Math.floor(work / leastWorkOfThread));
	const team = threads && size > 1 ? await startTeam(threads, size, recorder) : null;
	return team ?? teamOfOne(await loadTreesKernel(), recorder);
}
