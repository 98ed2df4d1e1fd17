import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearScale, roundTicks, shortened } from '$lib/core/document/svg';

describe('what drawings are made with', () => {
	it('puts ticks on round numbers within the domain', () => {
		expect(roundTicks([0, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]);
		expect(roundTicks([-0.3, 0.31], 6)).toEqual([-0.2, 0, 0.2]);
		expect(roundTicks([5, 5], 4)).toEqual([5]);
		const wide = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
		fc.assert(
			fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), wide, (low, width) => {
				const high = low + width;
				const ticks = roundTicks([low, high], 5);
				expect(ticks.length).toBeLessThanOrEqual(12);
				const room = width * 1e-6 + Math.abs(low) * 1e-9;
				for (const tick of ticks) expect(tick >= low - room && tick <= high + room).toBe(true);
			})
		);
	});

	it('scales in a straight line, and a domain of no width to the middle', () => {
		const scale = linearScale([-1, 3], [0, 40]);
		expect([scale(-1), scale(0), scale(3)]).toEqual([0, 10, 40]);
		expect(linearScale([2, 2], [0, 40])(2)).toBe(20);
	});

	it('cuts texts by what they take up, never within a sign', () => {
		expect(shortened('workclass', 20)).toBe('workclass');
		expect(shortened('workclass', 4)).toBe('work…');
		expect(shortened('年齢と職業', 6)).toBe('年齢と…');
		expect(shortened('👩‍👧‍👦👩‍👧‍👦', 2)).toBe('👩‍👧‍👦…');
	});
});
