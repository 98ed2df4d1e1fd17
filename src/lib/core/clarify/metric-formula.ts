import type { MetricName } from './metric';

/**
 * What a metric is, in signs: d the group, a the rest, n rows, n1 and n0 those with and without the good outcome, ^ predicted, q the share of
 * good outcomes, P the distribution of outcomes. After smclarify 0.5, the library behind SageMaker Clarify.
 */
export const metricFormulas: Readonly<Record<MetricName, string>> = {
	CI: '(n_a − n_d) / (n_a + n_d)',
	DPL: 'q_a − q_d',
	KL: 'Σ P_a ln(P_a / P_d)',
	JS: '½ [KL(P_a, M) + KL(P_d, M)], M = (P_a + P_d) / 2',
	LP: '√ Σ (P_a − P_d)²',
	TVD: '½ Σ |P_a − P_d|',
	KS: 'max |P_a − P_d|',
	CDDL: '(1/n) Σ_g n_g (n0_d,g / n0_g − n1_d,g / n1_g)',
	DPPL: 'q̂_a − q̂_d',
	DI: 'q̂_d / q̂_a',
	DCA: 'n1_a / n̂1_a − n1_d / n̂1_d',
	DCR: 'n0_d / n̂0_d − n0_a / n̂0_a',
	RD: 'TP_a / n1_a − TP_d / n1_d',
	SD: 'TN_d / n0_d − TN_a / n0_a',
	DAR: 'TP_a / n̂1_a − TP_d / n̂1_d',
	DRR: 'TN_d / n̂0_d − TN_a / n̂0_a',
	AD: '(TP_a + TN_a) / n_a − (TP_d + TN_d) / n_d',
	TE: 'FN_d / FP_d − FN_a / FP_a',
	GE: '(1/2n) Σ ((b/μ)² − 1), b = ŷ − y + 1',
	CDDPL: '(1/n) Σ_g n_g (n̂0_d,g / n̂0_g − n̂1_d,g / n̂1_g)',
	FT: '(#[ŷ > kNN_a] − #[ŷ < kNN_a]) / n_d'
};
