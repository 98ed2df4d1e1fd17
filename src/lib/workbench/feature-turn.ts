import type { Workspace } from '$lib/core/ports';

const turns = new Map<string, Promise<unknown>>();

/** One change of a group's records at a time: each builds on the latest records that the one before left. */
export function inTurn<T>({ project }: Workspace, group: string, work: () => Promise<T>): Promise<T> {
	const key = `${project}/${group}`;
	const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
	turns.set(key, turn);
	return turn;
}
