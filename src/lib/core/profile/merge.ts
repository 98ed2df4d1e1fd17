import type { Part } from './part';
import type { Profile, SpanColumns } from './profile';

/**
 * Lays the profile of a thread over that of the thread that called it, on the caller's axis. The clocks of both say where it goes, unless
 * that lies outside `call`, the time between the call and its answer as the caller saw it (one clock was set meanwhile): then it is put in
 * the middle of the call.
 */
export function mergeProfiles(caller: Profile, called: Profile, call: Part): Profile {
	const shift = shiftOf(caller, called, call);
	const names = [...caller.names];
	const workers = [...caller.workers];
	const nameOf = called.names.map(({ name, kind }) => {
		const at = names.findIndex((other) => other.name === name && other.kind === kind);
		return at < 0 ? names.push({ name, kind }) - 1 : at;
	});
	const workerOf = called.workers.map((worker) => {
		const at = workers.indexOf(worker);
		return at < 0 ? workers.push(worker) - 1 : at;
	});
	const later = (times: Float64Array) => times.map((time) => time + shift);
	return {
		timeOrigin: caller.timeOrigin,
		epoch: caller.epoch,
		end: Math.max(caller.end, called.end + shift),
		...{ names, workers },
		spans: joinColumns(caller.spans, {
			...called.spans,
			name: called.spans.name.map((name) => nameOf[name] ?? 0),
			worker: called.spans.worker.map((worker) => workerOf[worker] ?? 0),
			start: later(called.spans.start),
			end: later(called.spans.end)
		}),
		totals: [
			...caller.totals,
			...called.totals.map(({ worker, name, calls, ms }) => ({
				worker: workerOf[worker] ?? 0,
				name: nameOf[name] ?? 0,
				...{ calls, ms }
			}))
		],
		leftOut: called.leftOut.stride > 1 ? { ...called.leftOut, fromMs: called.leftOut.fromMs + shift } : caller.leftOut,
		steps: called.steps.count > 0 ? { ...called.steps, end: later(called.steps.end) } : caller.steps,
		gauges: [...caller.gauges, ...called.gauges.map((gauge) => ({ ...gauge, at: later(gauge.at) }))],
		moved: [
			...caller.moved,
			...called.moved.map((moved) => ({ ...moved, each: { ...moved.each, at: later(moved.each.at) } }))
		]
	};
}

/** Milliseconds to add to times of the called thread. */
function shiftOf(caller: Profile, called: Profile, { from, to }: Part): number {
	const byClock = called.epoch - caller.epoch;
	if (byClock >= from && byClock + called.end <= to) return byClock;
	return from + Math.max(0, (to - from - called.end) / 2);
}

function joinColumns(a: SpanColumns, b: SpanColumns): SpanColumns {
	const join = <T extends SpanColumns[keyof SpanColumns]>(into: T, first: T, second: T): T => {
		into.set(first);
		into.set(second, first.length);
		return into;
	};
	const count = a.name.length + b.name.length;
	return {
		name: join(new Uint16Array(count), a.name, b.name),
		worker: join(new Uint8Array(count), a.worker, b.worker),
		level: join(new Uint8Array(count), a.level, b.level),
		number: join(new Uint32Array(count), a.number, b.number),
		start: join(new Float64Array(count), a.start, b.start),
		end: join(new Float64Array(count), a.end, b.end)
	};
}
