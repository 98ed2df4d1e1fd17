import { resamplings } from './resample';
import type { Criterion, ThresholdOutcome } from './threshold';

export const mitigationMethods = ['reweigh', ...resamplings, 'massage', 'correlation'] as const;
/** What changes the table a model learns from; thresholds change what is made of a model's scores. */
export type MitigationMethod = (typeof mitigationMethods)[number];
export const mitigations = [...mitigationMethods, 'threshold'] as const;
export type Mitigation = (typeof mitigations)[number];

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

/** A mitigation that was tried; without figures where the table did not allow it. */
export interface TriedMitigation {
	readonly mitigation: Mitigation;
	/** What thresholds were to make alike; null for what changes the table. */
	readonly criterion: Criterion | null;
	readonly summary: TrialSummary | null;
}

/** Mitigations beside the same quick model without any, all on the same rows that none has seen. */
export interface TriedMitigations {
	readonly estimator: 'linear' | 'trees';
	readonly rows: { readonly train: number; readonly test: number; readonly all: number };
	/** How many splits the figures are means over. */
	readonly splits: number;
	/** Whose gap is looked at first. */
	readonly criterion: Criterion;
	readonly asIs: TrialSummary;
	readonly tried: readonly TriedMitigation[];
}

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
