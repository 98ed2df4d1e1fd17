import type { Checkpoint } from './checkpoint';
import { undefinedFor, valued, type MetricReason } from './metric';
import { placeRows, type Near, type Sites } from './sites';

export interface FlipTest {
	readonly value: number | null;
	/** The least and the largest value over the ways ties among neighbours can break. */
	readonly lowest: number | null;
	readonly highest: number | null;
	readonly reason: MetricReason | null;
	/** Rows left out because a number is missing in them. */
	readonly incomplete: number;
	/** Rows drawn, where the test was made on a sample; null where on all. */
	readonly sampled: number | null;
}

export interface FlipTestInput {
	/** Row-major rows x columns; NaN where a number is missing. */
	readonly points: Float64Array;
	readonly columns: number;
	/** The group of each row, 0 to groups - 1; -1 where it is in none. */
	readonly group: Int32Array;
	readonly groups: number;
	/** 1 where the prediction is positive. */
	readonly predicted: Uint8Array;
	/** How many rows these were drawn from; null where they are all. */
	readonly drawnFrom: number | null;
}

/**
 * The flip test of every group: for each of its rows, what do the k nearest of all other rows get? (rows predicted positive
 * whose neighbours mostly are not - the reverse) / rows of the group. k = 5, or 1 where at most 9 rows are outside it; plain
 * Euclidean distance; ties break by row order. One tree serves all groups.
 */
export async function flipTests(input: FlipTestInput, checkpoint: Checkpoint): Promise<FlipTest[]> {
	const { columns: width, group } = input;
	const complete: number[] = [];
	for (let row = 0; row < group.length; row++) if (isComplete(input, row)) complete.push(row);
	const incomplete = group.length - complete.length;
	const sampled = input.drawnFrom === null ? null : group.length;
	const sizes = new Float64Array(input.groups);
	for (const row of complete) {
		const own = group[row] ?? -1;
		if (own >= 0) sizes[own] = (sizes[own] ?? 0) + 1;
	}
	const sums = width === 0 ? [] : await sumFlips(input, Int32Array.from(complete), sizes, checkpoint);
	return Array.from(sizes, (size, own): FlipTest => {
		const none = (reason: MetricReason) => ({
			...undefinedFor(reason),
			lowest: null,
			highest: null,
			incomplete,
			sampled
		});
		if (size === 0) return none('empty-facet');
		if (size === complete.length) return none('empty-rest');
		if (width === 0) return none('no-numeric-columns');
		const { value = 0, lowest = 0, highest = 0 } = sums[own] ?? {};
		return {
			...valued(value / size, sampled === null ? (incomplete > 0 ? 'rows-incomplete' : null) : 'rows-sampled'),
			lowest: lowest / size,
			highest: highest / size,
			incomplete,
			sampled
		};
	});
}

function isComplete({ points, columns }: FlipTestInput, row: number): boolean {
	for (let column = 0; column < columns; column++) if (!Number.isFinite(points[row * columns + column])) return false;
	return true;
}

interface Sums {
	value: number;
	lowest: number;
	highest: number;
}

/** Rows predicted positive less neighbours' answers, by group. The rows of a group on one spot share their neighbours. */
async function sumFlips(
	input: FlipTestInput,
	rows: Int32Array,
	sizes: Float64Array,
	checkpoint: Checkpoint
): Promise<Sums[]> {
	const sites = placeRows(input.points, input.columns, rows);
	const crowd = countCrowds(sites, input);
	const sums = Array.from(sizes, (): Sums => ({ value: 0, lowest: 0, highest: 0 }));
	for (let site = 0; site < sites.count; site++) {
		if (site % 256 === 0) await checkpoint(site, sites.count);
		for (const own of crowd.groupsAt(site)) {
			const others = rows.length - (sizes[own] ?? 0);
			const sum = sums[own];
			if (others === 0 || !sum) continue;
			const k = others <= 9 ? 1 : 5;
			const near = sites.near(site, k, (other) => crowd.others(other, own).rows);
			const answer = majority(near, k, own, sites, crowd, input);
			const mine = crowd.own(site, own);
			sum.value += mine.positive - mine.rows * answer.answer;
			sum.lowest += mine.positive - mine.rows * answer.most;
			sum.highest += mine.positive - mine.rows * answer.least;
		}
	}
	return sums;
}

interface Crowd {
	readonly rows: number;
	readonly positive: number;
}

const nobody: Crowd = { rows: 0, positive: 0 };

/** How many rows of each group stand on a site, and how many of them are predicted positive. */
function countCrowds(sites: Sites, { group, predicted }: FlipTestInput) {
	const all: Crowd[] = [];
	const byGroup: (readonly (readonly [number, Crowd])[])[] = [];
	for (let site = 0; site < sites.count; site++) {
		const there = new Map<number, { rows: number; positive: number }>();
		const total = { rows: 0, positive: 0 };
		for (const row of sites.rows.subarray(sites.starts[site], sites.starts[site + 1])) {
			const own = group[row] ?? -1;
			const known = there.get(own) ?? { rows: 0, positive: 0 };
			there.set(own, known);
			for (const sum of [known, total]) {
				sum.rows += 1;
				sum.positive += predicted[row] ?? 0;
			}
		}
		all.push(total);
		byGroup.push([...there]);
	}
	const own = (site: number, of: number) => byGroup[site]?.find(([group]) => group === of)?.[1] ?? nobody;
	return {
		own,
		groupsAt: (site: number) => (byGroup[site] ?? []).flatMap(([of]) => (of < 0 ? [] : [of])),
		others(site: number, of: number): Crowd {
			const [total, mine] = [all[site] ?? nobody, own(site, of)];
			return { rows: total.rows - mine.rows, positive: total.positive - mine.positive };
		}
	};
}

interface Answer {
	/** The majority with ties broken by row order, 1 or 0. */
	readonly answer: number;
	/** The least and the most the majority can be. */
	readonly least: number;
	readonly most: number;
}

function majority(
	{ reach, sites: near }: Near,
	k: number,
	own: number,
	sites: Sites,
	crowd: ReturnType<typeof countCrowds>,
	{ group, predicted }: FlipTestInput
): Answer {
	let [nearer, certain, tied, tiedPositive] = [0, 0, 0, 0];
	const edge: number[] = [];
	for (const { site, distance } of near) {
		const others = crowd.others(site, own);
		if (distance < reach) {
			nearer += others.rows;
			certain += others.positive;
		} else {
			tied += others.rows;
			tiedPositive += others.positive;
			edge.push(site);
		}
	}
	const seats = k - nearer;
	const first = edge.flatMap((site) => firstOthers(sites, site, group, own, seats)).sort((a, b) => a - b);
	const chosen = first.slice(0, seats).reduce((sum, row) => sum + (predicted[row] ?? 0), 0);
	const wins = (count: number) => (count * 2 > k ? 1 : 0);
	return {
		answer: wins(certain + chosen),
		least: wins(certain + Math.max(0, seats - (tied - tiedPositive))),
		most: wins(certain + Math.min(seats, tiedPositive))
	};
}

/** The first `most` rows on a site that are not of the group `own`. */
function firstOthers(sites: Sites, site: number, group: Int32Array, own: number, most: number): number[] {
	const found: number[] = [];
	for (let at = sites.starts[site] ?? 0; at < (sites.starts[site + 1] ?? 0) && found.length < most; at++) {
		const row = sites.rows[at] ?? 0;
		if (group[row] !== own) found.push(row);
	}
	return found;
}
