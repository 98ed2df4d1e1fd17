import { isAbort } from '$lib/core/errors';
import type { FeatureGroup } from '$lib/core/feature/group';
import { definitionChanges, type DefinitionChange } from '$lib/core/feature/version';
import { listVersions } from '$lib/workbench/feature';
import type { Session } from './session.svelte';

export interface KeptVersion {
	readonly group: FeatureGroup;
	/** Against the version before; of the first one there are none. */
	readonly changes: readonly DefinitionChange[];
}

/** Every version of a group's definition with what it changed, the newest first. */
export class FeatureVersions {
	readonly #session: Session;
	list = $state.raw<readonly KeptVersion[] | null>(null);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	async open(name: string): Promise<void> {
		this.error = null;
		try {
			const versions = await listVersions(this.#session.workspace, name);
			this.list = versions.map((group, place) => {
				const before = versions[place + 1];
				return { group, changes: before ? definitionChanges(before, group) : [] };
			});
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}
}
