import type { ThresholdOutcome } from './threshold';

/** What a model's answers on rows it has not seen come to. */
export interface TrialOutcome extends ThresholdOutcome {
	readonly auc: number | null;
}

/** A figure over the splits it was measured on. */
export interface Figure {
	readonly mean: number;
	readonly least: number;
	readonly most: number;
}

export const trialFigures = ['accuracy', 'auc', 'demographic-parity', 'equal-opportunity', 'equalized-odds'] as const;
export type TrialFigure = (typeof trialFigures)[number];
export type TrialSummary = Readonly<Record<TrialFigure, Figure | null>>;

/** Mean, least and most of each figure over the splits that have it; null where none has. */
export function summariseTrials(trials: readonly TrialOutcome[]): TrialSummary {
	const over = (read: (trial: TrialOutcome) => number | null): Figure | null => {
		const known = trials.map(read).filter((value) => value !== null);
		if (known.length === 0) return null;
		const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
		return { mean, least: Math.min(...known), most: Math.max(...known) };
	};
	return {
		accuracy: over(({ accuracy }) => accuracy),
		auc: over(({ auc }) => auc),
		'demographic-parity': over(({ gaps }) => gaps['demographic-parity']),
		'equal-opportunity': over(({ gaps }) => gaps['equal-opportunity']),
		'equalized-odds': over(({ gaps }) => gaps['equalized-odds'])
	};
}
