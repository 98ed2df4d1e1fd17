import type { MetricReason } from '$lib/core/clarify/metric';
import type { AttributionReason } from '$lib/core/monitor/attribution-drift';
import type { DriftReason } from '$lib/core/monitor/drift';
import type { ColumnProfile } from '$lib/core/table/profile';
import type { Metrics } from '$lib/core/train/metrics';

const metric: Record<MetricReason, string> = {
	'empty-facet': 'no row belongs to this group; a threshold t means the group (t, max]',
	'empty-rest': 'every row belongs to this group, so there is no rest to compare with',
	'no-predictions': 'one side has no row with a prediction',
	'no-rows-in-groups': 'no row has a value in the group column',
	'no-label-in-both': 'the two sides have no label value in common',
	'label-missing-on-one-side':
		'one side has only one of the two label values; the other value is left out on both sides',
	'zero-by-zero': 'a ratio of 0 to 0 was read as 0',
	'infinity-minus-infinity': 'infinity minus infinity was read as 0',
	'no-numeric-columns': 'no column but label, prediction and facet is stored as numbers, so there is no distance',
	'rows-incomplete': 'rows with a missing number were left out',
	'rows-sampled': 'measured on a sample of the rows, since there are many',
	'interval-undefined': 'there is no interval, since too few resamples have a value'
};

const drift: Record<DriftReason, string> = {
	'reference-empty': 'the reference has no value in this column',
	'current-empty': 'the current table has no value in this column',
	'both-empty': 'neither table has a value in this column',
	constant: 'the column has one value only',
	'missing-changed': 'the share of missing values changed',
	'type-changed': 'the column is stored as numbers on one side only, so it was compared as text'
};

const attribution: Record<AttributionReason, string> = {
	'baseline-empty': 'the baseline has no column',
	'current-empty': 'the current table has no row',
	'baseline-zero': 'no column adds anything in the baseline, so there is no ranking to compare with',
	'current-zero': 'no column adds anything to the answers of the current rows, so there is no ranking',
	'not-finite': 'an attribution is not a finite number',
	'columns-differ': 'columns that only one side has were left out'
};

export function attributionReason(reason: AttributionReason | null): string | null {
	return reason === null ? null : attribution[reason];
}

export function metricReason(reason: MetricReason | null): string | null {
	return reason === null ? null : metric[reason];
}

export function driftReason(reason: DriftReason | null): string | null {
	return reason === null ? null : drift[reason];
}

/** Why a mean, std or quantile of a column is null; null where none is. */
export function profileReason({ min, mean, std }: ColumnProfile): string | null {
	if (min === null) return 'no row has a value';
	if (mean === null) return 'mean, std and quantiles are of finite numbers, and the column holds none';
	return std === null ? 'a single value has no std' : null;
}

/** Why a metric of a run is null; null where none is. */
export function heldOutReason(metrics: Metrics, testRows: number): string | null {
	if (testRows === 0) return 'no row was held out to measure on';
	if (metrics['auc'] === null) return 'the held-out rows do not hold every class, so there is no auc';
	return metrics['r2'] === null ? 'the target is the same in all held-out rows, so there is no r2' : null;
}
