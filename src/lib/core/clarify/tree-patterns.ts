/**
 * Rows at a node of a tree, in groups of those that violate the same players (input columns) of the path so far. A row violates a
 * player there when some split on it leads the row elsewhere. Only groups that can still meet one of the other side are kept.
 */
export interface Patterns {
	/** How many rows are left; `row` and `group` hold this many. */
	count: number;
	readonly row: Int32Array;
	readonly group: Int32Array;
	groups: number;
	/** For each group: `words` x 32 bits, one a player of the path, by order of first appearance. */
	readonly masks: Int32Array;
	/** For each group: how many players it violates. */
	readonly sizes: Int32Array;
	/** For each group: how many rows it holds. */
	readonly weights: Float64Array;
}

/** One side of a split: rows where the value of the feature leads there stay as they are, the others come to violate `bit`. */
export interface Side {
	readonly threshold: number;
	readonly missingHere: boolean;
	/** Whether values at or below the threshold lead here. */
	readonly lowHere: boolean;
	readonly bit: number;
	/** False when the path has split on the player of `bit` before. */
	readonly newBit: boolean;
}

export function emptyPatterns(rows: number, words: number): Patterns {
	return {
		count: 0,
		row: new Int32Array(rows),
		group: new Int32Array(rows),
		groups: 0,
		masks: new Int32Array(rows * words),
		sizes: new Int32Array(rows),
		weights: new Float64Array(rows)
	};
}

/** All `rows` in one group that violates nothing: the root. */
export function startPatterns(into: Patterns, rows: number, words: number): void {
	into.count = rows;
	for (let row = 0; row < rows; row++) into.row[row] = row;
	into.group.fill(0, 0, rows);
	into.groups = rows === 0 ? 0 : 1;
	into.masks.fill(0, 0, words);
	into.sizes[0] = 0;
	into.weights[0] = rows;
}

/**
 * The patterns of a child. `into.group` then holds codes (2 x the group before, + 1 for a row led elsewhere), which settlePatterns
 * turns into groups: `place[code]` is the group, and `grown` tells which groups violate more than before.
 */
export interface Splitting {
	readonly place: Int32Array;
	readonly grown: readonly boolean[];
}

export function splitPatterns(
	from: Patterns,
	into: Patterns,
	values: Float32Array,
	side: Side,
	words: number
): Splitting {
	const { threshold, missingHere, lowHere, bit, newBit } = side;
	const place = new Int32Array(2 * from.groups).fill(-1);
	const { row, group } = from;
	const codes = into.group;
	for (let at = 0; at < from.count; at++) {
		const value = values[row[at] ?? 0] ?? NaN;
		const here = value !== value ? missingHere : value <= threshold === lowHere;
		const code = (group[at] ?? 0) * 2 + (here ? 0 : 1);
		codes[at] = code;
		place[code] = 0;
	}
	const word = bit >> 5;
	const flag = 1 << (bit & 31);
	const known = newBit ? null : new Map<string, number>();
	const grown: boolean[] = [];
	for (let code = 0; code < place.length; code++) {
		if (place[code] !== 0) continue;
		const before = code >> 1;
		const adds = (code & 1) === 1 && ((from.masks[before * words + word] ?? 0) & flag) === 0;
		const next = grown.length;
		for (let at = 0; at < words; at++) into.masks[next * words + at] = from.masks[before * words + at] ?? 0;
		if (adds) into.masks[next * words + word] = (into.masks[next * words + word] ?? 0) | flag;
		const key = known ? into.masks.subarray(next * words, (next + 1) * words).join() : '';
		const same = known?.get(key);
		if (same !== undefined) {
			place[code] = same;
			continue;
		}
		known?.set(key, next);
		into.sizes[next] = (from.sizes[before] ?? 0) + (adds ? 1 : 0);
		place[code] = next;
		grown.push(adds);
	}
	into.groups = grown.length;
	into.count = from.count;
	return { place, grown };
}

/** Whether two groups violate no player in common, so that some coalition of the two rows comes to this leaf. */
export function meets(a: Patterns, inA: number, b: Patterns, inB: number, words: number): boolean {
	for (let word = 0; word < words; word++)
		if (((a.masks[inA * words + word] ?? 0) & (b.masks[inB * words + word] ?? 0)) !== 0) return false;
	return true;
}

/** Groups that may stay: those that grew have to meet one of `other` still. */
export function stillMeet(own: Patterns, grown: readonly boolean[], other: Patterns, words: number): boolean[] {
	return grown.map((grew, group) => {
		if (!grew) return true;
		for (let at = 0; at < other.groups; at++) if (meets(own, group, other, at, words)) return true;
		return false;
	});
}

/** Numbers the groups that stay and drops the rows of the others. */
export function settlePatterns(
	into: Patterns,
	from: Patterns,
	splitting: Splitting,
	stays: readonly boolean[],
	words: number
): void {
	const number = new Int32Array(into.groups).fill(-1);
	let groups = 0;
	stays.forEach((stay, group) => {
		if (!stay) return;
		number[group] = groups;
		into.sizes[groups] = into.sizes[group] ?? 0;
		into.masks.copyWithin(groups * words, group * words, (group + 1) * words);
		groups += 1;
	});
	const place = splitting.place.map((group) => (group < 0 ? -1 : (number[group] ?? -1)));
	into.weights.fill(0, 0, groups);
	const { row, group, weights } = into;
	let count = 0;
	for (let at = 0; at < from.count; at++) {
		const settled = place[group[at] ?? 0] ?? -1;
		if (settled < 0) continue;
		row[count] = from.row[at] ?? 0;
		group[count] = settled;
		weights[settled] = (weights[settled] ?? 0) + 1;
		count += 1;
	}
	into.count = count;
	into.groups = groups;
}
