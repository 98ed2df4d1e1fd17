import { isAbort } from '$lib/core/errors';
import type { Effect, EffectKind } from '$lib/core/clarify/effect';
import type { PermutationImportances } from '$lib/core/clarify/permutation-importance';
import type { Model } from '$lib/core/model/model';
import { measureEffect, measureImportance, rowsToScore, type RowsToScore } from '$lib/workbench/effects';
import { openModel } from '$lib/workbench/model';
import { openTable } from '$lib/workbench/table';
import type { FairnessSubject } from './fairness-subject.svelte';

interface OfModel {
	readonly modelId: string;
	readonly model: Model;
}

/** An effect, and the class whose probability it is of; null for a number. */
export interface ShownEffect {
	readonly effect: Effect;
	readonly label: string | null;
	readonly target: string;
}

export interface ShownImportance {
	readonly found: PermutationImportances;
	readonly isSeen: RowsToScore['isSeen'];
	readonly isTogether: boolean;
}

const scoredRows = 2000;
/** Columns that correlate so strongly are shuffled at once, when that is asked for. */
export const togetherAbove = 0.7;

/** What the answer of the subject's model depends on. Latest wins: a new choice ends the measuring under way. */
export class EffectsState {
	readonly #subject: FairnessSubject;
	#open = $state.raw<OfModel | null>(null);
	#column = $state('');
	#second = $state('');
	#kind = $state<EffectKind>('pdp');
	#found = $state.raw<(ShownEffect & { readonly question: string; readonly modelId: string }) | null>(null);
	#scored = $state.raw<(ShownImportance & { readonly modelId: string }) | null>(null);
	isCentred = $state(false);
	isTogether = $state(false);
	error = $state.raw<unknown>(null);
	isMeasuring = $state(false);
	isScoring = $state(false);
	#asking = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly model = $derived.by((): Model | null =>
		this.#open && this.#open.modelId === this.#subject.model?.id ? this.#open.model : null
	);
	readonly inputs = $derived.by(() => this.model?.inputs ?? []);
	readonly importance = $derived.by((): ShownImportance | null =>
		this.#scored?.modelId === this.#subject.model?.id ? this.#scored : null
	);
	readonly column = $derived.by(() => {
		const names = this.inputs.map(({ name }) => name);
		if (names.includes(this.#column)) return this.#column;
		return this.importance?.found.importance[0]?.columns[0] ?? names[0] ?? '';
	});
	readonly second = $derived.by(() =>
		this.#second !== this.column && this.inputs.some(({ name }) => name === this.#second) ? this.#second : ''
	);
	/** What can be drawn of the columns chosen: curves along one, local effects of two only where both are numbers. */
	readonly kinds = $derived.by((): readonly EffectKind[] => {
		if (this.second === '') return ['pdp', 'ice', 'ale'];
		const types = this.inputs.filter(({ name }) => name === this.column || name === this.second);
		return types.every(({ type }) => type === 'number') ? ['pdp', 'ale'] : ['pdp'];
	});
	readonly kind = $derived.by((): EffectKind => (this.kinds.includes(this.#kind) ? this.#kind : 'pdp'));
	/** The class whose probability is shown: the good outcome where the model has it. */
	readonly classIndex = $derived.by(() => {
		const classes = this.model?.classes ?? [];
		const place = classes.findIndex((name) => this.#subject.positives.includes(name));
		return place < 0 ? classes.length - 1 : place;
	});
	readonly question = $derived.by((): string | null => {
		const { model, dataset, slice } = this.#subject;
		if (!this.model || !model || !dataset || this.column === '') return null;
		return JSON.stringify([model.id, dataset.id, this.column, this.second, this.kind, this.classIndex, slice?.sql]);
	});
	/** The last answer of this model, dimmed while the next is measured. */
	readonly shown = $derived.by((): ShownEffect | null =>
		this.#found?.modelId === this.#subject.model?.id ? this.#found : null
	);
	readonly isCurrent = $derived.by(() => this.#found?.question === this.question);

	chooseColumn(name: string): void {
		if (name === this.second) this.#second = this.column;
		this.#column = name;
	}

	chooseSecond(name: string): void {
		this.#second = name;
	}

	chooseKind(kind: EffectKind): void {
		this.#kind = kind;
	}

	/** Reads which columns the model takes. */
	async load(): Promise<void> {
		const { model: artifact, session } = this.#subject;
		if (!artifact || this.model) return;
		try {
			const { model } = await openModel(session.workspace, artifact);
			this.#open = { modelId: artifact.id, model };
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	async measure(title: string): Promise<void> {
		const { model, question, classIndex } = this;
		const { dataset, session, model: artifact } = this.#subject;
		if (!model || !artifact || !dataset || question === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isMeasuring = true;
		const columns = this.second === '' ? [this.column] : [this.column, this.second];
		const options = { columns, kind: this.kind, ...(classIndex < 0 ? {} : { classIndex }) };
		try {
			const effect = await session.tasks.run(
				title,
				async (signal, onProgress) => {
					const table = this.#subject.within(await openTable(session.workspace, dataset, signal));
					return measureEffect(session.workspace, model, table, options, signal, onProgress);
				},
				asking.signal
			);
			if (asking !== this.#asking) return;
			const label = model.classes[classIndex] ?? null;
			this.#found = { effect, label, target: model.target, question, modelId: artifact.id };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isMeasuring = false;
		}
	}

	async score(title: string): Promise<void> {
		const { model, isTogether } = this;
		const { dataset, session, model: artifact, run, label } = this.#subject;
		if (!model || !artifact || !dataset) return;
		this.error = null;
		this.isScoring = true;
		try {
			const { workspace } = session;
			const scored = await session.tasks.run(title, async (signal, onProgress) => {
				const { relation, isSeen } = await rowsToScore(workspace, dataset, run, signal);
				const options = {
					target: run ? model.target : label,
					rows: scoredRows,
					...(isTogether ? { togetherAbove } : {})
				};
				const found = await measureImportance(
					workspace,
					model,
					this.#subject.within(relation),
					options,
					signal,
					onProgress
				);
				return { found, isSeen, isTogether };
			});
			this.#scored = { ...scored, modelId: artifact.id };
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isScoring = false;
		}
	}
}
