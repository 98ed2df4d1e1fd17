import { firstAbove, layOutFlame, placeAt, type FlameRow } from '$lib/core/profile/flame';
import { keptShare, movedIn, namesIn, utilisation, type Part } from '$lib/core/profile/part';
import type { Profile } from '$lib/core/profile/profile';
import { stepHistogram } from '$lib/core/profile/step-histogram';

export type Direction = 'before' | 'after' | 'outer' | 'inner';

const leastMs = 0.005;
const settleMs = 150;
const utilisationBins = 120;

/** What of a profile is on screen: the stretch of time, the span that is selected, the names searched for. Tables and charts follow it. */
export class ProfileView {
	readonly profile: Profile;
	readonly flame;
	readonly whole: Part;
	/** What the flame chart shows. */
	shown = $state.raw<Part>({ from: 0, to: 1 });
	/** The same once it rests: what tables and charts are of. */
	part = $state.raw<Part>({ from: 0, to: 1 });
	/** A place among the spans; -1 for none. */
	selected = $state(-1);
	/** Under the pointer. */
	hovered = $state(-1);
	/** Places in `names` that are searched for; null when nothing is. */
	found = $state.raw<ReadonlySet<number> | null>(null);
	#settling: ReturnType<typeof setTimeout> | undefined;

	constructor(profile: Profile) {
		this.profile = profile;
		this.flame = layOutFlame(profile);
		this.whole = { from: 0, to: Math.max(profile.end, leastMs) };
		this.shown = this.part = this.whole;
	}

	readonly isWhole = $derived.by(() => this.part.from <= this.whole.from && this.part.to >= this.whole.to);
	readonly names = $derived.by(() => namesIn(this.profile, this.flame, this.part));
	readonly utilisation = $derived.by(() => utilisation(this.profile, this.part, utilisationBins));
	readonly steps = $derived.by(() => stepHistogram(this.profile.steps, this.part));
	readonly moved = $derived.by(() => movedIn(this.profile, this.part));
	readonly kept = $derived.by(() => keptShare(this.profile.leftOut, this.part));
	/** How many spans on screen are of a name searched for, and what they took. */
	readonly matches = $derived.by(() => {
		const { found, profile, part } = this;
		if (!found) return null;
		let count = 0;
		let ms = 0;
		profile.spans.name.forEach((name, at) => {
			const overlap = Math.min(profile.spans.end[at] ?? 0, part.to) - Math.max(profile.spans.start[at] ?? 0, part.from);
			if (!found.has(name) || overlap < 0) return;
			count += 1;
			ms += overlap;
		});
		return { count, ms };
	});

	show({ from, to }: Part): void {
		const width = Math.min(Math.max(to - from, leastMs), this.whole.to);
		const start = Math.min(Math.max(from, 0), this.whole.to - width);
		this.shown = { from: start, to: start + width };
		clearTimeout(this.#settling);
		this.#settling = setTimeout(() => (this.part = this.shown), settleMs);
	}

	showWhole(): void {
		this.show(this.whole);
	}

	/** Makes the stretch `factor` times as long, the moment `around` staying where it is. */
	zoom(factor: number, around = (this.shown.from + this.shown.to) / 2): void {
		const { from, to } = this.shown;
		this.show({ from: around - (around - from) * factor, to: around + (to - around) * factor });
	}

	/** Moves by a share of what is on screen. */
	pan(share: number): void {
		const { from, to } = this.shown;
		const by = (to - from) * share;
		this.show({ from: from + by, to: to + by });
	}

	/** Shows all of the span that is selected. */
	zoomToSelected(): void {
		const { start, end } = this.profile.spans;
		const from = start[this.selected];
		const to = end[this.selected];
		if (from === undefined || to === undefined) return;
		const margin = Math.max((to - from) * 0.05, leastMs);
		this.show({ from: from - margin, to: to + margin });
	}

	/** Selects the next span on its row, the one before, the one around, or the first one inside (else the row above or below). */
	move(direction: Direction): void {
		const row = this.#rowOf(this.selected);
		if (!row) {
			this.#select(this.flame.rows[0], this.shown.from);
			return;
		}
		const at = row.places.indexOf(this.selected);
		const time = row.starts[at] ?? 0;
		if (direction === 'before' || direction === 'after') {
			const next = row.places[at + (direction === 'after' ? 1 : -1)];
			if (next !== undefined) this.select(next);
			return;
		}
		const rows = this.flame.rows;
		this.#select(rows[rows.indexOf(row) + (direction === 'inner' ? 1 : -1)], time);
	}

	/** The next span after the selected one of a name searched for, by time; the first again after the last. */
	nextMatch(): void {
		const { found, flame, profile } = this;
		if (!found) return;
		const matching = flame.order.filter((place) => found.has(profile.spans.name[place] ?? -1));
		const after = matching.indexOf(this.selected) + 1;
		const next = matching[after % Math.max(1, matching.length)];
		if (next !== undefined) this.select(next);
	}

	/** Selects a span, and brings it on screen. */
	select(place: number): void {
		this.selected = place;
		const start = this.profile.spans.start[place];
		const end = this.profile.spans.end[place];
		const { from, to } = this.shown;
		if (start === undefined || end === undefined || (end >= from && start <= to)) return;
		const middle = (start + end) / 2;
		this.show({ from: middle - (to - from) / 2, to: middle + (to - from) / 2 });
	}

	#select(row: FlameRow | undefined, time: number): void {
		if (!row) return;
		const under = placeAt(row, time);
		const at = under >= 0 ? under : Math.min(firstAbove(row.ends, time), row.places.length - 1);
		const place = row.places[at];
		if (place !== undefined) this.select(place);
	}

	#rowOf(place: number): FlameRow | undefined {
		const { worker, level } = this.profile.spans;
		return this.flame.rows.find((row) => row.worker === worker[place] && row.level === level[place]);
	}
}
