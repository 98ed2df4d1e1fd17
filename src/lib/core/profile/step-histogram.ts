import type { Part } from './part';
import type { StepTimes } from './profile';

export interface StepHistogram {
	readonly count: number;
	readonly meanMs: number;
	readonly medianMs: number;
	readonly p95Ms: number;
	/** Bins of equal width up to `limitMs`. */
	readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
	/** Mean and 3 standard deviations: steps above are outliers, as the rule of slow steps has it. */
	readonly limitMs: number;
	/** Slowest first. */
	readonly outliers: readonly { readonly ms: number; readonly end: number }[];
}

/** Times of the steps that ended in a part; null when there are fewer than 2. */
export function stepHistogram(steps: StepTimes, { from, to }: Part, binCount = 30): StepHistogram | null {
	const inPart = Array.from(steps.ms.keys()).filter((at) => {
		const end = steps.end[at] ?? 0;
		return end >= from && end <= to;
	});
	if (inPart.length < 2) return null;
	const sorted = Float64Array.from(inPart, (at) => steps.ms[at] ?? 0).sort();
	const count = sorted.length;
	const quantile = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
	const meanMs = sorted.reduce((sum, ms) => sum + ms, 0) / count;
	const limitMs = meanMs + 3 * Math.sqrt(sorted.reduce((sum, ms) => sum + (ms - meanMs) ** 2, 0) / count);
	const least = sorted[0] ?? 0;
	const most = Math.min(limitMs, sorted[count - 1] ?? 0);
	const width = Math.max((most - least) / binCount, 1e-9);
	const counts = new Uint32Array(binCount);
	const outliers: { ms: number; end: number }[] = [];
	for (const at of inPart) {
		const ms = steps.ms[at] ?? 0;
		if (ms > limitMs) outliers.push({ ms, end: steps.end[at] ?? 0 });
		else {
			const bin = Math.min(binCount - 1, Math.floor((ms - least) / width));
			counts[bin] = (counts[bin] ?? 0) + 1;
		}
	}
	return {
		...{ count, meanMs, limitMs, medianMs: quantile(0.5), p95Ms: quantile(0.95) },
		bins: Array.from(counts, (n, bin) => ({ from: least + bin * width, to: least + (bin + 1) * width, count: n })),
		outliers: outliers.sort((a, b) => b.ms - a.ms)
	};
}
