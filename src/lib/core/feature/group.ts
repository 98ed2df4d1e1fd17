import * as v from 'valibot';
import { FieldSchema, type Kind } from '../table/schema';

/** A feature of a group: a typed column that people can understand. */
export const FeatureSchema = v.object({ ...FieldSchema.entries, description: v.string() });
export type Feature = v.InferOutput<typeof FeatureSchema>;

/** A feature that is computed when it is read: a formula over the group's features and what the reader knows of the request. */
export const ComputedSchema = v.object({ name: v.string(), formula: v.string(), description: v.string() });
export type ComputedFeature = v.InferOutput<typeof ComputedSchema>;

/**
 * Where a group's rows are made: the newest dataset of that name, through the newest recipe of that name. What is `automatic` is taken
 * in as soon as one of them changes, by whoever watches the project.
 */
export const GroupSourceSchema = v.object({
	dataset: v.string(),
	recipe: v.nullable(v.string()),
	automatic: v.optional(v.boolean())
});
export type GroupSource = v.InferOutput<typeof GroupSourceSchema>;

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
	computed: v.optional(v.array(ComputedSchema), []),
	/** What a reader tells for the formulas of `computed`: in a training set, columns of the spine. */
	request: v.optional(v.array(FieldSchema), []),
	source: v.optional(v.nullable(GroupSourceSchema), null),
	createdAt: v.number(),
	changedAt: v.number()
});
export type FeatureGroup = v.InferOutput<typeof GroupSchema>;

const searchable = ['name', 'tag', 'owner', 'type', 'feature'] as const;

/**
 * Whether a group answers a search by its name, description, owner, tags, or the name, description or type of a feature; `owner:ann`
 * looks at the owner alone, and so do `name:`, `tag:`, `type:` and `feature:`. `kindWord` gives the word under which people know a kind.
 */
export function groupMatches(group: FeatureGroup, text: string, kindWord = (kind: Kind): string => kind): boolean {
	const facts: Readonly<Record<(typeof searchable)[number] | 'text', readonly string[]>> = {
		name: [group.name],
		tag: group.tags,
		owner: [group.owner],
		type: group.features.flatMap(({ type, kind }) => [type, kind, kindWord(kind)]),
		feature: [...group.features, ...group.computed].map(({ name }) => name),
		text: [group.description, ...[...group.features, ...group.computed].map(({ description }) => description)]
	};
	const has = (list: readonly string[], word: string) => list.some((fact) => fact.toLowerCase().includes(word));
	return text
		.toLowerCase()
		.split(/\s+/)
		.filter(Boolean)
		.every((word) => {
			const part = searchable.find((name) => word.startsWith(`${name}:`) && word.length > name.length + 1);
			if (part) return has(facts[part], word.slice(part.length + 1));
			return has(Object.values(facts).flat(), word);
		});
}
