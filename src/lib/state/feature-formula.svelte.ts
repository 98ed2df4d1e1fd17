import { isAbort } from '$lib/core/errors';
import type { ComputedFeature, FeatureGroup } from '$lib/core/feature/group';
import type { Field } from '$lib/core/table/schema';
import { scanLatest, type LatestFeatures } from '$lib/workbench/feature-latest';
import { neededRequest, withComputed } from '$lib/workbench/feature-read';
import { requestValues } from './feature-reader.svelte';
import type { Session } from './session.svelte';

export const requestKinds = ['numeric', 'text', 'boolean', 'datetime'] as const;
export type RequestKind = (typeof requestKinds)[number];
const requestTypes: Readonly<Record<RequestKind, string>> = {
	numeric: 'DOUBLE',
	text: 'VARCHAR',
	boolean: 'BOOLEAN',
	datetime: 'TIMESTAMP'
};

/** Entities on which a formula is tried. */
const tried = 5;

export interface Trial {
	readonly name: string;
	readonly entities: readonly LatestFeatures[];
}

/** A feature computed when it is read, in the making: its formula, what it has to be told, and what it gives for some entities. */
export class FeatureFormula {
	readonly #session: Session;
	readonly #group: () => FeatureGroup;
	name = $state('');
	formula = $state('');
	description = $state('');
	/** The feature that is changed; '' while a new one is made. */
	editing = $state('');
	request = $state.raw<readonly Field[]>([]);
	/** What it is told while it is tried. */
	told = $state<Record<string, string>>({});
	trial = $state.raw<Trial | null>(null);
	error = $state.raw<unknown>(null);
	#turn = 0;

	constructor(session: Session, group: () => FeatureGroup) {
		this.#session = session;
		this.#group = group;
		this.request = group().request;
	}

	readonly isComplete = $derived.by(() => this.name.trim() !== '' && this.formula.trim() !== '');

	/** The group with what is in the making. */
	readonly #drafted = $derived.by((): FeatureGroup => {
		const group = this.#group();
		const one = { name: this.name.trim(), formula: this.formula.trim(), description: this.description.trim() };
		const isNew = this.editing === '';
		const computed = isNew
			? [...group.computed, one]
			: group.computed.map((before) => (before.name === this.editing ? one : before));
		return { ...group, computed, request: [...this.request] };
	});

	/** What the group computes and asks for once this is kept. */
	get change(): { readonly computed: ComputedFeature[]; readonly request: Field[] } {
		const { computed, request } = this.#drafted;
		return { computed, request };
	}

	edit({ name, formula, description }: ComputedFeature): void {
		Object.assign(this, { name, formula, description, editing: name, trial: null, error: null });
	}

	clear(): void {
		Object.assign(this, { name: '', formula: '', description: '', editing: '', trial: null, error: null });
		this.request = this.#group().request;
	}

	tell(name: string, kind: RequestKind): void {
		const field = { name: name.trim(), type: requestTypes[kind], kind };
		this.request = [...this.request.filter((one) => one.name !== field.name), field];
	}

	untell(name: string): void {
		this.request = this.request.filter((one) => one.name !== name);
	}

	/** Computes it for the first entities of the group; the latest call wins. */
	async attempt(): Promise<void> {
		const turn = ++this.#turn;
		if (!this.isComplete) {
			this.trial = null;
			this.error = null;
			return;
		}
		const { workspace } = this.#session;
		const { computed, ...drafted } = this.#drafted;
		const name = this.name.trim();
		const group = { ...drafted, ttlMs: null, computed: computed.filter((one) => one.name === name) };
		try {
			neededRequest(group);
			const { entities } = await scanLatest(workspace, group, { limit: tried });
			const found = await withComputed(workspace, group, entities, requestValues(group, this.told));
			if (turn !== this.#turn) return;
			this.error = null;
			this.trial = { name, entities: found.flatMap((one) => one ?? []) };
		} catch (error) {
			if (turn === this.#turn && !isAbort(error)) this.error = error;
		}
	}
}
