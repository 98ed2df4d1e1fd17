import { plainCosts, thresholdAims, type Costs, type ThresholdAim } from '$lib/core/evaluation/costs';
import { oneOf, parseList, parseNumber, parsePairs } from './options';

/** A threshold, or what it is to be best by. */
export function parseThreshold(text: string): number | ThresholdAim {
	return thresholdAims.find((aim) => aim === text) ?? parseNumber('threshold', text);
}

/** `fp=1,fn=5`. */
export function parseCosts(text: string | undefined): Costs {
	const outcomes = { tp: 'truePositives', fp: 'falsePositives', fn: 'falseNegatives', tn: 'trueNegatives' } as const;
	const costs: Record<keyof Costs, number> = { ...plainCosts };
	for (const [name, cost] of Object.entries(parsePairs('cost', parseList(text)))) {
		const outcome = oneOf('cost', name, ['tp', 'fp', 'fn', 'tn']);
		costs[outcomes[outcome]] = parseNumber('cost', cost);
	}
	return costs;
}
