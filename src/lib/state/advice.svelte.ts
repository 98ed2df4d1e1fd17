import { isAbort } from '$lib/core/errors';
import { canonicalJson } from '$lib/core/json';
import type { Suggestion } from '$lib/core/profile/rules/rule';
import { specOfRun } from '$lib/core/train/run-meta';
import type { RunReport } from '$lib/core/train/run-report';
import type { Verified } from '$lib/core/train/verified';
import { gatherRunReport } from '$lib/workbench/run-report';
import { verifySuggestion } from '$lib/workbench/verify-suggestion';
import type { Session } from './session.svelte';
import type { Run } from './trained-runs.svelte';

/** What rules suggested and what trying it showed, as long as the session lasts. */
export class AdviceState {
	readonly #session: Session;
	#tried = $state.raw<ReadonlyMap<string, Verified>>(new Map());
	/** What is being tried now, as keyOf gives it; empty for nothing. */
	#trying = $state('');
	/** What could not be tried, and why. */
	#failed = $state.raw<{ readonly key: string; readonly error: unknown } | null>(null);
	/** Why there is no report. */
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	get isTrying(): boolean {
		return this.#trying !== '';
	}

	triedOf(run: Run, change: Suggestion): Verified | null {
		return this.#tried.get(keyOf(run, change)) ?? null;
	}

	isTryingOf(run: Run, change: Suggestion): boolean {
		return this.#trying === keyOf(run, change);
	}

	/** Why a change could not be tried; null where nothing failed. */
	failureOf(run: Run, change: Suggestion): unknown {
		return this.#failed?.key === keyOf(run, change) ? this.#failed.error : null;
	}

	async verify(run: Run, change: Suggestion, title: string): Promise<void> {
		const dataset = this.#session.artifacts.find(({ id }) => id === run.artifact.parents['dataset']);
		if (!dataset || this.isTrying) return;
		const { workspace, tasks } = this.#session;
		const spec = specOfRun({ ...run.meta, stopAfter: null });
		const key = keyOf(run, change);
		this.#failed = null;
		this.#trying = key;
		try {
			const verified = await tasks.run(title, (signal, onProgress) =>
				verifySuggestion(workspace, dataset, spec, change, signal, onProgress)
			);
			this.#tried = new Map([...this.#tried, [key, verified]]);
		} catch (error) {
			if (!isAbort(error)) this.#failed = { key, error };
		} finally {
			this.#trying = '';
		}
	}

	/** What a report of the run says, with what was tried on it. Null when it failed: `error` says why. */
	async report(run: Run, title: string): Promise<RunReport | null> {
		const { workspace, tasks } = this.#session;
		const tried = [...this.#tried].flatMap(([key, one]) => (key.startsWith(`${run.artifact.id} `) ? [one] : []));
		this.error = null;
		try {
			return await tasks.run(title, (signal, onProgress) =>
				gatherRunReport(workspace, run.artifact, tried, signal, onProgress)
			);
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		}
	}
}

function keyOf({ artifact }: Run, change: Suggestion): string {
	return `${artifact.id} ${canonicalJson({ ...change })}`;
}
