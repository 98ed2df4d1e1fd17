import * as v from 'valibot';
import { ruleIds } from './catalogue';
import { ruleActions, ruleNeeds } from './rule';

const PlaceSchema = v.object({
	/** Of the curve: a round, an epoch, an iteration; 0 before the first. */
	step: v.number(),
	/** Of the batches since the run began; null where the rule looked at a whole step. */
	batch: v.nullable(v.number()),
	tensor: v.nullable(v.string()),
	value: v.number(),
	limit: v.number()
});
export type RulePlace = v.InferOutput<typeof PlaceSchema>;

/** What one rule found in a run. What older versions did not keep has a default. */
export const RuleResultSchema = v.object({
	rule: v.picklist(ruleIds),
	status: v.picklist(['issue', 'ok', 'no-data']),
	severity: v.optional(v.picklist(['high', 'medium', 'low']), 'medium'),
	family: v.optional(v.picklist(['training', 'profiling']), 'training'),
	action: v.optional(v.picklist(ruleActions), 'notify'),
	/** Further figures of the first finding, by name. */
	evidence: v.record(v.string(), v.number()),
	/** Parameters by name, or `engine`, to try instead. */
	suggestion: v.nullable(v.record(v.string(), v.union([v.number(), v.string()]))),
	/** Where it was found first, and where it was farthest beyond the limit. */
	first: v.optional(v.nullable(PlaceSchema), null),
	worst: v.optional(v.nullable(PlaceSchema), null),
	/** How often it looked, and how often it found something. */
	looks: v.optional(v.number(), 0),
	/** Of how many batches or rounds, where it judges tensors, which are not shown after each; null elsewhere. */
	looksOf: v.optional(v.nullable(v.number()), null),
	firings: v.optional(v.number(), 0),
	params: v.optional(v.record(v.string(), v.number()), {}),
	/** What it would have read, where it had no data. */
	lacks: v.optional(v.nullable(v.picklist(ruleNeeds)), null)
});
export type RuleResult = v.InferOutput<typeof RuleResultSchema>;
export type Finding = RuleResult & { readonly status: 'issue' };

/** A rule over tensors that were shown to it after some batches or rounds only, not after each. */
export function isSampled({ looks, looksOf }: RuleResult): boolean {
	return looks > 0 && looksOf !== null && looks < looksOf;
}

export function isFinding(result: RuleResult): result is Finding {
	return result.status === 'issue';
}
