import { isAbort } from '$lib/core/errors';
import type { EstimatorName } from '$lib/core/train/job';
import { paramsApart } from '$lib/core/train/search';
import {
	bestFirst,
	forgetSearch,
	listSearches,
	searchParams,
	type Search,
	type SearchRequest,
	type Trial
} from '$lib/workbench/search';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';

export type ShownTrial = Trial;

/** A search of settings: what to search, its trials as they come, and the searches there are. */
export class SearchState {
	readonly #session: Session;
	readonly #train: TrainState;
	method = $state<SearchRequest['method']>('halving');
	budget = $state<SearchRequest['budget']>('steps');
	count = $state(27);
	folds = $state(0);
	estimators = $state<readonly EstimatorName[]>(['trees']);
	/** The parameter that the picture shows. */
	shownParam = $state('');
	live = $state.raw<{ readonly trials: readonly Trial[]; readonly total: number } | null>(null);
	#kept = $state.raw<readonly Search[]>([]);
	error = $state.raw<unknown>(null);
	#controller: AbortController | null = null;

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
	}

	/** The last search of the target on the table that are chosen. */
	readonly last = $derived.by(() =>
		this.#kept.find(
			({ dataset, spec }) => dataset === this.#train.form.dataset?.id && spec.target === this.#train.form.target
		)
	);
	readonly trials = $derived.by((): readonly Trial[] => bestFirst(this.live?.trials ?? this.last?.trials ?? []));
	readonly total = $derived.by(() => this.live?.total ?? this.last?.total ?? 0);
	/** A search that was cut and can go on. */
	readonly cut = $derived.by(() =>
		!this.live && this.last && this.last.trials.length < this.last.total ? this.last : null
	);
	/** Parameters that differ between the trials that have them, and so can be drawn. */
	readonly params = $derived.by(() => {
		const names = [...new Set(this.trials.flatMap((trial) => Object.keys(trial.params)))];
		const valuesOf = (name: string) => new Set(this.trials.flatMap(({ params }) => params[name] ?? []));
		return names.filter((name) => valuesOf(name).size > 1);
	});
	readonly isRunning = $derived.by(() => this.live !== null);

	toggle(estimator: EstimatorName): void {
		const { estimators } = this;
		if (!estimators.includes(estimator)) this.estimators = [...estimators, estimator];
		else if (estimators.length > 1) this.estimators = estimators.filter((one) => one !== estimator);
	}

	apart(trial: Trial): Record<string, number | string> {
		return paramsApart(trial);
	}

	async load(): Promise<void> {
		this.#kept = await listSearches(this.#session.workspace);
	}

	async discard({ key }: Search): Promise<void> {
		await forgetSearch(this.#session.workspace, key);
		await this.load();
	}

	cancel(): void {
		this.#controller?.abort();
	}

	/** Searches as the form says; parameters that are set in the form of training stay as they are. */
	async start(title: string): Promise<void> {
		const { method, budget, count, folds, estimators } = this;
		const spec = this.#train.form.spec();
		const estimator = estimators.includes(spec.estimator) ? spec.estimator : (estimators[0] ?? spec.estimator);
		const params = estimator === spec.estimator ? (spec.params ?? {}) : {};
		await this.#run({ ...spec, estimator, params }, { method, budget, count, folds, estimators }, title);
	}

	/** Goes on with a search that was cut: its trials are not repeated. */
	async resume({ spec, request }: Search, title: string): Promise<void> {
		await this.#run(spec, request, title);
	}

	async #run(spec: Search['spec'], request: SearchRequest, title: string): Promise<void> {
		const { dataset } = this.#train.form;
		if (!dataset || this.live) return;
		this.error = null;
		this.live = { trials: [], total: 0 };
		const controller = (this.#controller = new AbortController());
		const { workspace, tasks } = this.#session;
		try {
			await tasks.run(
				title,
				(signal, onProgress) =>
					searchParams(workspace, dataset, spec, request, signal, (trials, total) => {
						this.live = { trials, total };
						onProgress({ phase: 'search', done: trials.length, total });
					}),
				controller.signal
			);
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.live = null;
			await this.load();
		}
	}

	/** Puts a trial's settings in the form of training. */
	use(trial: Trial): void {
		this.#train.form.estimator = trial.estimator;
		this.#train.form.params = this.apart(trial);
	}
}
