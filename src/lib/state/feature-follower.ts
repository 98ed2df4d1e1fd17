import { isAbort } from '$lib/core/errors';
import { readBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { Artifact } from '$lib/core/project/artifact';
import { listGroups } from '$lib/workbench/feature';
import { materialise, stalenessOf } from '$lib/workbench/feature-materialise';
import type { Session } from './session.svelte';

/** How a group that followed its source fared. */
export interface Followed {
	readonly group: string;
	readonly rows: number;
	/** The rows stand off from the ones before, so they wait for a person. */
	readonly isRefused: boolean;
}

/** Takes into the groups that ask for it what their tables and recipes give, as soon as these change. */
export class FeatureFollower {
	readonly #session: Session;
	/** What was tried: group and the newest table and recipe of its source. */
	readonly #tried = new Set<string>();
	#running: Promise<readonly Followed[]> = Promise.resolve([]);

	constructor(session: Session) {
		this.#session = session;
	}

	/** Looks once through the groups; each state of a source is tried once. `titleOf` names the task. */
	follow(titleOf: (group: string) => string): Promise<readonly Followed[]> {
		const look = () => this.#look(titleOf);
		this.#running = this.#running.then(look, look);
		return this.#running;
	}

	async #look(titleOf: (group: string) => string): Promise<readonly Followed[]> {
		const { workspace, artifacts, readOnly } = this.#session;
		if (readOnly || workspace.project === '') return [];
		const followed: Followed[] = [];
		for (const group of await listGroups(workspace)) {
			if (!group.source?.automatic) continue;
			const batches = artifacts.flatMap((one) => readBatch(one) ?? []).filter(({ meta }) => meta.group === group.name);
			const state = stateOf(group, artifacts);
			if (stalenessOf(group, batches, artifacts) === null || this.#tried.has(state)) continue;
			this.#tried.add(state);
			followed.push(...(await this.#take(group, titleOf(group.name))));
		}
		return followed;
	}

	/** A failure stands in the task tray. */
	async #take(group: FeatureGroup, title: string): Promise<Followed[]> {
		const { workspace, tasks } = this.#session;
		try {
			const { meta, isNew, isRefused } = await tasks.run(title, (signal, onProgress) =>
				materialise(workspace, group, signal, onProgress, { refuseChanges: true })
			);
			await this.#session.refresh();
			return isNew || isRefused ? [{ group: group.name, rows: meta.rows, isRefused }] : [];
		} catch (error) {
			if (isAbort(error) || tasks.list.some((task) => task.error === error)) return [];
			throw error;
		}
	}
}

function stateOf({ name, source, version }: FeatureGroup, artifacts: readonly Artifact[]): string {
	const newest = (type: Artifact['type'], wanted: string | null | undefined) =>
		artifacts.find((one) => one.type === type && one.name === wanted)?.id ?? '';
	return [name, version, newest('dataset', source?.dataset), newest('recipe', source?.recipe)].join(' ');
}
