import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOldSpans } from '$lib/core/profile/old-spans';
import { decodeProfile, encodeProfile } from '$lib/core/profile/profile-file';
import { Recorder } from '$lib/core/profile/recorder';
import { VarintReader, VarintWriter } from '$lib/core/profile/varints';
import { expectNested } from './nesting';

function recorded() {
	let now = 0;
	const recorder = new Recorder(() => now, ['read'], 'train', { timeOrigin: 1_700_000_000_000.25 });
	recorder.gauge('wasm', 65_536);
	for (let epoch = 1; epoch <= 300; epoch++) {
		recorder.open('epoch', epoch);
		now += 0.005 * epoch;
		recorder.lap('forward');
		now += 12.345;
		recorder.kernel('gemm');
		now += 0.001;
		recorder.lap('backward');
		recorder.step();
		recorder.close();
	}
	recorder.gauge('wasm', 2 ** 33);
	recorder.moved('threads', 5_000_000_000, 3.25);
	recorder.add('gpu', 'matmul', 3_000_000, 3_000_001.5);
	return recorder.profile();
}

describe('a profile as bytes', () => {
	it('comes back to the microsecond, in about 10 bytes a span', () => {
		const profile = recorded();
		const bytes = encodeProfile(profile);
		const back = decodeProfile(bytes);
		expect(back.spans.name).toEqual(profile.spans.name);
		expect(back.spans.worker).toEqual(profile.spans.worker);
		expect(back.spans.level).toEqual(profile.spans.level);
		expect(back.spans.number).toEqual(profile.spans.number);
		for (const [at, start] of profile.spans.start.entries()) {
			expect(back.spans.start[at]).toBeCloseTo(start, 3);
			expect(back.spans.end[at]).toBeCloseTo(profile.spans.end[at] ?? NaN, 3);
		}
		const exact = ['epoch', 'end', 'names', 'workers', 'totals', 'leftOut'] as const;
		for (const part of exact) expect(back[part]).toEqual(profile[part]);
		expect(back.gauges[0]?.bytes).toEqual(profile.gauges[0]?.bytes);
		expect(back.gauges[0]?.at[1]).toBeCloseTo(profile.gauges[0]?.at[1] ?? NaN, 3);
		expect(back.moved[0]).toMatchObject({ kind: 'threads', count: 1, bytes: 5e9, ms: 3.25 });
		expect(back.moved[0]?.each.bytes).toEqual(Float64Array.of(5e9));
		expect(back.steps.count).toBe(300);
		expect(back.steps.ms[299]).toBeCloseTo(profile.steps.ms[299] ?? NaN, 3);
		expectNested(back);
		expect(bytes.length / profile.spans.name.length).toBeLessThan(12);
	});

	it('is refused when it is something else or cut short', () => {
		const bytes = encodeProfile(recorded());
		const invalid: unknown = expect.objectContaining({ code: 'project/invalid' });
		for (const wrong of [Uint8Array.of(1, 2, 3), bytes.slice(0, bytes.length - 20), bytes.slice(0, 40)])
			expect(() => decodeProfile(wrong)).toThrow(invalid);
	});

	it('keeps any whole number, signed or not', () => {
		const numbers = fc.array(fc.integer({ min: -(2 ** 51), max: 2 ** 51 }));
		fc.assert(
			fc.property(numbers, (values) => {
				const writer = new VarintWriter();
				for (const value of values) {
					writer.addSigned(value);
					writer.add(Math.abs(value));
				}
				const reader = new VarintReader(writer.bytes);
				for (const value of values) {
					expect(reader.nextSigned()).toBe(value);
					expect(reader.next()).toBe(Math.abs(value));
				}
			})
		);
	});
});

describe('spans as they were kept before', () => {
	it('still open: groups by their number, levels by their parents', () => {
		const profile = readOldSpans(readFileSync('tests/fixtures/profile/spans-1.json'));
		expectNested(profile);
		expect(profile.names).toEqual([
			{ name: 'read', kind: 'phase' },
			{ name: 'fit', kind: 'group' },
			{ name: 'gradient', kind: 'phase' },
			{ name: 'round', kind: 'group' },
			{ name: 'histogram', kind: 'phase' }
		]);
		expect([...profile.spans.level]).toEqual([0, 0, 1, 1, 2, 1, 2]);
		expect([...profile.spans.number]).toEqual([0, 0, 0, 1, 0, 2, 0]);
		expect(profile.totals).toContainEqual({ worker: 0, name: 4, calls: 2, ms: 9 });
		expect(profile.end).toBe(16);
	});
});
