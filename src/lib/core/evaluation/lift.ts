import type { ThresholdCurve } from '../clarify/threshold-curve';

/** One of the tenths of the rows, those with the highest scores first. */
export interface Decile {
	/** Share of all rows up to here. */
	readonly share: number;
	/** Weight of the rows, and of the positives among them. */
	readonly rows: number;
	readonly positives: number;
	/** Share of positives here. */
	readonly rate: number;
	/** The rate here over the rate of all rows. */
	readonly lift: number;
	/** Share of all positives that is found up to here. */
	readonly gained: number;
	/** The least score here. */
	readonly cut: number;
}

/** Positives among the first `share` of the rows, tied scores sharing theirs evenly. */
export function positivesWithin(curve: ThresholdCurve, share: number): { positives: number; cut: number } {
	const { n, cuts, truePositives, falsePositives } = curve;
	const wanted = share * n;
	let [low, high] = [0, cuts.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((truePositives[middle] ?? 0) + (falsePositives[middle] ?? 0) >= wanted * (1 - 1e-12)) high = middle;
		else low = middle + 1;
	}
	const before = Math.max(0, low - 1);
	const reached = (place: number) => (truePositives[place] ?? 0) + (falsePositives[place] ?? 0);
	const step = reached(low) - reached(before);
	const part = step > 0 ? (wanted - reached(before)) / step : 1;
	const found = truePositives[before] ?? 0;
	return { positives: found + part * ((truePositives[low] ?? 0) - found), cut: cuts[low] ?? Infinity };
}

/** Ten tenths of the rows by falling score; none where a class is not there. */
export function decilesOf(curve: ThresholdCurve, steps = 10): Decile[] {
	const { n, positives } = curve;
	if (positives === 0 || positives === n) return [];
	const upTo = Array.from({ length: steps + 1 }, (_, step) => positivesWithin(curve, step / steps));
	return upTo.slice(1).map(({ positives: found, cut }, at) => {
		const own = found - (upTo[at]?.positives ?? 0);
		const rate = own / (n / steps);
		return {
			...{ share: (at + 1) / steps, rows: n / steps, positives: own, rate, cut },
			lift: rate / (positives / n),
			gained: found / positives
		};
	});
}
