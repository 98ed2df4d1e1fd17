import { untrack } from 'svelte';
import { isAbort } from '$lib/core/errors';
import type { BalanceSubject, StepBalance } from '$lib/core/clarify/step-balance';
import { facetFields, guessFacet, guessLabel, isCut, labelFields } from '$lib/core/clarify/subject-guess';
import type { Field } from '$lib/core/table/schema';
import { commonValues, type ValueCount } from '$lib/workbench/bias';
import {
	furthestGroup,
	readBalanceSubject,
	recipeBalance,
	writeBalanceSubject,
	type DatasetBalance
} from '$lib/workbench/step-balance';
import { openTable } from '$lib/workbench/table';
import type { LinePreview } from './latest-preview.svelte';
import type { RecipeState } from './recipe.svelte';
import type { Session } from './session.svelte';

type Group = BalanceSubject['positive'];

interface Found extends DatasetBalance {
	readonly of: LinePreview;
	readonly subject: BalanceSubject;
}

/**
 * What each step of a recipe does to the balance between a group and the rest, counted again whenever the preview is. The choice of group
 * and outcome is kept with the project. Latest wins: an answer to what is no longer asked is thrown away.
 */
export class StepBalanceState {
	readonly #session: Session;
	readonly #recipe: RecipeState;
	isWatching = $state(false);
	label = $state('');
	facet = $state('');
	positive = $state.raw<Group | null>(null);
	group = $state.raw<Group | null>(null);
	labelValues = $state.raw<readonly ValueCount[]>([]);
	facetValues = $state.raw<readonly ValueCount[]>([]);
	error = $state.raw<unknown>(null);
	isBusy = $state(false);
	#found = $state.raw<Found | null>(null);
	#asking = new AbortController();

	constructor(session: Session, recipe: RecipeState) {
		this.#session = session;
		this.#recipe = recipe;
		void this.#attempt(() => this.#open());
	}

