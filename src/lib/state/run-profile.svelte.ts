import type { Profile } from '$lib/core/profile/profile';
import { readProfile } from '$lib/workbench/run';
import type { Session } from './session.svelte';
import type { Run } from './trained-runs.svelte';

/** The profile of the run that was looked at last. */
export class RunProfile {
	readonly #session: Session;
	#read = $state.raw<{ readonly id: string; readonly profile: Profile | null; readonly isMissing: boolean }>({
		id: '',
		profile: null,
		isMissing: false
	});

	constructor(session: Session) {
		this.#session = session;
	}

	get profile(): Profile | null {
		return this.#read.profile;
	}

	/** Nothing was kept of that run. */
	get isMissing(): boolean {
		return this.#read.isMissing;
	}

	/** The latest call wins. */
	async load(run: Run | undefined): Promise<void> {
		if (!run || this.#read.id === run.artifact.id) return;
		const { id } = run.artifact;
		this.#read = { id, profile: null, isMissing: false };
		const profile = await readProfile(this.#session.workspace, id);
		if (this.#read.id === id) this.#read = { id, profile, isMissing: profile === null };
	}
}
