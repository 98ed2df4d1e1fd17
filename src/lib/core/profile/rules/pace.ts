import { defineRule, number, share, steps, stepwise } from './rule';

/** The first step came late: reading, encoding, binning, compiling took longer than they should. */
export const initialisationTime = defineRule({
	id: 'initialisation-time',
	family: 'profiling',
	severity: 'low',
	estimators: stepwise,
	needs: 'steps',
	fields: { seconds: number(20, 0, 1e6) },
	watch: (param) => {
		let isFirst = true;
		return {
			step: ({ now }) => {
				if (!isFirst) return undefined;
				isFirst = false;
				return now / 1000 > param('seconds') ? { value: now / 1000, limit: param('seconds') } : null;
			}
		};
	}
});

/**
 * More steps than a number, and than a share of all, took longer than the mean and so many deviations of those before them (Welford's running
 * mean and variance; steps that stand out are left out of it).
 */
export const stepOutlier = defineRule({
	id: 'step-outlier',
	family: 'profiling',
	severity: 'low',
	estimators: stepwise,
	needs: 'steps',
	fields: {
		deviations: number(3, 0, 100),
		factor: number(3, 1, 1e6),
		outliers: steps(10, 0),
		share: share(0.02),
		warmUp: steps(30, 2)
	},
	watch: (param) => {
		let count = 0;
		let mean = 0;
		let squares = 0;
		let seen = 0;
		let outliers = 0;
		let idleMs = 0;
		return {
			step: ({ ms, phases }) => {
				seen += 1;
				const deviation = Math.sqrt(squares / Math.max(1, count));
				const limit = Math.max(mean + param('deviations') * deviation, mean * param('factor'));
				const isOutlier = count >= param('warmUp') && ms > limit;
				if (!isOutlier) {
					count += 1;
					const from = ms - mean;
					mean += from / count;
					squares += from * (ms - mean);
					return count >= param('warmUp') ? null : undefined;
				}
				outliers += 1;
				idleMs += phases['idle'] ?? 0;
				const isMany = outliers > Math.max(param('outliers'), param('share') * seen);
				return isMany ? { value: ms, limit, facts: { outliers, meanMs: mean, deviationMs: deviation, idleMs } } : null;
			}
		};
	}
});