	/** Columns of the table, then those that steps make. */
	readonly fields = $derived.by((): readonly Field[] => {
		const { schema, mainSchema } = this.#recipe;
		return [...schema, ...mainSchema.filter(({ name }) => !schema.some((field) => field.name === name))];
	});
	readonly labels = $derived.by(() => labelFields(this.fields));
	readonly facets = $derived.by(() => facetFields(this.fields, this.label));
	/** Whether the good outcome, or the group, is what lies above a number. */
	readonly isLabelCut = $derived.by(() => this.#isCut(this.label));
	readonly isFacetCut = $derived.by(() => this.#isCut(this.facet));
	readonly subject = $derived.by((): BalanceSubject | null => {
		const { isWatching, label, facet, positive, group } = this;
		if (!isWatching || label === '' || facet === '' || !positive || !group) return null;
		return { label, positive, facet: { column: facet, selection: group } };
	});
	/** What was counted last for the line on screen and the subject chosen; its rows may be those before an edit. */
	readonly found = $derived.by((): DatasetBalance | null => {
		const isOf = this.#found?.of.line === this.#recipe.line && this.#found.subject === this.subject;
		return isOf ? this.#found : null;
	});
	/** By the places of the line's steps. */
	readonly steps = $derived.by((): ReadonlyMap<number, StepBalance> => {
		const before = this.#found?.of.before ?? 0;
		return new Map(
			this.found?.balance.steps.flatMap((step) => (step.step < before ? [] : [[step.step - before, step]]))
		);
	});
	readonly worst = $derived.by(() => {
		const before = this.#found?.of.before ?? 0;
		const placed = (step: number | null | undefined) => (step === null || step === undefined ? null : step - before);
		return { DPL: placed(this.found?.balance.worst.DPL), CI: placed(this.found?.balance.worst.CI) };
	});

	#isCut(column: string): boolean {
		const field = this.fields.find(({ name }) => name === column);
		return field !== undefined && isCut(field);
	}

	async #open(): Promise<void> {
		const kept = await readBalanceSubject(this.#session.workspace, this.#recipe.dataset);
		if (!kept || this.isWatching) return;
		this.label = kept.label;
		this.positive = kept.positive;
		this.facet = kept.facet.column;
		this.group = kept.facet.selection;
		this.isWatching = true;
	}

	/** Begins with the likeliest outcome and groups. */
	async watch(): Promise<void> {
		this.isWatching = true;
		if (this.label !== '') return this.#keep();
		await this.chooseLabel(guessLabel(this.fields)?.name ?? '');
		if (this.facet === '') await this.chooseFacet(guessFacet(this.fields, this.label)?.name ?? '');
	}

	stop(): Promise<void> {
		this.isWatching = false;
		this.#asking.abort();
		return this.#keep();
	}

	/** The rarest of its values is the likeliest good one. */
	chooseLabel(column: string): Promise<void> {
		this.label = column;
		this.positive = null;
		this.labelValues = [];
		if (this.facet === column) this.facet = '';
		return this.#attempt(async () => {
			await this.loadValues();
			const last = this.labelValues.at(-1);
			if (this.label !== column || this.positive || this.isLabelCut || !last) return;
			await this.choosePositive({ values: [last.value] });
		});
	}

	async choosePositive(positive: Group | null): Promise<void> {
		this.positive = positive;
		await (this.group || this.facet === '' ? this.#keep() : this.#chooseFurthest());
	}

	chooseFacet(column: string): Promise<void> {
		this.facet = column;
		this.group = null;
		this.facetValues = [];
		return this.#attempt(async () => {
			await this.loadValues();
			await this.#chooseFurthest();
		});
	}

	chooseGroup(group: Group | null): Promise<void> {
		this.group = group;
		return this.#keep();
	}

	/** The group that gets the good outcome least often; none is chosen for a number that is to be cut. */
	#chooseFurthest(): Promise<void> {
		return this.#attempt(async () => {
			const { facet, label, positive } = this;
			if (facet === '' || !positive || this.isFacetCut) return;
			const relation = await this.#relationWith([label, facet]);
			if (relation === null) return;
			const value = await furthestGroup(this.#session.workspace, relation, label, positive, facet);
			if (this.facet === facet && this.label === label && !this.group) await this.chooseGroup({ values: [value] });
		});
	}

	/** The table where it has the columns, else what the recipe makes of it. */
	async #relationWith(columns: readonly string[]): Promise<string | null> {
		const { schema, dataset, preview } = this.#recipe;
		const hasAll = (fields: readonly Field[]) => columns.every((name) => fields.some((field) => field.name === name));
		if (hasAll(schema)) return openTable(this.#session.workspace, dataset);
		return preview && hasAll(preview.schema) ? preview.relation : null;
	}

	/** Values to choose from, for the columns chosen. */
	async loadValues(): Promise<void> {
		const { label, facet } = this;
		const { workspace } = this.#session;
		const read = async (column: string): Promise<readonly ValueCount[]> => {
			const relation = column === '' || this.#isCut(column) ? null : await this.#relationWith([column]);
			return relation === null ? [] : commonValues(workspace, relation, column);
		};
		if (this.labelValues.length === 0) {
			const values = await read(label);
			if (this.label === label) this.labelValues = values;
		}
		if (this.facetValues.length === 0) {
			const values = await read(facet);
			if (this.facet === facet) this.facetValues = values;
		}
	}

	/** Counts what is on screen, where it is not counted yet. Reads what it depends on, so that an effect can call it. */
	follow(): void {
		const { subject } = this;
		const of = this.#recipe.latest;
		if (!subject || !of) return;
		untrack(() => {
			if (this.#found?.of === of && this.#found.subject === subject) return;
			const { again, rowsIn } = of.preview;
			void this.#count(of, subject, (signal) =>
				recipeBalance(
					this.#session.workspace,
					again.recipe,
					again.dataset,
					subject,
					{ ...again, sampleRows: rowsIn },
					signal
				)
			);
		});
	}

	/** Counts again on all rows, which the steps learn from anew. */
	async countAll(title: string): Promise<void> {
		const { subject } = this;
		const of = this.#recipe.latest;
		if (!subject || !of) return;
		const { asked, dataset, end } = of.preview.again;
		await this.#count(of, subject, (given) =>
			this.#session.tasks.run(
				title,
				(signal, onProgress) =>
					recipeBalance(this.#session.workspace, asked, dataset, subject, { end }, signal, onProgress),
				given
			)
		);
	}

	async #count(
		of: LinePreview,
		subject: BalanceSubject,
		count: (signal: AbortSignal) => Promise<DatasetBalance>
	): Promise<void> {
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.isBusy = true;
		this.error = null;
		try {
			const found = await count(asking.signal);
			if (asking === this.#asking) this.#found = { ...found, of, subject };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isBusy = false;
		}
	}

	async #keep(): Promise<void> {
		if (this.#session.readOnly) return;
		const { subject } = this;
		if (this.isWatching && !subject) return;
		await this.#attempt(() => writeBalanceSubject(this.#session.workspace, this.#recipe.dataset, subject));
	}

	async #attempt(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}
}
