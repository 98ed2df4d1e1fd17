import type { Json } from '../json';
import type { Profile } from '../profile/profile';
import type { Estimate } from '../evaluation/estimate';
import type { RunMeta } from './run-meta';
import type { Verified } from './verified';

/** Everything a report of a run says. */
export interface RunReport {
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly made: number;
	readonly dataset: string;
	/** Its metrics are those of the model that answers for it. */
	readonly meta: RunMeta;
	/** From which probability of the second class on that model calls it; null: the likelier class. */
	readonly threshold: number | null;
	/** Null in runs from before profiles were kept. */
	readonly profile: Profile | null;
	/** Held-out figures with 95 % intervals, by name; empty where no held-out rows were kept. */
	readonly intervals: Readonly<Record<string, Estimate>>;
	readonly verified: readonly Verified[];
}

export interface HistogramOfSteps {
	readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
	readonly count: number;
	readonly median: number;
	readonly p95: number;
	readonly most: number;
}

/** Milliseconds of steps in 20 even bins up to the 99th percentile, the last one open above. Null without steps. */
export function stepHistogram(profile: Profile | null): HistogramOfSteps | null {
	const sorted = Float64Array.from(profile?.steps.ms ?? []).sort();
	if (!profile || sorted.length === 0) return null;
	const quantile = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
	const top = Math.max(quantile(0.99), 1e-6);
	const count = 20;
	const counts = new Array<number>(count).fill(0);
	for (const ms of sorted) {
		const bin = Math.min(count - 1, Math.floor((ms / top) * count));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	const most = sorted.at(-1) ?? 0;
	return {
		bins: counts.map((of, at) => ({
			from: (at * top) / count,
			to: at === count - 1 ? Math.max(top, most) : ((at + 1) * top) / count,
			count: of
		})),
		...{ count: profile.steps.count, median: quantile(0.5), p95: quantile(0.95), most }
	};
}

export interface WorkerUse {
	readonly worker: string;
	readonly busyMs: number;
	/** Of the whole job. */
	readonly share: number;
}

/** How long each thread worked: its phases but `idle`, or what was measured on its row. */
export function workerUse(profile: Profile | null): WorkerUse[] {
	if (!profile || !(profile.end > 0)) return [];
	return profile.workers.map((worker, row) => {
		const own = profile.totals.filter((total) => total.worker === row);
		const named = own.map(({ name, ms }) => ({ ms, ...profile.names[name] }));
		const kind = named.some((one) => one.kind === 'phase') ? 'phase' : 'other';
		const busyMs = named.reduce((sum, one) => (one.kind === kind && one.name !== 'idle' ? sum + one.ms : sum), 0);
		return { worker, busyMs, share: Math.min(1, busyMs / profile.end) };
	});
}

/** At most `most` of a list, evenly taken, the last one among them. */
export function thinned<T>(list: readonly T[], most: number): T[] {
	if (list.length <= most) return [...list];
	return Array.from({ length: most }, (_, at) => list[Math.round((at * (list.length - 1)) / (most - 1))]).flatMap(
		(one) => (one === undefined ? [] : [one])
	);
}

/** The report as JSON: what was kept of the run, what the profile sums up to, and what was verified. */
export function runReportJson(report: RunReport): Json {
	const { name, made, dataset, meta, threshold, profile, intervals, verified } = report;
	const steps = stepHistogram(profile);
	const plain: unknown = {
		schemaVersion: 1,
		...{ name, dataset, made: new Date(made).toISOString() },
		run: meta,
		...(threshold !== null && { threshold }),
		intervals,
		profile: profile && {
			ms: profile.end,
			workers: workerUse(profile),
			steps,
			memory: profile.gauges.map(({ name: kind, most }) => ({ kind, mostBytes: most })),
			moved: profile.moved.map(({ kind, count, bytes, ms }) => ({ kind, count, bytes, ms }))
		},
		verified
	};
	const json: Json = JSON.parse(JSON.stringify(plain));
	return json;
}
