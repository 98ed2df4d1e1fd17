import { movedIn, utilisation, type MovedTotal } from './part';
import type { GaugeName, Profile } from './profile';
import { stepHistogram } from './step-histogram';

/** A profile in a few figures, for a report or another program. */
export interface ProfileSummary {
	/** Of the whole job: what stands around the training too. */
	readonly ms: number;
	readonly spans: number;
	/** Short spans that were counted but not kept one by one. */
	readonly leftOut: number;
	/** null when there were fewer than 2. */
	readonly steps: {
		readonly count: number;
		readonly meanMs: number;
		readonly medianMs: number;
		readonly p95Ms: number;
		/** Slower than the mean and 3 standard deviations. */
		readonly outliers: number;
	} | null;
	/** The share of the job in which each worker was busy. */
	readonly workers: readonly { readonly name: string; readonly busy: number }[];
	readonly moved: readonly MovedTotal[];
	/** The most bytes there were of each kind of memory. */
	readonly memory: readonly { readonly name: GaugeName; readonly bytes: number }[];
}

export function summariseProfile(profile: Profile): ProfileSummary {
	const whole = { from: 0, to: profile.end };
	const steps = stepHistogram(profile.steps, whole);
	return {
		ms: profile.end,
		spans: profile.spans.name.length,
		leftOut: profile.leftOut.count,
		steps: steps && {
			count: profile.steps.count,
			...{ meanMs: steps.meanMs, medianMs: steps.medianMs, p95Ms: steps.p95Ms },
			outliers: steps.outliers.length
		},
		workers:
			profile.end > 0
				? utilisation(profile, whole, 100).map(({ worker, share }) => ({ name: worker, busy: share }))
				: [],
		moved: movedIn(profile, whole),
		memory: profile.gauges.map(({ name, most }) => ({ name, bytes: most }))
	};
}
