import type { Flame } from './flame';
import type { LeftOut, MoveKind, Profile, SpanKind } from './profile';

/** A stretch of a job, in milliseconds on the profile's axis. */
export interface Part {
	readonly from: number;
	readonly to: number;
}

/** What spans of one name on one worker took in a part. */
export interface NameTimes {
	readonly worker: string;
	readonly name: string;
	readonly kind: SpanKind;
	readonly calls: number;
	readonly ms: number;
	/** Without what the groups and phases inside took; null where some of them were left out. Kernels are a sample, so they stay in. */
	readonly selfMs: number | null;
	readonly meanMs: number;
	/** Of the spans that were kept. */
	readonly p95Ms: number;
}

/** Phases in which a thread waits for another, or lets messages in. */
export const waitingPhases: ReadonlySet<string> = new Set(['idle', 'table', 'train']);

/** The share of a part whose short spans were kept. */
export function keptShare({ stride, windowMs, fromMs }: LeftOut, { from, to }: Part): number {
	if (stride === 1 || !(to > from)) return 1;
	const period = windowMs * stride;
	const keptUntil = (time: number) => {
		const since = Math.max(0, time - fromMs);
		return Math.floor(since / period) * windowMs + Math.min(since % period, windowMs);
	};
	return (keptUntil(to) - keptUntil(from)) / (to - from);
}

/**
 * Times by worker and name in a part: a span that reaches over its border counts with what lies inside. Of the whole job totals and calls
 * are exact; of a part they are those of the spans that were kept (see keptShare). Longest first.
 */
export function namesIn(profile: Profile, flame: Flame, part: Part): NameTimes[] {
	const { names, workers, spans, totals, leftOut } = profile;
	const isWhole = part.from <= 0 && part.to >= profile.end;
	const width = names.length;
	const ms = new Float64Array(width * workers.length);
	const inside = new Float64Array(ms.length);
	const calls = new Uint32Array(ms.length);
	const durations = Array.from(ms, (): number[] => []);
	spans.name.forEach((name, at) => {
		const start = spans.start[at] ?? 0;
		const end = spans.end[at] ?? 0;
		const overlap = Math.min(end, part.to) - Math.max(start, part.from);
		if (overlap < 0 || (overlap === 0 && end > start)) return;
		const slot = (spans.worker[at] ?? 0) * width + name;
		ms[slot] = (ms[slot] ?? 0) + overlap;
		calls[slot] = (calls[slot] ?? 0) + 1;
		durations[slot]?.push(end - start);
		const parent = flame.parents[at] ?? -1;
		if (parent < 0 || names[name]?.kind === 'kernel') return;
		const above = (spans.worker[parent] ?? 0) * width + (spans.name[parent] ?? 0);
		inside[above] = (inside[above] ?? 0) + overlap;
	});
	const found: NameTimes[] = [];
	const tell = (worker: number, name: number, allCalls: number, allMs: number) => {
		const slot = worker * width + name;
		if (allCalls === 0) return;
		const sorted = Float64Array.from(durations[slot] ?? []).sort();
		found.push({
			worker: workers[worker] ?? '',
			name: names[name]?.name ?? '',
			kind: names[name]?.kind ?? 'other',
			calls: allCalls,
			ms: allMs,
			selfMs: leftOut.count > 0 && names[name]?.kind === 'group' ? null : Math.max(0, allMs - (inside[slot] ?? 0)),
			meanMs: isWhole ? allMs / allCalls : sorted.reduce((sum, one) => sum + one, 0) / Math.max(1, sorted.length),
			p95Ms: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0
		});
	};
	if (isWhole) for (const total of totals) tell(total.worker, total.name, total.calls, total.ms);
	else
		for (let slot = 0; slot < ms.length; slot++)
			tell(Math.floor(slot / width), slot % width, calls[slot] ?? 0, ms[slot] ?? 0);
	return found.sort((a, b) => b.ms - a.ms);
}

/** How busy a worker was in each of equal stretches of a part: 0 to 1, null where nothing was kept; and over all of it. */
export interface Utilisation {
	readonly worker: string;
	readonly share: number;
	readonly bins: readonly (number | null)[];
}

/** A worker is busy in its phases, but for those in which it waits, and in what was measured elsewhere. */
export function utilisation(profile: Profile, part: Part, count: number): Utilisation[] {
	const { names, workers, spans, leftOut } = profile;
	const width = (part.to - part.from) / count;
	const isBusy = names.map(({ name, kind }) => (kind === 'phase' && !waitingPhases.has(name)) || kind === 'other');
	const busy = workers.map(() => new Float64Array(count));
	spans.name.forEach((name, at) => {
		const own = busy[spans.worker[at] ?? 0];
		const from = Math.max(spans.start[at] ?? 0, part.from);
		const to = Math.min(spans.end[at] ?? 0, part.to);
		if (!own || !isBusy[name] || to <= from || (names[name]?.kind === 'other' && spans.level[at] !== 0)) return;
		const first = Math.floor((from - part.from) / width);
		for (let bin = first; bin < count && part.from + bin * width < to; bin++) {
			const begin = part.from + bin * width;
			own[bin] = (own[bin] ?? 0) + Math.max(0, Math.min(to, begin + width) - Math.max(from, begin));
		}
	});
	return workers.map((worker, row) => {
		const bins = Array.from(busy[row] ?? [], (ms, bin) => {
			const begin = part.from + bin * width;
			const kept = keptShare(leftOut, { from: begin, to: begin + width });
			return kept < 0.1 ? null : Math.min(1, ms / (kept * width));
		});
		const known = bins.filter((bin) => bin !== null);
		return { worker, bins, share: known.reduce((sum, bin) => sum + bin, 0) / Math.max(1, known.length) };
	});
}

export interface MovedTotal {
	readonly kind: MoveKind;
	readonly count: number;
	readonly bytes: number;
	readonly ms: number;
}

/** What was moved in a part: transfers that ended in it. Of the whole job the sums are exact. */
export function movedIn({ moved, end }: Profile, part: Part): MovedTotal[] {
	if (part.from <= 0 && part.to >= end) return moved.map(({ kind, count, bytes, ms }) => ({ kind, count, bytes, ms }));
	return moved
		.map(({ kind, each }) => {
			const sums = { kind, count: 0, bytes: 0, ms: 0 };
			each.at.forEach((at, place) => {
				if (at < part.from || at > part.to) return;
				sums.count += 1;
				sums.bytes += each.bytes[place] ?? 0;
				sums.ms += each.ms[place] ?? 0;
			});
			return sums;
		})
		.filter(({ count }) => count > 0);
}
