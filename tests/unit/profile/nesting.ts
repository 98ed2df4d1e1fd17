import { expect } from 'vitest';
import type { Profile } from '$lib/core/profile/profile';

/** One span, with words for its numbers. */
export interface ReadSpan {
	readonly name: string;
	readonly worker: string;
	readonly level: number;
	readonly start: number;
	readonly end: number;
}

export function readSpans({ names, workers, spans }: Profile): ReadSpan[] {
	return Array.from(spans.name, (name, at) => ({
		name: names[name]?.name ?? '',
		worker: workers[spans.worker[at] ?? 0] ?? '',
		level: spans.level[at] ?? 0,
		start: spans.start[at] ?? 0,
		end: spans.end[at] ?? 0
	}));
}

/** Spans of a worker are disjoint on their level, and none crosses the border of one on a level above. */
export function expectNested(profile: Profile): void {
	const spans = readSpans(profile);
	for (const worker of profile.workers) {
		const own = spans.filter((span) => span.worker === worker).sort((a, b) => a.start - b.start || a.level - b.level);
		const ends: number[] = [];
		for (const { level, start, end } of own) {
			expect(end).toBeGreaterThanOrEqual(start);
			expect(start).toBeGreaterThanOrEqual(ends[level] ?? 0);
			ends[level] = end;
			for (let above = 0; above < level; above++)
				if (start < (ends[above] ?? 0)) expect(end).toBeLessThanOrEqual(ends[above] ?? 0);
		}
	}
}
