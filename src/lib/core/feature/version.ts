import type { FeatureGroup } from './group';

/** One difference between two versions of a definition; what was not there, or is no more, is ''. */
export interface DefinitionChange {
	readonly what:
		| 'description'
		| 'owner'
		| 'tags'
		| 'ttl'
		| 'deleted'
		| 'writeTime'
		| 'source'
		| 'feature'
		| 'featureType'
		| 'featureDescription'
		| 'computed'
		| 'request';
	/** The feature it is about; '' for the group itself. */
	readonly about: string;
	/** A TTL in milliseconds, everything else as it is written. */
	readonly before: string;
	readonly after: string;
}

/** What one version of a definition has otherwise than another, in the order of the definition. */
export function definitionChanges(before: FeatureGroup, after: FeatureGroup): DefinitionChange[] {
	const changes: DefinitionChange[] = [];
	const note = (what: DefinitionChange['what'], about: string, one: string, other: string) => {
		if (one !== other) changes.push({ what, about, before: one, after: other });
	};
	const source = ({ source: from }: FeatureGroup) =>
		from === null ? '' : from.recipe === null ? from.dataset : `${from.dataset} → ${from.recipe}`;
	note('description', '', before.description, after.description);
	note('owner', '', before.owner, after.owner);
	note('tags', '', before.tags.join(', '), after.tags.join(', '));
	note('ttl', '', String(before.ttlMs ?? ''), String(after.ttlMs ?? ''));
	note('writeTime', '', before.writeTime?.name ?? '', after.writeTime?.name ?? '');
	note('deleted', '', before.deleted ?? '', after.deleted ?? '');
	note('source', '', source(before), source(after));
	eachOf(before.features, after.features, (name, one, other) => {
		if (!one || !other) note('feature', name, one?.type ?? '', other?.type ?? '');
		else {
			note('featureType', name, one.type, other.type);
			note('featureDescription', name, one.description, other.description);
		}
	});
	eachOf(before.computed, after.computed, (name, one, other) => {
		note('computed', name, one?.formula ?? '', other?.formula ?? '');
		if (one && other) note('featureDescription', name, one.description, other.description);
	});
	eachOf(before.request, after.request, (name, one, other) =>
		note('request', name, one?.type ?? '', other?.type ?? '')
	);
	return changes;
}

function eachOf<T extends { readonly name: string }>(
	before: readonly T[],
	after: readonly T[],
	look: (name: string, one: T | undefined, other: T | undefined) => void
): void {
	const names = new Set([...before, ...after].map(({ name }) => name));
	for (const name of names)
		look(
			name,
			before.find((each) => each.name === name),
			after.find((each) => each.name === name)
		);
}
