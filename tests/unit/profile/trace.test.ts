import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { chromeTrace } from '$lib/core/profile/trace';
import { Recorder } from '$lib/core/profile/recorder';
import { madeUpProfile } from './made-up-profile';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const event = { name: v.pipe(v.string(), v.minLength(1)), pid: whole, tid: whole };
const EventSchema = v.variant('ph', [
	v.strictObject({
		...event,
		ph: v.literal('X'),
		cat: v.string(),
		ts: time,
		dur: time,
		args: v.optional(v.record(v.string(), v.number()))
	}),
	v.strictObject({ ...event, ph: v.literal('C'), ts: time, args: v.record(v.string(), v.number()) }),
	v.strictObject({
		...event,
		ph: v.literal('M'),
		name: v.picklist(['process_name', 'thread_name', 'thread_sort_index']),
		args: v.record(v.string(), v.union([v.string(), v.number()]))
	})
]);
const TraceSchema = v.strictObject({ displayTimeUnit: v.picklist(['ms', 'ns']), traceEvents: v.array(EventSchema) });

/**
 * What Perfetto's importer of JSON (src/trace_processor/importers/json) would count as an error or drop: a wrong shape, a thread without a
 * name, a slice that begins before one of its thread that came earlier in the file at the same time or crosses the end of one still open.
 */
function perfettoErrors(trace: unknown): string[] {
	const { traceEvents } = v.parse(TraceSchema, JSON.parse(JSON.stringify(trace)));
	const errors: string[] = [];
	const named = new Set(
		traceEvents.flatMap(({ ph, name, tid }) => (ph === 'M' && name === 'thread_name' ? [tid] : []))
	);
	const slices = traceEvents.filter((one) => one.ph === 'X').sort((a, b) => a.ts - b.ts);
	const open = new Map<number, number[]>();
	for (const { name, tid, ts, dur } of slices) {
		if (!named.has(tid)) errors.push(`thread ${tid} has no name`);
		const ends = open.get(tid) ?? [];
		while (ends.length > 0 && (ends.at(-1) ?? 0) <= ts) ends.pop();
		if (ends.length > 0 && ts + dur > (ends.at(-1) ?? 0))
			errors.push(`${name} at ${ts} crosses the end of what it lies in`);
		open.set(tid, [...ends, ts + dur]);
	}
	return errors;
}

describe('the Chrome trace of a profile', () => {
	it('has nothing that Perfetto would drop, in 20,000 spans on three threads', () => {
		const profile = madeUpProfile(15_000);
		const trace = chromeTrace(profile, 'income trees');
		expect(perfettoErrors(trace)).toEqual([]);
		const { traceEvents } = v.parse(TraceSchema, trace);
		expect(traceEvents.filter(({ ph }) => ph === 'X').length).toBe(profile.spans.name.length);
		expect(traceEvents.filter(({ ph }) => ph === 'C').length).toBe(profile.gauges[0]?.at.length);
	});

	it('is cut where clocks of two threads disagree', () => {
		let now = 0;
		const recorder = new Recorder(() => now, [], 'train');
		recorder.add('gpu', 'pass', 0, 10);
		recorder.add('gpu', 'matmul', 2, 12, 1);
		now = 1.5;
		recorder.lap('read');
		const trace = chromeTrace(recorder.profile(), 'x');
		expect(perfettoErrors(trace)).toEqual([]);
		expect(v.parse(TraceSchema, trace).traceEvents.filter(({ ph }) => ph === 'X')).toEqual([
			{ name: 'read', cat: 'phase', ph: 'X', ts: 0, dur: 1500, pid: 1, tid: 1 },
			{ name: 'pass', cat: 'other', ph: 'X', ts: 0, dur: 10_000, pid: 1, tid: 2 },
			{ name: 'matmul', cat: 'other', ph: 'X', ts: 2000, dur: 8000, pid: 1, tid: 2 }
		]);
	});

	it('would be found out if slices crossed', () => {
		const slice = (ts: number, dur: number) => ({ name: 'a', cat: 'b', ph: 'X', ts, dur, pid: 1, tid: 1 });
		const traceEvents = [
			{ name: 'thread_name', ph: 'M', pid: 1, tid: 1, args: { name: 't' } },
			slice(0, 10),
			slice(5, 10)
		];
		expect(perfettoErrors({ displayTimeUnit: 'ms', traceEvents }).length).toBe(1);
	});
});
