import * as v from 'valibot';
import { FieldSchema, type Kind } from '../table/schema';

/** A feature of a group: a typed column that people can understand. */
export const FeatureSchema = v.object({ ...FieldSchema.entries, description: v.string() });
export type Feature = v.InferOutput<typeof FeatureSchema>;

/**
 * What a feature group holds: for entities, by their keys, features that were so at an event time. Where no column says when a record
 * was written down, the time of its ingest counts. `version` rises with each change of the definition.
 */
export const GroupSchema = v.object({
	schemaVersion: v.literal(1),
	name: v.pipe(v.string(), v.regex(/^\S(?:.*\S)?$/), v.maxLength(120)),
	version: v.number(),
	description: v.string(),
	owner: v.string(),
	tags: v.array(v.string()),
	entity: v.pipe(v.array(FieldSchema), v.minLength(1)),
	eventTime: FieldSchema,
	writeTime: v.nullable(FieldSchema),
	deleted: v.nullable(v.string()),
	ttlMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
	features: v.pipe(v.array(FeatureSchema), v.minLength(1)),
	createdAt: v.number(),
	changedAt: v.number()
});
export type FeatureGroup = v.InferOutput<typeof GroupSchema>;

/**
 * Whether a group answers a search by its name, description, owner, tags, or the name, description or type of a feature; `kindWord`
 * gives the word under which people know a kind.
 */
export function groupMatches(group: FeatureGroup, text: string, kindWord = (kind: Kind): string => kind): boolean {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	const facts = [
		group.name,
		group.description,
		group.owner,
		...group.tags,
		...group.features.flatMap(({ name, description, type, kind }) => [name, description, type, kind, kindWord(kind)])
	].map((fact) => fact.toLowerCase());
	return words.every((word) => facts.some((fact) => fact.includes(word)));
}
