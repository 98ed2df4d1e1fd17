import type { Feature, FeatureGroup } from './group';

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
		| 'automatic'
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
	note('automatic', '', automaticText(before), automaticText(after));
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

function automaticText({ source }: FeatureGroup): string {
	return source?.automatic ? 'true' : '';
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

/** What has to be changed of one definition for it to say what another does; keys, times and types stay. */
export interface DefinitionReturn extends Pick<
	FeatureGroup,
	'description' | 'owner' | 'tags' | 'ttlMs' | 'deleted' | 'computed' | 'request' | 'source'
> {
	readonly descriptions: Readonly<Record<string, string>>;
	/** Features that later batches bring; earlier records miss them. */
	readonly added: readonly Feature[];
	/** Features that nobody wants any more; the batches keep them. */
	readonly removed: readonly string[];
}

export function returnTo(now: FeatureGroup, wanted: FeatureGroup): DefinitionReturn {
	const { description, owner, tags, ttlMs, computed, request, source } = wanted;
	const has = (list: readonly Feature[], name: string) => list.some((one) => one.name === name);
	return {
		description,
		owner,
		tags,
		ttlMs,
		// records that say that an entity is gone go on saying so
		deleted: wanted.deleted ?? now.deleted,
		computed,
		request,
		source,
		descriptions: Object.fromEntries([...wanted.features, ...computed].map((one) => [one.name, one.description])),
		added: wanted.features.filter(({ name }) => !has(now.features, name)),
		removed: now.features.map(({ name }) => name).filter((name) => !has(wanted.features, name))
	};
}
