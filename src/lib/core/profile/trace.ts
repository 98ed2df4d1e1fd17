import type { Json } from '../json';
import { layOutFlame } from './flame';
import type { Profile } from './profile';

const microseconds = (ms: number) => Math.round(ms * 1000);

/**
 * A profile as Chrome trace JSON (Trace Event Format): complete events in microseconds, a thread for each worker, memory as counters. Perfetto,
 * chrome://tracing and DevTools open it. Perfetto drops a slice that crosses the end of another on its thread, so each is cut to the one it
 * lies in, and of two that begin together the outer one comes first.
 */
export function chromeTrace(profile: Profile, process: string): Json {
	const { names, workers, spans, gauges } = profile;
	const flame = layOutFlame(profile);
	const ends = new Float64Array(spans.name.length);
	const slices = flame.order.map((place) => {
		const start = microseconds(spans.start[place] ?? 0);
		const within = ends[flame.parents[place] ?? -1] ?? Infinity;
		const end = Math.max(start, Math.min(microseconds(spans.end[place] ?? 0), within));
		ends[place] = end;
		const number = spans.number[place] ?? 0;
		return {
			name: names[spans.name[place] ?? 0]?.name ?? '',
			cat: names[spans.name[place] ?? 0]?.kind ?? 'other',
			...{ ph: 'X', ts: start, dur: end - start, pid: 1, tid: (spans.worker[place] ?? 0) + 1 },
			...(number > 0 ? { args: { number } } : {})
		};
	});
	return {
		displayTimeUnit: 'ms',
		traceEvents: [
			{ name: 'process_name', ph: 'M', pid: 1, tid: 1, args: { name: process } },
			...workers.flatMap((name, at) => [
				{ name: 'thread_name', ph: 'M', pid: 1, tid: at + 1, args: { name } },
				{ name: 'thread_sort_index', ph: 'M', pid: 1, tid: at + 1, args: { sort_index: at } }
			]),
			...slices,
			...gauges.flatMap(({ name, at, bytes }) =>
				Array.from(at, (time, place) => ({
					name: `memory ${name}`,
					...{ ph: 'C', ts: microseconds(time), pid: 1, tid: 1 },
					args: { bytes: bytes[place] ?? 0 }
				}))
			)
		]
	};
}
