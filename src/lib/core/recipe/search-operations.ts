/** An operation by the words people look for it with. */
export interface SearchedOperation<Id extends string = string> {
	readonly id: Id;
	readonly title: string;
	/** Everything else that may be looked for: what it does, its name in the other language. */
	readonly about: string;
}

/**
 * The operations that have every word of a search, the best first: its title begins so, a word of its title does, the title holds it, then
 * what is said about it. Those alike keep their order.
 */
export function searchOperations<Id extends string>(
	operations: readonly SearchedOperation<Id>[],
	search: string
): Id[] {
	const words = search
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
	return operations
		.flatMap((operation) => {
			const scores = words.map((word) => scoreOf(operation, word));
			return scores.includes(0) ? [] : [{ id: operation.id, score: scores.reduce((sum, score) => sum + score, 0) }];
		})
		.sort((a, b) => b.score - a.score)
		.map(({ id }) => id);
}

function scoreOf({ id, title, about }: SearchedOperation, word: string): number {
	const name = title.toLowerCase();
	if (name.startsWith(word)) return 5;
	if (name.split(/[\s-]+/).some((part) => part.startsWith(word))) return 4;
	if (name.includes(word)) return 3;
	if (id.includes(word)) return 2;
	return about.toLowerCase().includes(word) ? 1 : 0;
}
