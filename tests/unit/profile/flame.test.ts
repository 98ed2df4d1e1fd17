import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { eachBox, layOutFlame, placeAt } from '$lib/core/profile/flame';
import { madeUpProfile } from './made-up-profile';
import { readSpans } from './nesting';

describe('the flame chart', () => {
	const profile = madeUpProfile(4000, 3);
	const flame = layOutFlame(profile);
	const spans = readSpans(profile);

	it('has each span once, on the row of its worker and level', () => {
		const placed = flame.rows.flatMap(({ worker, level, places }) =>
			Array.from(places, (at) => [at, profile.workers[worker], level])
		);
		expect(placed.length).toBe(spans.length);
		for (const [at, worker, level] of placed) expect(spans[Number(at)]).toMatchObject({ worker, level });
	});

	it('knows what each span lies in, as a search through all of them says', () => {
		const random = seededRandom(1);
		for (let tries = 0; tries < 200; tries++) {
			const at = Math.floor(random() * spans.length);
			const { worker, level, start, end } = spans[at] ?? { worker: '', level: 0, start: 0, end: 0 };
			const around = spans.flatMap((other, place) =>
				other.worker === worker && other.level === level - 1 && other.start <= start && other.end >= end ? [place] : []
			);
			// a span without length may lie on the border of two
			expect(around.length > 0 ? around : [-1]).toContain(flame.parents[at]);
		}
	});

	it('tells the boxes on screen, as a search through all of them says, and no more than there are pixels', () => {
		const random = seededRandom(2);
		for (const row of flame.rows) {
			for (let tries = 0; tries < 20; tries++) {
				const from = random() * profile.end;
				const to = from + random() * (profile.end - from);
				const pixel = (to - from) / 500;
				const wanted = Array.from(row.places, (at) => spans[at]).filter(
					(span) => span !== undefined && span.end > from && span.start < to
				);
				let boxes = 0;
				let told = 0;
				let last = -Infinity;
				eachBox(row, from, to, pixel, (start, end, at, count) => {
					boxes += 1;
					told += count;
					expect(start).toBeGreaterThanOrEqual(last);
					expect(end).toBeGreaterThanOrEqual(start);
					expect(row.starts[at]).toBeGreaterThanOrEqual(start);
					if (count === 1) expect([row.starts[at], row.ends[at]]).toEqual([start, end]);
					last = end;
				});
				expect(boxes).toBeLessThanOrEqual(1002);
				expect(told).toBeGreaterThanOrEqual(wanted.length);
				expect(told).toBeLessThanOrEqual(wanted.length + 500);
			}
		}
	});

	it('finds the span at a moment', () => {
		const random = seededRandom(3);
		for (const row of flame.rows) {
			for (let tries = 0; tries < 100; tries++) {
				const time = random() * profile.end;
				const wanted = Array.from(row.places).findIndex((at) => {
					const span = spans[at];
					return span !== undefined && span.start <= time && time < span.end;
				});
				expect(placeAt(row, time)).toBe(wanted);
			}
		}
	});

	it('finds the nearest span within reach of a finger', () => {
		const row = {
			worker: 0,
			level: 0,
			places: Int32Array.of(4, 5),
			starts: Float64Array.of(1, 6),
			ends: Float64Array.of(2, 9)
		};
		expect([0.5, 1.5, 2.4, 3.5, 5.6, 9.2].map((time) => placeAt(row, time, 0.5))).toEqual([0, 0, 0, -1, 1, 1]);
		expect(placeAt(row, 2.4)).toBe(-1);
	});
});
