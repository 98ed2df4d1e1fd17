import * as v from 'valibot';
import { phaseNames } from './recorder';
import type { Profile, SpanName } from './profile';

const SpansSchema = v.array(
	v.object({ name: v.string(), worker: v.string(), start: v.number(), end: v.number(), parent: v.number() })
);

/** The profile of a run that was kept as JSON spans, before there were profiles: no steps, no memory, no transfers. */
export function readOldSpans(bytes: Uint8Array): Profile {
	const spans = v.parse(SpansSchema, JSON.parse(new TextDecoder().decode(bytes)));
	const phases: ReadonlySet<string> = new Set([...phaseNames.trees, ...phaseNames.nets]);
	const workers = [...new Set(spans.map(({ worker }) => worker))];
	const names: SpanName[] = [];
	const levels: number[] = [];
	const totals = new Map<string, { worker: number; name: number; calls: number; ms: number }>();
	const columns = {
		name: new Uint16Array(spans.length),
		worker: new Uint8Array(spans.length),
		level: new Uint8Array(spans.length),
		number: new Uint32Array(spans.length),
		start: Float64Array.from(spans, ({ start }) => start),
		end: Float64Array.from(spans, ({ end }) => end)
	};
	spans.forEach(({ name: text, worker: row, start, end, parent }, at) => {
		const numbered = /^(.+) (\d+)$/.exec(text);
		const own = numbered?.[1] ?? text;
		const kind = phases.has(own) ? 'phase' : 'group';
		let name = names.findIndex((other) => other.name === own);
		if (name < 0) name = names.push({ name: own, kind }) - 1;
		const worker = workers.indexOf(row);
		levels[at] = parent < 0 ? 0 : (levels[parent] ?? 0) + 1;
		columns.name[at] = name;
		columns.worker[at] = worker;
		columns.level[at] = levels[at] ?? 0;
		columns.number[at] = Number(numbered?.[2] ?? 0);
		const total = totals.get(`${worker} ${name}`) ?? { worker, name, calls: 0, ms: 0 };
		totals.set(`${worker} ${name}`, { ...total, calls: total.calls + 1, ms: total.ms + end - start });
	});
	return {
		timeOrigin: 0,
		epoch: 0,
		end: spans.reduce((most, { end }) => Math.max(most, end), 0),
		names,
		workers,
		spans: columns,
		totals: [...totals.values()],
		leftOut: { count: 0, windowMs: 0, stride: 1, fromMs: 0 },
		steps: { ms: new Float64Array(0), end: new Float64Array(0), count: 0, stride: 1 },
		gauges: [],
		moved: []
	};
}
