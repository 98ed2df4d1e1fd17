import type { Checkpoint } from './checkpoint';
import { outcomeAt, type Criterion, type ThresholdOutcome } from './threshold';
import { correctAt, type ThresholdCurve } from './threshold-curve';

/** Thresholds that nothing beats: whatever is as fair is less accurate. */
export interface FrontierPoint {
	readonly gap: number;
	readonly outcome: ThresholdOutcome;
}

export interface Frontier {
	readonly criterion: Criterion;
	/** From the most accurate to the fairest. Empty where fewer than two groups can be compared. */
	readonly points: readonly FrontierPoint[];
	/** Each point is the best of all thresholds there are. Else, for equalised odds of more than two groups, the best of those looked at. */
	readonly isOptimal: boolean;
	/** Every point of the frontier is there; else they are evenly spaced in the gap. */
	readonly isComplete: boolean;
}

interface Best {
	readonly correct: number;
	readonly gap: number;
	readonly places: readonly number[];
}

/** A group's rates that are compared, each rising from cut to cut; null where it has no row to take it of. */
type GroupRates = readonly (Float64Array | null)[];

interface Sides {
	readonly curves: readonly ThresholdCurve[];
	readonly correct: readonly Float64Array[];
	readonly rates: readonly GroupRates[];
}

/** How many points are looked for: fewer where a sweep is long. */
function mostPoints({ curves }: Sides): number {
	return curves.reduce((sum, { cuts }) => sum + cuts.length, 0) * curves.length > 1_000_000 ? 60 : 200;
}

/**
 * The whole trade-off of accuracy against the gap over one threshold a group, without randomisation (Hardt, Price and Srebro 2016
 * draw lots between two thresholds to reach a gap of 0; these leave the gap that is stated). For each limit of the gap one sweep
 * finds the most accurate thresholds: a reference group's cuts in turn, each other group's best cut within reach by a
 * sliding maximum, so a sweep is linear in the rows once they are sorted. The gap found is the next limit, down to 0.
 */
export async function tradeOff(
	curves: readonly ThresholdCurve[],
	criterion: Criterion,
	checkpoint: Checkpoint
): Promise<Frontier> {
	const sides = sidesOf(curves, criterion);
	const compared = (sides.rates[0] ?? []).map((_, k) => sides.rates.filter((own) => own[k]).length);
	const isOptimal = criterion !== 'equalized-odds' || countCompared(sides) <= 2;
	if (!compared.some((groups) => groups >= 2)) return { criterion, points: [], isOptimal, isComplete: true };
	const found: Best[] = [];
	const most = mostPoints(sides);
	let limit = Infinity;
	while (found.length < most) {
		await checkpoint(found.length, most);
		const best = sweep(sides, limit, criterion);
		if (!best) break;
		found.push(best);
		limit = best.gap;
	}
	const isComplete = found.length < most;
	const bests = isComplete ? found : await spaced(sides, criterion, found[0], checkpoint);
	const points = undominated(bests).map(({ gap, places }) => ({ gap, outcome: outcomeAt(curves, places) }));
	return { criterion, points, isOptimal, isComplete };
}

/** The most accurate point with a gap of at most `most`; the fairest where none is as fair. */
export function pointWithin(points: readonly FrontierPoint[], most: number): FrontierPoint | undefined {
	return points.find(({ gap }) => gap <= most) ?? points.at(-1);
}

/** The gap that one row of the smallest group makes: with fewer a gap cannot be told from chance. */
export function leastGap(curves: readonly ThresholdCurve[], criterion: Criterion): number {
	const sizes = curves.flatMap(({ n, positives }) =>
		criterion === 'demographic-parity'
			? [n]
			: criterion === 'equal-opportunity'
				? [positives]
				: [positives, n - positives]
	);
	return 1 / Math.max(1, Math.min(...sizes.filter((size) => size > 0)));
}

async function spaced(
	sides: Sides,
	criterion: Criterion,
	first: Best | undefined,
	checkpoint: Checkpoint
): Promise<Best[]> {
	const found = first ? [first] : [];
	const widest = first?.gap ?? 0;
	const most = mostPoints(sides);
	for (let step = 1; step <= most; step++) {
		await checkpoint(step, most);
		const limit = step === most ? Number.MIN_VALUE : widest * (1 - step / most);
		const last = found.at(-1);
		if (last && last.gap < limit) continue;
		const best = sweep(sides, limit, criterion);
		if (best) found.push(best);
	}
	return found;
}

function undominated(bests: readonly Best[]): Best[] {
	return bests.filter((best, at) => bests[at + 1]?.correct !== best.correct);
}

function sidesOf(curves: readonly ThresholdCurve[], criterion: Criterion): Sides {
	const over = (counts: Float64Array, whole: number) => (whole === 0 ? null : counts.map((count) => count / whole));
	return {
		curves,
		correct: curves.map((curve) => curve.cuts.map((_, at) => correctAt(curve, at))),
		rates: curves.map(({ n, positives, truePositives, falsePositives }): GroupRates => {
			if (criterion === 'demographic-parity')
				return [
					over(
						truePositives.map((count, at) => count + (falsePositives[at] ?? 0)),
						n
					)
				];
			const recall = over(truePositives, positives);
			return criterion === 'equal-opportunity' ? [recall] : [recall, over(falsePositives, n - positives)];
		})
	};
}

