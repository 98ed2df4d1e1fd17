import { correctAt, placeOf, type ThresholdCurve } from './threshold-curve';

export const criteria = ['demographic-parity', 'equal-opportunity', 'equalized-odds'] as const;
/** What is to be alike: the share approved; of those with a positive label; of those with a positive and of those with a negative one. */
export type Criterion = (typeof criteria)[number];

/** What a threshold does to a group; shares are null where there is no row to take them of. */
export interface GroupOutcome {
	/** Approved from this score on; Infinity: nobody. */
	readonly threshold: number;
	readonly n: number;
	readonly approved: number | null;
	readonly truePositiveRate: number | null;
	readonly falsePositiveRate: number | null;
	readonly accuracy: number | null;
}

export interface ThresholdOutcome {
	readonly groups: readonly GroupOutcome[];
	/** Over all rows. */
	readonly approved: number | null;
	readonly accuracy: number | null;
	/** The largest difference between two groups, by criterion; null where fewer than two groups can be compared. */
	readonly gaps: Readonly<Record<Criterion, number | null>>;
}

/** What places on the curves of all groups give. */
export function outcomeAt(curves: readonly ThresholdCurve[], places: readonly number[]): ThresholdOutcome {
	let [n, approved, correct] = [0, 0, 0];
	const groups = curves.map((curve, g): GroupOutcome => {
		const at = places[g] ?? 0;
		const [tp, fp] = [curve.truePositives[at] ?? 0, curve.falsePositives[at] ?? 0];
		n += curve.n;
		approved += tp + fp;
		correct += correctAt(curve, at);
		return {
			threshold: curve.cuts[at] ?? Infinity,
			n: curve.n,
			approved: share(tp + fp, curve.n),
			truePositiveRate: share(tp, curve.positives),
			falsePositiveRate: share(fp, curve.n - curve.positives),
			accuracy: share(correctAt(curve, at), curve.n)
		};
	});
	return { groups, approved: share(approved, n), accuracy: share(correct, n), gaps: gapsOf(groups) };
}

/** What one threshold for all gives. */
export function outcomeOf(curves: readonly ThresholdCurve[], threshold: number): ThresholdOutcome {
	const { groups, ...all } = outcomeAt(
		curves,
		curves.map((curve) => placeOf(curve, threshold))
	);
	return { ...all, groups: groups.map((group) => ({ ...group, threshold })) };
}

type Rates = Pick<GroupOutcome, 'approved' | 'truePositiveRate' | 'falsePositiveRate'>;

/** The largest differences between groups. Equalised odds: the larger of those of the true and of the false positive rates. */
export function gapsOf(groups: readonly Rates[]): Record<Criterion, number | null> {
	const opportunity = spread(groups.map((group) => group.truePositiveRate));
	const negatives = spread(groups.map((group) => group.falsePositiveRate));
	return {
		'demographic-parity': spread(groups.map((group) => group.approved)),
		'equal-opportunity': opportunity,
		'equalized-odds':
			opportunity === null || negatives === null ? (opportunity ?? negatives) : Math.max(opportunity, negatives)
	};
}

function spread(rates: readonly (number | null)[]): number | null {
	const known = rates.filter((rate) => rate !== null);
	return known.length < 2 ? null : Math.max(...known) - Math.min(...known);
}

function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

/**
 * Thresholds under which each group has the share of approvals that one threshold gives all rows together: each group's
 * quantile at that share (demographic parity after Hardt, Price and Srebro 2016). Ties in score can leave the shares a
 * little apart: the cut nearest to the share is taken, the stricter of two as near.
 */
export function equalApproval(curves: readonly ThresholdCurve[], threshold: number): ThresholdOutcome {
	const { approved } = outcomeOf(curves, threshold);
	const places = curves.map((curve) => {
		const wanted = Math.round((approved ?? 0) * curve.n);
		const reached = (at: number) => (curve.truePositives[at] ?? 0) + (curve.falsePositives[at] ?? 0);
		let place = 0;
		while (place + 1 < curve.cuts.length && reached(place + 1) <= wanted) place += 1;
		const next = Math.min(place + 1, curve.cuts.length - 1);
		return reached(next) - wanted < wanted - reached(place) ? next : place;
	});
	return outcomeAt(curves, places);
}
