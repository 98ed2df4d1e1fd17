import { isAbort } from '$lib/core/errors';
import type { Mitigation, MitigationMethod, TriedMitigations } from '$lib/core/clarify/mitigation-trial';
import { criteria, type Criterion } from '$lib/core/clarify/threshold';
import { pointWithin } from '$lib/core/clarify/threshold-frontier';
import type { OnProgress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { findJudgedThresholds, type JudgedThresholds } from '$lib/workbench/judged-thresholds';
import type { MitigationSpec } from '$lib/workbench/mitigation-groups';
import { keepMitigated, type KeptMitigation } from '$lib/workbench/mitigation-keep';
import { measureBaseline, measureDefaults, type Baseline, type Measured } from '$lib/workbench/mitigation-measure';
import { mostGap, tryMitigation } from '$lib/workbench/mitigation-try';
import { kindsOf, openTable, saveTable } from '$lib/workbench/table';
import type { FairnessSubject } from './fairness-subject.svelte';

interface Trial {
	readonly mitigation: Mitigation;
	readonly criterion: Criterion | null;
	readonly found: { readonly measured: Measured } | { readonly error: unknown };
}
type Trials = Readonly<Partial<Record<string, Trial>>>;

interface Found {
	readonly key: string;
	readonly estimator: TriedMitigations['estimator'];
	readonly baseline: Baseline;
	readonly trials: Trials;
}

const nothing: Trials = {};

function trialName(mitigation: Mitigation, criterion: Criterion): string {
	return mitigation === 'threshold' ? `threshold ${criterion}` : mitigation;
}

/** What can be done about bias of the subject: measured one by one or all at once, kept as tables. Latest wins. */
export class MitigationsState {
	readonly #subject: FairnessSubject;
	estimator = $state<'linear' | 'trees'>('linear');
	criterion = $state<Criterion>(criteria[0]);
	#found = $state.raw<Found | null>(null);
	#thresholds = $state.raw<{ readonly key: string; readonly found: JudgedThresholds | null } | null>(null);
	#place = $state<{ readonly key: string; readonly place: number } | null>(null);
	error = $state.raw<unknown>(null);
	running = $state.raw<readonly Mitigation[]>([]);
	#asking = new AbortController();
	#cutting = new AbortController();

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly #key = $derived.by(() =>
		this.#subject.question === null ? null : `${this.#subject.question} ${this.estimator}`
	);
	readonly #known = $derived.by(() => (this.#found && this.#found.key === this.#key ? this.#found : null));
	readonly baseline = $derived.by(() => this.#known?.baseline ?? null);
	readonly trials = $derived.by(() => this.#known?.trials ?? nothing);
	/** What thresholds are asked of; null while something is still to be chosen. */
	readonly cutKey = $derived.by(() => {
		const { question, model } = this.#subject;
		return question === null ? null : `${question} ${model?.id ?? ''} ${this.criterion}`;
	});
	/** Undefined while they are being found. */
	readonly thresholds = $derived.by(() =>
		this.#thresholds && this.#thresholds.key === this.cutKey ? this.#thresholds.found : undefined
	);
	/** The point of the trade-off that is looked at. */
	readonly place = $derived.by(() => {
		const points = this.thresholds?.frontier.points ?? [];
		if (this.#place && this.#place.key === this.cutKey) return Math.min(this.#place.place, points.length - 1);
		const chosen = pointWithin(points, Math.max(mostGap, this.thresholds?.leastGap ?? 0));
		return chosen ? points.indexOf(chosen) : -1;
	});

	choosePlace(place: number): void {
		if (this.cutKey !== null) this.#place = { key: this.cutKey, place };
	}

	trialOf(mitigation: Mitigation): Trial['found'] | undefined {
		return this.trials[trialName(mitigation, this.criterion)]?.found;
	}

	/** What was tried for what the subject asks now; null before. */
	get tried(): TriedMitigations | null {
		const known = this.#known;
		const trials = Object.values(known?.trials ?? nothing).filter((trial) => trial !== undefined);
		if (!known || trials.length === 0) return null;
		const { estimator, baseline } = known;
		return {
			estimator,
			rows: baseline.rows,
			splits: baseline.splits.length,
			criterion: this.criterion,
			asIs: baseline.summary,
			tried: trials.map(({ mitigation, criterion, found }) => ({
				mitigation,
				criterion,
				summary: 'measured' in found ? found.measured.summary : null
			}))
		};
	}

	#spec(): MitigationSpec | null {
		const { label, positiveSelection: positive } = this.#subject;
		return positive && { label, positive, facets: [this.#subject.selector()] };
	}

	/** Measures some mitigations, after what a model learns without any. One that cannot be says why, and the others go on. */
	async measure(wanted: readonly Mitigation[], title: string): Promise<void> {
		const { dataset, session } = this.#subject;
		const key = this.#key;
		const asked = this.#spec();
		if (!dataset || !asked || key === null) return;
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.running = wanted;
		try {
			await session.tasks.run(
				title,
				async (signal, onProgress) => {
					const { workspace } = session;
					const table = { relation: await openTable(workspace, dataset, signal), schema: datasetMeta(dataset).schema };
					const { criterion, estimator } = this;
					const spec = { ...measureDefaults, ...asked, estimator };
					const baseline = this.baseline ?? (await measureBaseline(workspace, table, spec, signal, onProgress));
					let trials = this.trials;
					if (asking === this.#asking) this.#found = { key, estimator, baseline, trials };
					for (const [done, one] of wanted.entries()) {
						onProgress({ phase: 'mitigation', done, total: wanted.length });
						const name = trialName(one, criterion);
						const about = { mitigation: one, criterion: one === 'threshold' ? criterion : null };
						try {
							const measured = await tryMitigation(workspace, table, spec, baseline, one, criterion, signal);
							trials = { ...trials, [name]: { ...about, found: { measured } } };
						} catch (error) {
							if (isAbort(error)) throw error;
							trials = { ...trials, [name]: { ...about, found: { error } } };
						}
						if (asking !== this.#asking) return;
						this.#found = { key, estimator, baseline, trials };
						this.running = wanted.slice(done + 1);
					}
				},
				asking.signal
			);
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.running = [];
		}
	}

	/** Finds the whole trade-off on the rows the model was measured on. */
	async findThresholds(title: string): Promise<void> {
		const { dataset, model, run, label, session } = this.#subject;
		const key = this.cutKey;
		const asked = this.#spec();
		if (!dataset || !asked || key === null) return;
		this.#cutting.abort();
		const cutting = (this.#cutting = new AbortController());
		try {
			const found = await session.tasks.run(
				title,
				(signal, onProgress) =>
					findJudgedThresholds(
						session.workspace,
						{ dataset, model, run, label },
						asked,
						this.criterion,
						signal,
						onProgress
					),
				cutting.signal
			);
			if (cutting === this.#cutting) this.#thresholds = { key, found };
		} catch (error) {
			if (cutting !== this.#cutting || isAbort(error)) return;
			this.#thresholds = { key, found: null };
			this.error = error;
		}
	}

	/** Saves the dataset after a mitigation. */
	keep(method: MitigationMethod, title: string, name: string): Promise<KeptMitigation | null> {
		const { dataset, session } = this.#subject;
		const asked = this.#spec();
		if (!dataset || !asked) return Promise.resolve(null);
		return this.#save(title, (signal, onProgress) =>
			keepMitigated(session.workspace, dataset, asked, { method }, name, signal, onProgress)
		);
	}

	/** Saves the judged rows with what the thresholds looked at decide. */
	keepThresholds(title: string, name: string): Promise<KeptMitigation | null> {
		const { dataset, session } = this.#subject;
		const { thresholds } = this;
		const point = thresholds?.frontier.points[this.place];
		if (!dataset || !thresholds || !point) return Promise.resolve(null);
		const { select, column } = thresholds.select(point.outcome);
		const kinds = { ...kindsOf(datasetMeta(dataset).schema), [column]: 'boolean' as const };
		return this.#save(title, async (signal, onProgress) => {
			const parents: Artifact['parents'] = { dataset: dataset.id };
			return {
				dataset: await saveTable(session.workspace, select, { name, parents, kinds }, signal, onProgress),
				column
			};
		});
	}

	async #save(
		title: string,
		work: (signal: AbortSignal, onProgress: OnProgress) => Promise<KeptMitigation>
	): Promise<KeptMitigation | null> {
		const { session } = this.#subject;
		this.error = null;
		try {
			const made = await session.tasks.run(title, work);
			await session.refresh();
			return made;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		}
	}
}

/** The one of the subject's session, kept while people move between pages. */
export function mitigationsOf(subject: FairnessSubject): MitigationsState {
	return subject.session.keep('mitigations', () => new MitigationsState(subject));
}
