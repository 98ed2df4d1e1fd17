import { isAbort } from '$lib/core/errors';
import { readBatch, type FeatureBatch } from '$lib/core/feature/batch';
import { groupMatches, type FeatureGroup } from '$lib/core/feature/group';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { isTemporalType, type Kind } from '$lib/core/table/schema';
import {
	createGroup,
	deleteGroup,
	listGroups,
	updateGroup,
	type GroupChange,
	type GroupDraft
} from '$lib/workbench/feature';
import { ingest, type Ingested } from '$lib/workbench/feature-ingest';
import { countEntities } from '$lib/workbench/feature-latest';
import type { Session } from './session.svelte';

export interface KeptGroup {
	readonly group: FeatureGroup;
	/** Newest first. */
	readonly batches: readonly FeatureBatch[];
	readonly rows: number;
	readonly entities: number;
	/** The newest event time of its records and when the last of them came; null while it has none. */
	readonly newest: number | null;
	readonly ingestedAt: number | null;
}

/** The feature groups of the project, what their batches say of them, and the one that is open. */
export class FeaturesState {
	readonly #session: Session;
	readonly #kindWord: (kind: Kind) => string;
	#groups = $state.raw<readonly FeatureGroup[]>([]);
	#entities = $state.raw<ReadonlyMap<string, number>>(new Map());
	#selected = $state('');
	search = $state('');
	view = $state<'groups' | 'training-set'>('groups');
	/** The feature whose figures stand in the inspector. */
	feature = $state('');
	isReady = $state(false);
	error = $state.raw<unknown>(null);

	/** `kindWord` gives the word on screen for a kind, so that it can be searched for. */
	constructor(session: Session, kindWord: (kind: Kind) => string) {
		this.#session = session;
		this.#kindWord = kindWord;
	}

	readonly datasets = $derived.by(() => this.#session.datasets);
	readonly groups = $derived.by((): readonly KeptGroup[] => {
		const batches = this.#session.artifacts.flatMap((artifact) => readBatch(artifact) ?? []);
		return this.#groups.map((group) => {
			const own = batches.filter(({ meta }) => meta.group === group.name);
			return {
				group,
				batches: own,
				rows: own.reduce((sum, { meta }) => sum + meta.rows, 0),
				entities: this.#entities.get(group.name) ?? 0,
				newest: own.length === 0 ? null : Math.max(...own.map(({ meta }) => meta.eventTime.to)),
				ingestedAt: own.length === 0 ? null : Math.max(...own.map(({ meta }) => meta.writtenAt))
			};
		});
	});
	readonly found = $derived.by(() =>
		this.groups.filter(({ group }) => groupMatches(group, this.search, this.#kindWord))
	);
	readonly selected = $derived.by(
		() => this.found.find(({ group }) => group.name === this.#selected) ?? this.found[0] ?? null
	);
	/** A table to make the next group from: rather one with a time that is in no group yet. */
	readonly likelySource = $derived.by(() => {
		const ingested = new Set(
			this.groups.flatMap(({ batches }) => batches.map(({ artifact }) => artifact.parents['dataset']))
		);
		const fresh = this.datasets.filter(({ id, type }) => type === 'dataset' && !ingested.has(id));
		const timed = fresh.find((dataset) => datasetMeta(dataset).schema.some(({ type }) => isTemporalType(type)));
		return timed ?? fresh[0] ?? this.datasets[0];
	});
	readonly trainingSets = $derived.by(() => this.#session.artifacts.filter(({ type }) => type === 'training-set'));

	select(name: string): void {
		this.#selected = name;
		this.feature = '';
	}

	/** Reads the groups again: call when the page opens and after each write. */
	async open(): Promise<void> {
		const { workspace } = this.#session;
		await this.#guard(async () => {
			const groups = await listGroups(workspace);
			const entities = new Map<string, number>();
			for (const group of groups) entities.set(group.name, await countEntities(workspace, group));
			this.#groups = groups;
			this.#entities = entities;
		});
		this.isReady = true;
	}

	/** Makes a group and takes the rows in as its first batch: both or neither. */
	async create(draft: GroupDraft, dataset: Artifact, title: string): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				const { workspace, tasks } = this.#session;
				await tasks.run(title, async (signal, onProgress) => {
					const group = await createGroup(workspace, draft, datasetMeta(dataset).schema);
					try {
						await ingest(workspace, group, dataset, signal, onProgress);
					} catch (error) {
						await deleteGroup(workspace, group.name);
						throw error;
					}
				});
				await this.#reload();
				this.search = '';
				this.select(draft.name);
				return true;
			})) ?? false
		);
	}

	async addRows({ group }: KeptGroup, dataset: Artifact, title: string): Promise<Ingested | undefined> {
		return this.#guard(async () => {
			const { workspace, tasks } = this.#session;
			const added = await tasks.run(title, (signal, onProgress) =>
				ingest(workspace, group, dataset, signal, onProgress)
			);
			await this.#reload();
			return added;
		});
	}

	async change({ group }: KeptGroup, change: GroupChange): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				await updateGroup(this.#session.workspace, group.name, change);
				await this.#reload();
				return true;
			})) ?? false
		);
	}

	async delete({ group }: KeptGroup, notice: string): Promise<void> {
		await this.#guard(async () => {
			const putBack = await deleteGroup(this.#session.workspace, group.name);
			await this.#reload();
			this.#session.toasts.show(notice, {
				undo: async () => {
					await this.#guard(async () => {
						await putBack();
						await this.#reload();
						this.select(group.name);
					});
				}
			});
		});
	}

	/** Names of the training sets that hold a feature of a group. */
	readersOf(group: string, feature: string): readonly string[] {
		const column = `${group}__${feature}`;
		return this.trainingSets
			.filter((artifact) => datasetMeta(artifact).schema.some(({ name }) => name === column))
			.map(({ name }) => name);
	}

	async #reload(): Promise<void> {
		await this.#session.refresh();
		await this.open();
	}

	/** Shows on the page what went wrong; giving up is nothing wrong. */
	async #guard<T>(work: () => Promise<T>): Promise<T | undefined> {
		this.error = null;
		try {
			return await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return undefined;
		}
	}
}