/** The most accurate thresholds with a gap under `limit`, of those as accurate the fairest; null where there are none. */
function sweep(sides: Sides, limit: number, criterion: Criterion): Best | null {
	let best: Best | null = null;
	const reaches = reachesOf(limit, criterion, countCompared(sides));
	sides.rates.forEach((own, reference) => {
		if (own.every((rate) => rate === null)) return;
		for (const reach of reaches) best = sweepFrom(sides, reference, reach, limit, best);
	});
	return best;
}

function countCompared({ rates }: Sides): number {
	return rates.filter((own) => own.some((rate) => rate !== null)).length;
}

/** How far below and above a reference the others may lie. */
interface Reach {
	readonly down: number;
	readonly up: number;
}

/** One rate: the reference is the least of all. Two rates of two groups: each within the limit. Of more: within it by construction. */
function reachesOf(limit: number, criterion: Criterion, groups: number): Reach[] {
	if (criterion !== 'equalized-odds') return [{ down: 0, up: limit }];
	if (groups <= 2) return [{ down: limit, up: limit }];
	return [
		{ down: limit / 2, up: limit / 2 },
		{ down: 0, up: limit },
		{ down: limit, up: 0 }
	];
}

function sweepFrom(sides: Sides, reference: number, reach: Reach, limit: number, known: Best | null): Best | null {
	let best = known;
	const own = sides.correct[reference] ?? new Float64Array(0);
	const others = sides.curves.flatMap((_, g) => (g === reference ? [] : [windowOf(sides, g, reference, reach)]));
	const most = others.reduce((sum, { most: one }) => sum + one, 0);
	const places = sides.curves.map(() => 0);
	for (let at = 0; at < own.length; at++) {
		let correct = own[at] ?? 0;
		if (best && correct + most < best.correct) continue;
		let isWhole = true;
		for (const window of others) {
			const place = window.moveTo(at);
			if (place < 0) isWhole = false;
			else {
				correct += window.correct[place] ?? 0;
				places[window.group] = place;
			}
		}
		if (!isWhole || (best && correct < best.correct)) continue;
		places[reference] = at;
		const gap = gapAt(sides.rates, places);
		if (gap < limit && (!best || correct > best.correct || gap < best.gap))
			best = { correct, gap, places: [...places] };
	}
	return best;
}

/** The best cut of a group among those within reach of the reference's, as the reference's rises: both ends only move on. */
function windowOf({ correct, rates }: Sides, group: number, reference: number, { down, up }: Reach) {
	const own = correct[group] ?? new Float64Array(0);
	const pairs = (rates[group] ?? []).flatMap((rate, k) => {
		const other = rates[reference]?.[k];
		return rate && other ? [{ rate, other }] : [];
	});
	const isAbove = (place: number, at: number) => {
		for (const { rate, other } of pairs) {
			const off = (rate[place] ?? 0) - (other[at] ?? 0);
			if (up === 0 ? off > 0 : off >= up) return true;
		}
		return false;
	};
	const isBelow = (place: number, at: number) => {
		for (const { rate, other } of pairs) {
			const off = (other[at] ?? 0) - (rate[place] ?? 0);
			if (down === 0 ? off > 0 : off >= down) return true;
		}
		return false;
	};
	/** The first place from `from` on that is not below reach; those before it need not be looked at any more. */
	const firstWithin = (from: number, at: number) => {
		if (from >= own.length || !isBelow(from, at)) return from;
		let [low, high] = [from, from + 1];
		while (high < own.length && isBelow(high, at)) [low, high] = [high, Math.min(own.length, high + 2 * (high - from))];
		while (low + 1 < high) {
			const middle = (low + high) >> 1;
			if (isBelow(middle, at)) low = middle;
			else high = middle;
		}
		return high;
	};
	const queue = new Int32Array(own.length);
	let [head, tail, next] = [0, 0, 0];
	return {
		group,
		correct: own,
		most: own.reduce((top, count) => Math.max(top, count), 0),
		/** Its best place for the reference's cut `at`, the strictest of the best; -1 where none is within reach. */
		moveTo(at: number): number {
			while (head < tail && isBelow(queue[head] ?? 0, at)) head += 1;
			if (head === tail) next = firstWithin(next, at);
			for (; next < own.length && !isAbove(next, at); next++) {
				const count = own[next] ?? 0;
				while (tail > head && (own[queue[tail - 1] ?? 0] ?? 0) < count) tail -= 1;
				queue[tail++] = next;
			}
			while (head < tail && isBelow(queue[head] ?? 0, at)) head += 1;
			return head < tail ? (queue[head] ?? -1) : -1;
		}
	};
}

function gapAt(rates: readonly GroupRates[], places: readonly number[]): number {
	let gap = 0;
	for (let k = 0; k < (rates[0]?.length ?? 0); k++) {
		let [least, most] = [Infinity, -Infinity];
		rates.forEach((own, g) => {
			const rate = own[k]?.[places[g] ?? 0];
			if (rate === undefined) return;
			least = Math.min(least, rate);
			most = Math.max(most, rate);
		});
		if (most > least) gap = Math.max(gap, most - least);
	}
	return gap;
}
