import type { Json } from '../json';
import type { Span } from './span';

/** Spans as Chrome trace JSON (Trace Event Format, complete events, microseconds), which Perfetto and chrome://tracing open. */
export function chromeTrace(spans: readonly Span[], process: string): Json {
	const workers = [...new Set(spans.map((span) => span.worker))];
	return {
		displayTimeUnit: 'ms',
		traceEvents: [
			{ name: 'process_name', ph: 'M', pid: 1, tid: 0, args: { name: process } },
			...workers.map((name, at) => ({ name: 'thread_name', ph: 'M', pid: 1, tid: at + 1, args: { name } })),
			...spans.map(({ name, worker, start, end, parent }) => ({
				name,
				cat: parent < 0 ? 'run' : 'phase',
				ph: 'X',
				ts: Math.round(start * 1000),
				dur: Math.max(0, Math.round(end * 1000) - Math.round(start * 1000)),
				pid: 1,
				tid: workers.indexOf(worker) + 1
			}))
		]
	};
}
