import * as v from 'valibot';
import { canonicalJson, toJson } from '../json';
import type { Artifact } from '../project/artifact';
import { unfitted, type Recipe } from '../recipe/recipe';

/** What a report artifact keeps: what was asked. The report itself is the blob `report` (JSON). */
export const InsightMetaSchema = v.object({
	schemaVersion: v.literal(1),
	/** The recipe that had prepared the table. */
	recipe: v.string(),
	target: v.nullable(v.string()),
	/** Null: as the target suggests. */
	task: v.nullable(v.picklist(['classification', 'regression'])),
	seed: v.number(),
	warnings: v.number()
});
export type InsightMeta = v.InferOutput<typeof InsightMetaSchema>;

/** What a report says of itself; null when it is none, or one of a shape this version does not know. */
export function readInsightMeta(artifact: Artifact): InsightMeta | null {
	if (artifact.type !== 'insight-report') return null;
	const parsed = v.safeParse(InsightMetaSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}

/** What tells one recipe from another by what they do: names of steps, and steps that are off, do nothing. */
export function recipeMark(recipe: Recipe): string {
	const { steps, parameters = {}, branches = [] } = unfitted(recipe);
	const done = steps.filter(({ enabled }) => enabled).map(({ op, params }) => ({ op, params }));
	return done.length === 0 ? '' : canonicalJson(toJson({ steps: done, parameters, branches }));
}
