import { isAbort } from '$lib/core/errors';
import { isDeletion, readBatch, type FeatureBatch } from '$lib/core/feature/batch';
import { groupMatches, type FeatureGroup, type GroupSource } from '$lib/core/feature/group';
import { returnTo } from '$lib/core/feature/version';
import type { OnProgress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Cell } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { isTemporalType, type Kind } from '$lib/core/table/schema';
import {
	deleteGroup,
	draftGroup,
	listGroups,
	updateGroup,
	type GroupChange,
	type GroupDraft
} from '$lib/workbench/feature';
import { deleteEntities } from '$lib/workbench/feature-delete';
import { ingest, type Ingested } from '$lib/workbench/feature-ingest';
import { countEntities } from '$lib/workbench/feature-latest';
import { materialise, stalenessOf, type Staleness } from '$lib/workbench/feature-materialise';
import { takeBack } from '$lib/workbench/feature-take-back';
import type { Session } from './session.svelte';

export interface KeptGroup {
	readonly group: FeatureGroup;
	/** Newest first. */
	readonly batches: readonly FeatureBatch[];
	/** Those that have features to measure: not the deletions. */
	readonly measured: readonly FeatureBatch[];
	readonly rows: number;
	readonly entities: number;
	/** The newest event time of its records and when the last of them came; null while it has none. */
	readonly newest: number | null;
	readonly ingestedAt: number | null;
	/** Why its rows are not those that its source would give now. */
	readonly stale: Staleness | null;
}

export const groupTabs = ['features', 'ingests', 'read', 'computed', 'lineage', 'versions', 'settings'] as const;
export type GroupTab = (typeof groupTabs)[number];

/** The feature groups of the project, what their batches say of them, and the one that is open. */
export class FeaturesState {
	readonly #session: Session;
	readonly #kindWord: (kind: Kind) => string;
	#groups = $state.raw<readonly FeatureGroup[]>([]);
	#entities = $state.raw<ReadonlyMap<string, number>>(new Map());
	#selected = $state('');
	search = $state('');
	view = $state<'groups' | 'training-set'>('groups');
	tab = $state<GroupTab>('features');
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
				measured: own.filter((batch) => !isDeletion(batch)),
				rows: own.reduce((sum, { meta }) => sum + meta.rows, 0),
				entities: this.#entities.get(group.name) ?? 0,
				newest: own.length === 0 ? null : Math.max(...own.map(({ meta }) => meta.eventTime.to)),
				ingestedAt: own.length === 0 ? null : Math.max(...own.map(({ meta }) => meta.writtenAt)),
				stale: stalenessOf(group, own, this.#session.artifacts)
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
				const source = sourceOf(dataset, this.#session.artifacts);
				await tasks.run(title, async (signal, onProgress) => {
					const group = await draftGroup(workspace, { ...draft, source }, datasetMeta(dataset).schema);
					await ingest(workspace, group, dataset, signal, onProgress, { isDraft: true });
				});
				await this.#reload();
				this.search = '';
				this.select(draft.name);
				return true;
			})) ?? false
		);
	}

	/** Takes rows in; those that stand off from the ones before only with `isAccepted`. */
	async addRows(
		{ group }: KeptGroup,
		dataset: Artifact,
		title: string,
		isAccepted: boolean
	): Promise<Ingested | undefined> {
		return this.#ingest(title, (signal, onProgress) =>
			ingest(this.#session.workspace, group, dataset, signal, onProgress, { refuseChanges: !isAccepted })
		);
	}

	/** As `addRows`, for the rows that the group's source gives now. */
	async materialise({ group }: KeptGroup, title: string, isAccepted: boolean): Promise<Ingested | undefined> {
		return this.#ingest(title, (signal, onProgress) =>
			materialise(this.#session.workspace, group, signal, onProgress, { refuseChanges: !isAccepted })
		);
	}

	/** Says of entities that they are gone. */
	async deleteEntities(
		{ group }: KeptGroup,
		keys: readonly (readonly Cell[])[],
		at: number,
		title: string
	): Promise<Ingested | undefined> {
		return this.#ingest(title, (signal) => deleteEntities(this.#session.workspace, group, keys, at, signal));
	}

	/** Takes a batch out again, with a way back; `done` is said when it is out. */
	async takeBack(batch: FeatureBatch, title: string, done: string): Promise<void> {
		await this.#guard(async () => {
			const { workspace, tasks, toasts } = this.#session;
			const putBack = await tasks.run(title, (signal) => takeBack(workspace, batch, signal));
			await this.#reload();
			toasts.show(done, {
				undo: async () => {
					await this.#guard(async () => {
						await putBack();
						await this.#reload();
					});
				}
			});
		});
	}

	/** Changes a definition, with a way back where `done` is said. */
	async change({ group }: KeptGroup, change: GroupChange, done?: string): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				const { workspace, toasts } = this.#session;
				const changed = await updateGroup(workspace, group.name, change);
				await this.#reload();
				if (done !== undefined && changed.version !== group.version)
					toasts.show(done, {
						undo: async () => {
							await this.#guard(async () => {
								await updateGroup(workspace, group.name, returnTo(changed, group));
								await this.#reload();
							});
						}
					});
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

	async #ingest(
		title: string,
		work: (signal: AbortSignal, onProgress: OnProgress) => Promise<Ingested>
	): Promise<Ingested | undefined> {
		return this.#guard(async () => {
			const taken = await this.#session.tasks.run(title, work);
			await this.#reload();
			return taken;
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

/** What a table was made from: another table and a recipe while both are here, else itself. */
function sourceOf({ name, parents }: Artifact, artifacts: readonly Artifact[]): GroupSource {
	const parent = (role: string) => artifacts.find(({ id }) => id === parents[role])?.name;
	const [dataset, recipe] = [parent('dataset'), parent('recipe')];
	return dataset !== undefined && recipe !== undefined ? { dataset, recipe } : { dataset: name, recipe: null };
}
