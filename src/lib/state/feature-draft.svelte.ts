import { ttlOf, type TtlUnit } from '$lib/core/feature/ttl';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, isTemporalType, type Field } from '$lib/core/table/schema';
import type { GroupDraft } from '$lib/workbench/feature';

/** Tags as people write them, commas between. */
export function readTags(text: string): string[] {
	const tags = text.split(/[,、，]/).map((tag) => tag.trim());
	return [...new Set(tags.filter((tag) => tag !== ''))];
}

export type DraftFault = 'name' | 'taken' | 'entity' | 'eventTime' | 'features';

/** A group in the making: which column of a table plays which part, with likely guesses to begin from. */
export class FeatureDraft {
	readonly dataset: Artifact;
	readonly fields: readonly Field[];
	readonly #taken: () => readonly string[];
	name = $state('');
	entity = $state.raw<readonly string[]>([]);
	eventTime = $state('');
	writeTime = $state('');
	deleted = $state('');
	ttlCount = $state<number | null>(null);
	ttlUnit = $state<TtlUnit>('days');
	/** Columns that are left out; every other one without a part is a feature. */
	#left = $state.raw<readonly string[]>([]);
	description = $state('');
	owner = $state('');
	tags = $state('');

	constructor(dataset: Artifact, taken: () => readonly string[]) {
		this.dataset = dataset;
		this.#taken = taken;
		this.fields = datasetMeta(dataset).schema;
		this.name = dataset.name;
		this.eventTime = likelyTime(this.fields);
		this.entity = likelyKey(this.fields.filter(({ name }) => name !== this.eventTime));
	}

	/** Columns that can tell a time. */
	get times(): readonly Field[] {
		return this.fields.filter(({ type }) => isTemporalType(type) || isNumericType(type));
	}

	readonly candidates = $derived.by(() => {
		const parts = new Set([...this.entity, this.eventTime, this.writeTime, this.deleted]);
		return this.fields.filter(({ name }) => !parts.has(name));
	});
	readonly features = $derived.by(() =>
		this.candidates.map(({ name }) => name).filter((name) => !this.#left.includes(name))
	);
	readonly fault = $derived.by((): DraftFault | null => {
		if (this.name.trim() === '') return 'name';
		if (this.#taken().includes(this.name.trim())) return 'taken';
		if (this.entity.length === 0) return 'entity';
		if (this.eventTime === '') return 'eventTime';
		return this.features.length === 0 ? 'features' : null;
	});

	toggleEntity(name: string): void {
		this.entity = this.entity.includes(name) ? this.entity.filter((one) => one !== name) : [...this.entity, name];
	}

	toggleFeature(name: string): void {
		this.#left = this.#left.includes(name) ? this.#left.filter((one) => one !== name) : [...this.#left, name];
	}

	get draft(): GroupDraft {
		return {
			name: this.name.trim(),
			entity: this.entity,
			eventTime: this.eventTime,
			writeTime: this.writeTime === '' ? null : this.writeTime,
			deleted: this.deleted === '' ? null : this.deleted,
			ttlMs: this.ttlCount === null ? null : ttlOf(this.ttlCount, this.ttlUnit),
			features: this.features,
			description: this.description.trim(),
			owner: this.owner.trim(),
			tags: readTags(this.tags)
		};
	}
}

function likelyTime(fields: readonly Field[]): string {
	const named = (field: Field) => /(^|_)(at|time|date|event|timestamp)($|_)/i.test(field.name);
	const calendar = fields.filter(({ type }) => isTemporalType(type));
	return (calendar.find(named) ?? calendar[0])?.name ?? '';
}

function likelyKey(fields: readonly Field[]): string[] {
	const found =
		fields.find(({ name }) => /(^|_)(id|key)$/i.test(name)) ??
		fields.find(({ kind }) => kind === 'identifier') ??
		fields.find(({ type }) => type === 'VARCHAR');
	return found ? [found.name] : [];
}
