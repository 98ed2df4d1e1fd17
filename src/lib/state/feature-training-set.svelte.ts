import { isAbort } from '$lib/core/errors';
import type { FeatureGroup } from '$lib/core/feature/group';
import { timeMeasure } from '$lib/core/feature/point-in-time';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, isTemporalType, type Field } from '$lib/core/table/schema';
import { neededRequest } from '$lib/workbench/feature-read';
import { trainingSet } from '$lib/workbench/feature-training-set';
import type { FeaturesState, KeptGroup } from './features.svelte';
import type { Session } from './session.svelte';

/** Why a group cannot be joined to the spine as it stands. */
export type Obstacle =
	| { readonly code: 'empty' }
	| { readonly code: 'key'; readonly columns: readonly string[] }
	| { readonly code: 'scale' };

/** A feature that can be ticked; what is computed on demand needs columns that the spine may lack. */
export interface Offer {
	readonly name: string;
	readonly description: string;
	readonly isComputed: boolean;
	readonly lacking: readonly string[];
}

export interface JoinedGroup {
	readonly kept: KeptGroup;
	readonly obstacle: Obstacle | null;
	readonly offers: readonly Offer[];
	readonly ticked: readonly string[];
}

/** A training set in the making: the rows to learn from, and which features they get. */
export class TrainingSetState {
	readonly #session: Session;
	readonly #features: FeaturesState;
	#spineId = $state('');
	#at = $state('');
	#ticked = $state.raw<Readonly<Record<string, readonly string[]>>>({});
	asKnown = $state(false);
	#name = $state<string | null>(null);
	made = $state.raw<Artifact | null>(null);
	isBusy = $state(false);
	error = $state.raw<unknown>(null);

	constructor(session: Session, features: FeaturesState) {
		this.#session = session;
		this.#features = features;
	}

	readonly datasets = $derived.by(() => this.#session.datasets);
	readonly spine = $derived.by(
		() => this.datasets.find(({ id }) => id === this.#spineId) ?? this.#likelySpine() ?? this.datasets[0]
	);
	readonly fields = $derived.by((): readonly Field[] => (this.spine ? datasetMeta(this.spine).schema : []));
	readonly times = $derived.by(() => timesOf(this.fields));
	readonly at = $derived.by(() => {
		const chosen = this.times.find(({ name }) => name === this.#at);
		return (chosen ?? this.times.find(({ type }) => isTemporalType(type)) ?? this.times[0])?.name ?? '';
	});
	/** Those that can be joined come first. */
	readonly groups = $derived.by((): readonly JoinedGroup[] => {
		const all = this.#features.groups.map((kept) => {
			const obstacle = this.#obstacleOf(kept);
			const offers = this.#offersOf(kept.group);
			const chosen = this.#ticked[kept.group.name] ?? [];
			return { kept, obstacle, offers, ticked: obstacle ? [] : free(offers).filter((name) => chosen.includes(name)) };
		});
		return [...all.filter(({ obstacle }) => !obstacle), ...all.filter(({ obstacle }) => obstacle)];
	});
	readonly joined = $derived.by(() => this.groups.filter(({ ticked }) => ticked.length > 0));
	readonly columns = $derived.by(() => this.joined.reduce((sum, { ticked }) => sum + ticked.length, 0));

	get name(): string {
		return this.#name ?? (this.spine ? `${this.spine.name}_features` : '');
	}

	set name(name: string) {
		this.#name = name;
	}

	chooseSpine(id: string): void {
		this.#spineId = id;
		this.#at = '';
		this.#name = null;
	}

	chooseAt(name: string): void {
		this.#at = name;
	}

	toggle(group: string, feature: string): void {
		const before = this.#ticked[group] ?? [];
		const after = before.includes(feature) ? before.filter((one) => one !== feature) : [...before, feature];
		this.#ticked = { ...this.#ticked, [group]: after };
	}

	/** All features of a group, or none where all are ticked already. */
	toggleAll({ kept: { group }, offers, ticked }: JoinedGroup): void {
		const all = free(offers);
		this.#ticked = { ...this.#ticked, [group.name]: ticked.length === all.length ? [] : all };
	}

	async make(title: string): Promise<Artifact | null> {
		const { spine, at } = this;
		if (!spine) return null;
		this.isBusy = true;
		this.error = null;
		try {
			const { workspace, tasks } = this.#session;
			const groups = this.joined.map(({ kept: { group }, ticked }) => ({ group: group.name, features: ticked }));
			const spec = { name: this.name.trim(), spine, at, groups, asKnown: this.asKnown };
			this.#spineId = spine.id;
			this.made = await tasks.run(title, (signal, onProgress) => trainingSet(workspace, spec, signal, onProgress));
			await this.#session.refresh();
			return this.made;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		} finally {
			this.isBusy = false;
		}
	}

	#offersOf(group: FeatureGroup): Offer[] {
		const has = new Set(this.fields.map(({ name }) => name));
		const stored = group.features.map(({ name, description }) => ({
			name,
			description,
			isComputed: false,
			lacking: []
		}));
		const computed = group.computed.map((one) => ({
			name: one.name,
			description: one.description || one.formula,
			isComputed: true,
			lacking: neededRequest({ ...group, computed: [one] }).filter((name) => !has.has(name))
		}));
		return [...stored, ...computed];
	}

	#obstacleOf({ group, batches }: KeptGroup): Obstacle | null {
		if (batches.length === 0) return { code: 'empty' };
		const columns = group.entity
			.map(({ name }) => name)
			.filter((name) => !this.fields.some((one) => one.name === name));
		if (columns.length > 0) return { code: 'key', columns };
		const type = this.fields.find(({ name }) => name === this.at)?.type ?? '';
		return timeMeasure(type) === timeMeasure(group.eventTime.type) ? null : { code: 'scale' };
	}

	/** A table with a time and the keys of a group, rather one that is in no group itself. */
	#likelySpine(): Artifact | undefined {
		const fitting = this.datasets.filter((dataset) => {
			const { schema } = datasetMeta(dataset);
			const has = new Set(schema.map(({ name }) => name));
			return (
				timesOf(schema).length > 0 &&
				this.#features.groups.some(({ group }) => group.entity.every(({ name }) => has.has(name)))
			);
		});
		const ingested = new Set(
			this.#features.groups.flatMap(({ batches }) => batches.map(({ artifact }) => artifact.parents['dataset']))
		);
		const fresh = fitting.filter(({ id, type }) => !ingested.has(id) && type === 'dataset');
		return fresh[0] ?? fitting[0];
	}
}

function timesOf(fields: readonly Field[]): readonly Field[] {
	return fields.filter(({ type }) => isTemporalType(type) || isNumericType(type));
}

/** Names of the features that the spine lets be joined, in the order of the group. */
export function free(offers: readonly Offer[]): string[] {
	return offers.filter(({ lacking }) => lacking.length === 0).map(({ name }) => name);
}
