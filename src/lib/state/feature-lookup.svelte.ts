import type { FeatureGroup } from '$lib/core/feature/group';
import type { Cell } from '$lib/core/table/columns';
import { isNumericType, isTemporalType, type Field } from '$lib/core/table/schema';
import { getLatest, type LatestFeatures } from '$lib/workbench/feature-latest';
import type { Session } from './session.svelte';

export interface FoundEntity {
	readonly keys: readonly string[];
	/** null: the group does not know it. */
	readonly record: LatestFeatures | null;
	readonly at: number;
}

/** One entity's latest record of a group. */
export class FeatureLookup {
	readonly #session: Session;
	readonly #group: () => FeatureGroup;
	keys = $state<string[]>([]);
	found = $state.raw<FoundEntity | null>(null);
	error = $state.raw<unknown>(null);

	constructor(session: Session, group: () => FeatureGroup) {
		this.#session = session;
		this.#group = group;
		this.keys = group().entity.map(() => '');
	}

	readonly isComplete = $derived.by(() => this.keys.every((key) => key.trim() !== ''));

	/** Asks for the keys that are typed; call again when the group has changed. */
	async look(): Promise<void> {
		const { workspace } = this.#session;
		const group = this.#group();
		const keys = this.keys.map((key) => key.trim());
		this.error = null;
		try {
			const cells = group.entity.map((field, place) => keyCell(field, keys[place] ?? ''));
			const [record = null] = await getLatest(workspace, group, [cells]);
			this.found = { keys, record, at: workspace.clock.now() };
		} catch (error) {
			this.error = error;
		}
	}
}

/** A key as people type it, as the cell that a table of that type would hold. */
function keyCell({ type }: Field, text: string): Cell {
	if (type === 'BOOLEAN') return /^(true|1)$/i.test(text) ? 1 : 0;
	if (isTemporalType(type)) {
		const at = Date.parse(text.includes(':') ? `${text.replace(' ', 'T').replace(/Z$/, '')}Z` : text);
		return Number.isNaN(at) ? text : at;
	}
	return isNumericType(type) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
