export type InverseFrequency = 'smooth' | 'plain' | 'zero-based';

/** How rare a term is that `documents` of `all` texts have. */
export function inverseFrequency(kind: InverseFrequency, all: number, documents: number): number {
	if (kind === 'smooth') return Math.log((1 + all) / (1 + documents)) + 1;
	if (kind === 'plain') return documents === 0 ? 0 : Math.log(all / documents) + 1;
	return Math.log((all + 1) / (documents + 1));
}
