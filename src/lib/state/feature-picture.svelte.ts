import { isAbort } from '$lib/core/errors';
import type { FeatureBatch } from '$lib/core/feature/batch';
import { familyOf } from '$lib/core/feature/family';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { ColumnProfile } from '$lib/core/table/profile';
import { measureDrift } from '$lib/workbench/monitor';
import { openTable } from '$lib/workbench/table';
import { profileTable } from '$lib/workbench/table-profile';
import type { Session } from './session.svelte';

/** How a feature is spread: over the newest ingest and the one before, or over the only one. */
export type Picture =
	| { readonly type: 'two'; readonly before: Sketch; readonly now: Sketch }
	| { readonly type: 'one'; readonly profile: ColumnProfile };

/** The distribution of the feature in the inspector, counted over its rows. */
export class FeaturePicture {
	readonly #session: Session;
	shown = $state.raw<{ readonly key: string; readonly picture: Picture | null } | null>(null);
	error = $state.raw<unknown>(null);
	#asked = '';
	#controller: AbortController | null = null;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Names what is counted: a feature of one or two batches. */
	static keyOf(feature: string, batches: readonly FeatureBatch[]): string {
		return [feature, ...batches.slice(0, 2).map(({ artifact }) => artifact.id)].join(' ');
	}

	/** The latest call wins; what is shown already is not counted again. */
	async count(feature: string, batches: readonly FeatureBatch[]): Promise<void> {
		const key = FeaturePicture.keyOf(feature, batches);
		if (this.#asked === key) return;
		this.#asked = key;
		this.#controller?.abort();
		const controller = new AbortController();
		this.#controller = controller;
		this.error = null;
		try {
			const picture = await this.#read(feature, batches, controller.signal);
			if (this.#asked === key) this.shown = { key, picture };
		} catch (error) {
			if (this.#asked !== key) return;
			this.#asked = '';
			if (!isAbort(error)) this.error = error;
		}
	}

	async #read(feature: string, [now, before]: readonly FeatureBatch[], signal: AbortSignal): Promise<Picture | null> {
		const { workspace } = this.#session;
		const field = now?.meta.schema.find(({ name }) => name === feature);
		if (!now || !field) return null;
		const relation = await openTable(workspace, now.artifact, signal);
		const was = before?.meta.schema.find(({ name }) => name === feature);
		if (before && was && familyOf(was.type) === familyOf(field.type)) {
			const other = await openTable(workspace, before.artifact, signal);
			const kinds = { [feature]: field.kind };
			const { distributions } = await measureDrift(workspace, other, relation, { columns: [feature], kinds }, signal);
			const [reference, current] = [distributions.reference[feature], distributions.current[feature]];
			if (reference && current) return { type: 'two', before: reference, now: current };
		}
		const { columns } = await profileTable(workspace, relation, [field], { rows: now.meta.rows }, signal);
		return columns[0] ? { type: 'one', profile: columns[0] } : null;
	}
}
