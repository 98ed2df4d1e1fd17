import { isAbort } from '$lib/core/errors';
import { axesOf, isSame, type Row, type RowAxis, type Value } from '$lib/core/clarify/counterfactual-space';
import type { DecisionLine, DecisionLines, DecisionMap } from '$lib/core/clarify/decision-boundary';
import { explainedChange } from '$lib/core/clarify/explained-change';
import type { Explanation } from '$lib/core/clarify/explanation';
import { usualRow } from '$lib/core/clarify/usual-row';
import { explainRows, mapRow, openWhatIf, readRow, tryRow, type WhatIf } from '$lib/workbench/what-if';
import type { FairnessSubject } from './fairness-subject.svelte';
import { LatestTurn } from './latest-turn';

/** A row that people edit, and what the model says of it. Latest wins. */
export class WhatIfState {
	readonly subject: FairnessSubject;
	base = $state.raw<WhatIf | null>(null);
	/** The row of the table, from 0; null for the usual row. */
	place = $state<number | null>(0);
	original = $state.raw<Row>([]);
	row = $state.raw<Row>([]);
	/** What a column holds and may hold, for its control. */
	axes = $state.raw<readonly RowAxis[]>([]);
	answered = $state.raw<{ readonly row: Row; readonly found: DecisionLines } | null>(null);
	before = $state.raw<readonly number[]>([]);
	explained = $state.raw<{ readonly isChange: boolean; readonly explanation: Explanation } | null>(null);
	map = $state.raw<DecisionMap | null>(null);
	mapColumns = $state.raw<readonly [string, string] | null>(null);
	error = $state.raw<unknown>(null);
	isOpening = $state(false);
	#shownClass = $state<number | null>(null);
	#opened = '';
	#opening = new AbortController();
	readonly #answers = new LatestTurn();
	readonly #reasons = new LatestTurn();
	readonly #maps = new LatestTurn();

	constructor(subject: FairnessSubject) {
		this.subject = subject;
	}

	get classes(): readonly string[] {
		return this.base?.model.classes ?? [];
	}
	get threshold(): number | undefined {
		return this.base?.model.threshold;
	}
	/** The class whose probability is drawn: the good outcome where the model has it. */
	readonly shownClass = $derived.by(() => {
		const good = this.classes.findIndex((name) => this.subject.positives.includes(name));
		return this.#shownClass ?? (good >= 0 ? good : Math.max(0, this.classes.length - 1));
	});
	readonly answer = $derived.by(() => this.answered?.found.answer ?? []);
	readonly isEdited = $derived.by(() => this.row.some((value, at) => !isSame(value, this.original[at])));
	/** The columns a map can be drawn of. */
	readonly mappable = $derived.by(() => this.axes.filter(({ isFree }) => isFree).map(({ name }) => name));

	lineOf(column: string): DecisionLine | undefined {
		return this.answered?.found.lines.find((line) => line.column === column);
	}

	showClass(place: number): void {
		this.#shownClass = place;
		this.#ask();
	}

	/** Whether the row is one of the subject's model and table. */
	get isCurrent(): boolean {
		return this.base !== null && this.#opened === this.#key;
	}

	get #key(): string {
		return `${this.subject.model?.id} ${this.subject.dataset?.id}`;
	}

	/** Reads model and table of the subject, unless they are open already. */
	async open(): Promise<void> {
		const { model, dataset, session } = this.subject;
		const key = this.#key;
		if (key === this.#opened) return;
		this.#opening.abort();
		const { signal } = (this.#opening = new AbortController());
		this.#opened = key;
		this.base = null;
		this.answered = null;
		this.explained = null;
		this.map = null;
		this.mapColumns = null;
		this.#shownClass = null;
		if (!model || !dataset) return;
		this.isOpening = true;
		this.error = null;
		try {
			const base = await openWhatIf(session.workspace, model, dataset, signal);
			if (signal.aborted) return;
			this.base = base;
			await this.choose(0);
		} catch (error) {
			if (signal.aborted || isAbort(error)) return;
			this.#opened = '';
			this.error = error;
		} finally {
			if (!signal.aborted) this.isOpening = false;
		}
	}

	/** Takes a row of the table, or the usual one for null. */
	async choose(place: number | null): Promise<void> {
		const { base } = this;
		if (!base) return;
		try {
			const { inputs } = base.model;
			const { background } = base;
			const found =
				place === null ? usualRow(inputs, background) : await readRow(this.subject.session.workspace, base, place);
			if (!found || base !== this.base) return;
			this.place = place;
			this.original = found;
			this.row = found;
			this.axes = axesOf(inputs, found, background, []);
			this.before = [];
			this.#ask();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	edit(at: number, value: Value): void {
		if (isSame(value, this.row[at])) return;
		this.row = this.row.with(at, value);
		this.#ask();
	}

	/** Takes values by column into the form. */
	apply(changes: readonly { readonly column: string; readonly to: Value }[]): void {
		this.row = this.axes.map(
			({ name }, at) => changes.find(({ column }) => column === name)?.to ?? this.original[at] ?? NaN
		);
		this.#ask();
	}

	reset(): void {
		this.row = this.original;
		this.#ask();
	}

	chooseMap(first: string, second: string): void {
		this.mapColumns = [first, second];
		this.map = null;
		this.#drawMap();
	}

	#ask(): void {
		void this.#answers.run(async () => {
			const { base, row, original } = this;
			if (!base) return;
			await this.#caught(async () => {
				const found = await tryRow(this.subject.session.workspace, base, row);
				if (base !== this.base || original !== this.original) return;
				this.answered = { row, found };
				if (row === original) this.before = found.answer;
			});
		});
		void this.#reasons.run(async () => {
			const { base, row, original, isEdited } = this;
			if (!base) return;
			await this.#caught(async () => {
				const rows = isEdited ? [original, row] : [row];
				const classIndex = this.classes.length === 0 ? null : this.shownClass;
				const found = await explainRows(this.subject.session.workspace, base, rows, classIndex);
				if (base !== this.base || original !== this.original) return;
				this.explained = { isChange: isEdited, explanation: isEdited ? explainedChange(found) : found };
				if (!this.mapColumns) this.#mapMostImportant(found);
			});
		});
		this.#drawMap();
	}

	/** The first map is of the two columns that matter most to the row. */
	#mapMostImportant({ importance }: Explanation): void {
		const [first, second] = importance.map(({ feature }) => feature).filter((name) => this.mappable.includes(name));
		if (first !== undefined && second !== undefined) this.chooseMap(first, second);
	}

	#drawMap(): void {
		void this.#maps.run(async () => {
			const { base, row, mapColumns } = this;
			if (!base || !mapColumns) return;
			await this.#caught(async () => {
				const map = await mapRow(this.subject.session.workspace, base, row, mapColumns);
				if (base === this.base && mapColumns === this.mapColumns) this.map = map;
			});
		});
	}

	async #caught(work: () => Promise<void>): Promise<void> {
		try {
			await work();
			this.error = null;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}
}

/** The one of the subject's session, kept while people move between pages. */
export function whatIfOf(subject: FairnessSubject): WhatIfState {
	return subject.session.keep('what-if', () => new WhatIfState(subject));
}
