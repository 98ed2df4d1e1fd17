import type { Span } from './span';

/**
 * The phase that took most of each of `bins` equal stretches of a run; null where no single phase was kept. Only spans whose name is among
 * `phases` count.
 */
export function timeline(spans: readonly Span[], phases: readonly string[], bins: number): (string | null)[] {
	const end = spans.reduce((most, span) => Math.max(most, span.end), 0);
	const width = end / bins;
	const shares = Array.from({ length: bins }, () => new Float64Array(phases.length));
	for (const { name, start, end: stop } of spans) {
		const phase = phases.indexOf(name);
		if (phase < 0 || width === 0) continue;
		for (let bin = Math.floor(start / width); bin < bins && bin * width < stop; bin++) {
			const share = shares[bin];
			const overlap = Math.min(stop, (bin + 1) * width) - Math.max(start, bin * width);
			if (share && overlap > 0) share[phase] = (share[phase] ?? 0) + overlap;
		}
	}
	return shares.map((share) => {
		const most = Math.max(...share);
		return most > 0 ? (phases[share.indexOf(most)] ?? null) : null;
	});
}
