import type { Profile } from './profile';

/**
 * The phase that took most of each of `bins` equal stretches of a job; null where no single phase was kept. Only spans whose name is among
 * `phases` count.
 */
export function timeline({ names, spans, end }: Profile, phases: readonly string[], bins: number): (string | null)[] {
	const width = end / bins;
	const places = names.map(({ name, kind }) => (kind === 'phase' ? phases.indexOf(name) : -1));
	const shares = Array.from({ length: bins }, () => new Float64Array(phases.length));
	spans.name.forEach((name, at) => {
		const phase = places[name] ?? -1;
		const start = spans.start[at] ?? 0;
		const stop = spans.end[at] ?? 0;
		if (phase < 0 || width === 0) return;
		for (let bin = Math.floor(start / width); bin < bins && bin * width < stop; bin++) {
			const share = shares[bin];
			const overlap = Math.min(stop, (bin + 1) * width) - Math.max(start, bin * width);
			if (share && overlap > 0) share[phase] = (share[phase] ?? 0) + overlap;
		}
	});
	return shares.map((share) => {
		const most = Math.max(...share);
		return most > 0 ? (phases[share.indexOf(most)] ?? null) : null;
	});
}
