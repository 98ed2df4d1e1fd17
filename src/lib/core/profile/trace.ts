import type { Json } from '../json';
import type { Profile } from './profile';

const microseconds = (ms: number) => Math.round(ms * 1000);

/** A profile as Chrome trace JSON (Trace Event Format, complete events, microseconds), which Perfetto and chrome://tracing open. */
export function chromeTrace({ names, workers, spans }: Profile, process: string): Json {
	return {
		displayTimeUnit: 'ms',
		traceEvents: [
			{ name: 'process_name', ph: 'M', pid: 1, tid: 0, args: { name: process } },
			...workers.map((name, at) => ({ name: 'thread_name', ph: 'M', pid: 1, tid: at + 1, args: { name } })),
			...Array.from(spans.name, (name, at) => ({
				name: names[name]?.name ?? '',
				cat: names[name]?.kind ?? 'other',
				ph: 'X',
				ts: microseconds(spans.start[at] ?? 0),
				dur: microseconds(spans.end[at] ?? 0) - microseconds(spans.start[at] ?? 0),
				pid: 1,
				tid: (spans.worker[at] ?? 0) + 1
			}))
		]
	};
}
