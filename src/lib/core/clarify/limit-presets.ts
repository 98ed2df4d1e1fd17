import type { Limit } from './limit';
import { parseLimit } from './limit-text';

export type LimitPresetId = 'four-fifths' | 'labels' | 'predictions' | 'opportunity';

/** Limits that the field uses; offered, never set by themselves. */
export interface LimitPreset {
	readonly id: LimitPresetId;
	readonly limits: readonly Limit[];
}

const limits = (...texts: string[]) => texts.flatMap((text) => parseLimit(text) ?? []);

/**
 * `four-fifths`: 29 CFR 1607.4 D (1978), a group's rate below 4/5 of the highest is evidence of adverse impact; 1.25 is the same seen
 * from the other side. The others: AI Fairness 360 (Bellamy and others, 2018), whose demonstrator calls -0.1 to 0.1 fair for differences
 * in rates and in recall, which is equality of opportunity.
 */
export const limitPresets: readonly LimitPreset[] = [
	{ id: 'four-fifths', limits: limits('DI>=0.8', 'DI<=1.25') },
	{ id: 'labels', limits: limits('|DPL|<=0.1') },
	{ id: 'predictions', limits: limits('|DPPL|<=0.1') },
	{ id: 'opportunity', limits: limits('|RD|<=0.1') }
];
