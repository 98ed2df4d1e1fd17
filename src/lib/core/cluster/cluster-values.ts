import { jaroWinkler, levenshtein } from './distance';
import { fingerprint, folded, ngramFingerprint } from './fingerprint';
import { colognePhonetics, soundex, soundKey } from './phonetic';

export const clusterMethods = [
	'fingerprint',
	'ngram-fingerprint',
	'soundex',
	'cologne',
	'levenshtein',
	'jaro-winkler'
] as const;
export type ClusterMethod = (typeof clusterMethods)[number];

/** Distinct values of a column with how many rows hold each. */
export interface ClusterJob {
	readonly values: readonly string[];
	readonly counts: Float64Array;
	readonly method: ClusterMethod;
	/** Letters of a gram (ngram-fingerprint), edits (levenshtein), or the least similarity from 0 to 1 (jaro-winkler). */
	readonly setting: number;
}

export interface ValueCluster {
	/** Most rows first; its first is the value the others would become. */
	readonly values: readonly { readonly value: string; readonly count: number }[];
	readonly rows: number;
}

export interface Clustering {
	/** Most rows first. */
	readonly clusters: readonly ValueCluster[];
	/** Values left out of comparing because too many share their beginnings; 0 when all were compared. */
	readonly skipped: number;
}

/** Lets messages in now and then; true when it did, so that the signal is worth a look. */
export type Pause = () => Promise<boolean>;

/** Short grams miss little and cost much: pairs, and threes where there are many values. */
const manyValues = 5000;
/** Values of one block at most; a gram that more share tells nothing. */
const blockLimit = 1500;

/** Groups values that are likely the same thing written differently. Only groups of two or more are given. */
export async function clusterValues(
	job: ClusterJob,
	pause: Pause,
	signal?: AbortSignal,
	onProgress?: (done: number, total: number) => void
): Promise<Clustering> {
	const groups =
		job.method === 'levenshtein' || job.method === 'jaro-winkler'
			? await byDistance(job, pause, signal, onProgress)
			: { groups: byKey(job), skipped: 0 };
	const clusters = groups.groups
		.filter((places) => places.length > 1)
		.map((places) => {
			const values = places
				.map((place) => ({ value: job.values[place] ?? '', count: job.counts[place] ?? 0 }))
				.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
			return { values, rows: values.reduce((sum, { count }) => sum + count, 0) };
		})
		.sort((a, b) => b.rows - a.rows || ((a.values[0]?.value ?? '') < (b.values[0]?.value ?? '') ? -1 : 1));
	return { clusters, skipped: groups.skipped };
}

function keyOf({ method, setting }: ClusterJob): (text: string) => string {
	switch (method) {
		case 'ngram-fingerprint':
			return (text) => ngramFingerprint(text, setting);
		case 'soundex':
			return (text) => soundKey(text, soundex);
		case 'cologne':
			return (text) => soundKey(text, colognePhonetics);
		default:
			return fingerprint;
	}
}

function byKey(job: ClusterJob): number[][] {
	const key = keyOf(job);
	const groups = new Map<string, number[]>();
	job.values.forEach((value, place) => {
		const found = key(value);
		if (found === '') return;
		const group = groups.get(found);
		if (group) group.push(place);
		else groups.set(found, [place]);
	});
	return [...groups.values()];
}

/** Compares the values that share a gram or a beginning, and joins those that are near: nearness passes on from one to the next. */
async function byDistance(
	{ values, method, setting }: ClusterJob,
	pause: Pause,
	signal?: AbortSignal,
	onProgress?: (done: number, total: number) => void
): Promise<{ groups: number[][]; skipped: number }> {
	const letters = values.map((value) => Array.from(folded(value.trim()).replaceAll(/\s+/g, ' ')));
	const near =
		method === 'levenshtein'
			? (a: readonly string[], b: readonly string[]) => levenshtein(a, b, setting) <= setting
			: (a: readonly string[], b: readonly string[]) => jaroWinkler(a, b) >= setting;
	const parent = Int32Array.from(values, (_, i) => i);
	const root = (place: number): number => {
		let at = place;
		while (parent[at] !== at) {
			parent[at] = parent[parent[at] ?? at] ?? at;
			at = parent[at] ?? at;
		}
		return at;
	};
	const blocks = blocksOf(letters, values.length > manyValues ? 3 : 2);
	const compared = new Uint8Array(values.length);
	let done = 0;
	for (const block of blocks) {
		done++;
		if (block.length > blockLimit) continue;
		for (const [i, a] of block.entries()) {
			compared[a] = 1;
			for (const b of block.slice(i + 1)) {
				const [rootA, rootB] = [root(a), root(b)];
				if (rootA !== rootB && near(letters[a] ?? [], letters[b] ?? []))
					parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
			}
			if (await pause()) {
				signal?.throwIfAborted();
				onProgress?.(done, blocks.length);
			}
		}
	}
	const groups = new Map<number, number[]>();
	values.forEach((_, place) => {
		const at = root(place);
		const group = groups.get(at);
		if (group) group.push(place);
		else groups.set(at, [place]);
	});
	return { groups: [...groups.values()], skipped: compared.filter((was) => was === 0).length };
}

/** Places of values by the grams in them; a value shorter than a gram is a gram. */
function blocksOf(letters: readonly (readonly string[])[], gramLength: number): number[][] {
	const blocks = new Map<string, number[]>();
	letters.forEach((each, place) => {
		const grams =
			each.length <= gramLength
				? [each.join('')]
				: each.slice(0, each.length - gramLength + 1).map((_, i) => each.slice(i, i + gramLength).join(''));
		for (const gram of new Set(grams)) {
			const block = blocks.get(gram);
			if (block) block.push(place);
			else blocks.set(gram, [place]);
		}
	});
	return [...blocks.values()];
}
