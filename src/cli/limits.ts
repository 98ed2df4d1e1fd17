import { AppError } from '$lib/core/errors';
import type { BiasReport } from '$lib/core/clarify/bias';
import { checkLimits, isBreach, limitedMetrics, type Limit, type LimitCheck } from '$lib/core/clarify/limit';
import { limitText, parseLimit } from '$lib/core/clarify/limit-text';

/** A limit that was held against a group, as the command prints it. */
export interface LimitResult {
	readonly limit: string;
	readonly facet: string;
	readonly value: string;
	readonly metric: number | null;
	readonly ok: boolean;
	/** Where the limit stands: on the command line, or in the project. */
	readonly from: 'option' | 'project';
	readonly mayBeChance: boolean;
}

/** A `--limit`. */
export function limitOption(text: string): Limit {
	const limit = parseLimit(text);
	if (!limit)
		throw new AppError('usage/bad-option', {
			option: 'limit',
			value: text,
			allowed: `METRIC<=NUMBER, the metric one of ${limitedMetrics.join(', ')}`
		});
	return limit;
}

/**
 * A limit of the command line fails also where its metric was not measured; of those of a project only what the report measures is listed.
 */
export function limitResults(
	asked: readonly Limit[],
	kept: readonly Limit[],
	{ facets }: Pick<BiasReport, 'facets'>
): LimitResult[] {
	const ofProject = checkLimits(kept, facets).filter(({ finding }) => finding !== 'absent' && finding !== 'small');
	return [
		...checkLimits(asked, facets).map((check) => toResult(check, 'option', check.finding === 'within')),
		...ofProject.map((check) => toResult(check, 'project', !isBreach(check)))
	];
}

function toResult(
	{ limit, facet, value, measured, doubt }: LimitCheck,
	from: LimitResult['from'],
	ok: boolean
): LimitResult {
	return { limit: limitText(limit), facet, value, metric: measured, ok, from, mayBeChance: doubt === 'chance' };
}
