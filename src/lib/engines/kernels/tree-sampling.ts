import type { TreesParams } from '$lib/core/train/params/trees';
import { mostOneHot } from '$lib/core/train/featurizer';
import type { Problem } from '$lib/core/train/problem';

/** A number in [0, 1) that depends on its arguments alone, by the mixer of MurmurHash3: what was drawn needs no state to be drawn again. */
function drawn(seed: number, round: number, item: number): number {
	let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(round, 0xc2b2ae35) ^ Math.imul(item, 0x27d4eb2f);
	for (const [shift, factor] of mixing) hash = Math.imul(hash ^ (hash >>> shift), factor);
	return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}
const mixing = [
	[16, 0x85ebca6b],
	[13, 0xc2b2ae35]
] as const;

/** Those of the training rows that are in a round, each with probability `share`; the first at least. */
export function sampleRows(all: Uint32Array, share: number, seed: number, round: number): Uint32Array {
	if (share >= 1) return all;
	const taken = all.filter((row) => drawn(seed, round, row) < share);
	return taken.length > 0 ? taken : all.subarray(0, 1);
}

/** Numbers as src/kernels/tree-split.ts knows them. */
const roles = { number: 0, rising: 1, falling: 2, oneCategory: 3, categorySet: 4, unused: 5 } as const;

/** How each feature is split in a tree; a share of them is drawn, at least one. */
export function drawRoles(problem: Problem, { columnSample }: TreesParams, round: number, output: number): Uint8Array {
	const { width, seed } = problem;
	const own = Uint8Array.from({ length: width }, (_, feature) => roleOf(problem, feature));
	const wanted = Math.max(1, Math.round(width * columnSample));
	if (wanted >= width) return own;
	const keys = Float64Array.from({ length: width }, (_, feature) => drawn(seed + 1, round, output * width + feature));
	const order = Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
	for (const feature of order.slice(wanted)) own[feature] = roles.unused;
	return own;
}

function roleOf({ categories, directions }: Problem, feature: number): number {
	const count = categories?.[feature] ?? 0;
	if (count > 0) return count <= mostOneHot.trees ? roles.oneCategory : roles.categorySet;
	const direction = directions?.[feature] ?? 0;
	return direction === 0 ? roles.number : direction === 1 ? roles.rising : roles.falling;
}
