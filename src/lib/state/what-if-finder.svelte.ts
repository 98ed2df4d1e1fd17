import { isAbort } from '$lib/core/errors';
import type { ColumnRule, Wanted } from '$lib/core/clarify/counterfactual';
import { calledClass } from '$lib/core/model/called-class';
import type { FoundChanges } from '$lib/core/clarify/report';
import type { Row } from '$lib/core/clarify/counterfactual-space';
import { counterfactualDefaults, counterfactualsOf } from '$lib/workbench/counterfactual';
import { keepRule, readRules } from '$lib/workbench/what-if';
import type { FairnessSubject } from './fairness-subject.svelte';
import { whatIfOf, type WhatIfState } from './what-if.svelte';

const count = 4;

/** What the nearest change is asked with: the wanted answer, rules of columns, and how much few changes matter. */
export class WhatIfFinder {
	readonly #form: WhatIfState;
	#kept = $state.raw<ReadonlyMap<string, ColumnRule>>(new Map());
	#wantedClass = $state<number | null>(null);
	probability = $state<number | null>(null);
	least = $state<number | null>(null);
	most = $state<number | null>(null);
	changePenalty = $state<number>(counterfactualDefaults.changePenalty);
	timeLimit = $state<number>(counterfactualDefaults.timeLimit);
	maxChanges = $state<number | null>(null);
	#answer = $state.raw<(FoundChanges & { readonly row: Row; readonly question: string }) | null>(null);
	isFinding = $state(false);
	error = $state.raw<unknown>(null);
	#asking = new AbortController();

	constructor(form: WhatIfState) {
		this.#form = form;
	}

	/** What was found, while the row is the one it was found for. */
	readonly found = $derived.by(() => (this.#answer?.row === this.#form.original ? this.#answer.found : null));

	/** The same with what was asked, for a report; null where it is of another model or table. */
	get changes(): FoundChanges | null {
		if (!this.#answer || this.found === null || !this.#form.isCurrent) return null;
		const { place, wanted, found } = this.#answer;
		return { place, wanted, found };
	}

	/** Whether what is asked has changed since. */
	readonly isStale = $derived.by(
		() => this.#answer !== null && this.#answer.question !== JSON.stringify(this.#question)
	);

	/** Another class than the row's; the good one where it is not that already. */
	readonly wantedClass = $derived.by(() => {
		if (this.#wantedClass !== null) return this.#wantedClass;
		const { classes, threshold, before, shownClass } = this.#form;
		const own = calledClass(before, 0, classes.length, threshold);
		return own === shownClass ? (own === 0 ? classes.length - 1 : 0) : shownClass;
	});

	readonly wanted = $derived.by((): Wanted | null => {
		if (this.#form.classes.length > 0)
			return { type: 'class', classIndex: this.wantedClass, probability: this.probability };
		return this.least === null && this.most === null ? null : { type: 'range', least: this.least, most: this.most };
	});

	wantClass(place: number): void {
		this.#wantedClass = place;
	}

	async open(): Promise<void> {
		try {
			this.#kept = await readRules(this.#form.subject.session.workspace);
		} catch (error) {
			this.error = error;
		}
	}

	/** The rule of a column. Groups compared are locked until someone says otherwise. */
	ruleOf(column: string): ColumnRule {
		return this.#kept.get(column) ?? { column, immutable: column === this.#form.subject.facet };
	}

	isProposed(column: string): boolean {
		return !this.#kept.has(column) && this.ruleOf(column).immutable === true;
	}

	readonly rules = $derived.by(() => this.#form.axes.map(({ name }) => this.ruleOf(name)).filter(isRestricting));

	get #question() {
		const { wanted, rules, changePenalty, timeLimit, maxChanges } = this;
		return { wanted, rules, changePenalty, timeLimit, maxChanges };
	}

	async setRule(rule: ColumnRule): Promise<void> {
		this.#kept = new Map([...this.#kept, [rule.column, rule]]);
		const { session } = this.#form.subject;
		if (session.readOnly) return;
		try {
			await keepRule(session.workspace, rule);
		} catch (error) {
			this.error = error;
		}
	}

	lock(column: string, immutable: boolean): Promise<void> {
		return this.setRule({ ...this.ruleOf(column), immutable });
	}

	/** Looks for the nearest changes of the row the form started from. */
	async find(title: string): Promise<void> {
		const { base, original, place, subject } = this.#form;
		const { wanted } = this;
		if (!base || !wanted) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.isFinding = true;
		this.error = null;
		const question = { ...this.#question, wanted, count };
		const asked = JSON.stringify(this.#question);
		try {
			const found = await subject.session.tasks.run(
				title,
				(signal, onProgress) =>
					counterfactualsOf(
						subject.session.workspace,
						base.model,
						original,
						base.background,
						question,
						signal,
						onProgress
					),
				asking.signal
			);
			if (asking === this.#asking) this.#answer = { row: original, place, question: asked, wanted, found };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isFinding = false;
		}
	}
}

function isRestricting({ immutable, least, most, direction, categories }: ColumnRule): boolean {
	return (
		immutable === true ||
		least !== undefined ||
		most !== undefined ||
		direction !== undefined ||
		categories !== undefined
	);
}

/** The one of the subject's session, kept while people move between pages. */
export function whatIfFinderOf(subject: FairnessSubject): WhatIfFinder {
	return subject.session.keep('what-if-finder', () => new WhatIfFinder(whatIfOf(subject)));
}
