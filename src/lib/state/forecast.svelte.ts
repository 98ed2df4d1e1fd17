import { isAbort } from '$lib/core/errors';
import type { EveryName, Method } from '$lib/core/forecast/forecast-job';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import {
	forecastFile,
	forecastTable,
	isByDay,
	keepForecast,
	resultOf,
	type ForecastQuestion,
	type TableForecast
} from '$lib/workbench/forecast';
import { openTable } from '$lib/workbench/table';
import { ForecastForm } from './forecast-form.svelte';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';

interface Answer {
	readonly dataset: Artifact;
	readonly question: ForecastQuestion;
	readonly found: TableForecast;
}

/** Forecasts by the form, and shows the last answer. Made once a session, so that it goes on while people move around. */
export class ForecastState {
	readonly #session: Session;
	readonly #train: TrainState;
	readonly form: ForecastForm;
	/** The place of the series that is shown. */
	place = $state(0);
	method = $state<Method | 'best'>('best');
	#answer = $state.raw<Answer | null>(null);
	#failed = $state.raw<{ readonly dataset: Artifact; readonly error: unknown } | null>(null);
	isRunning = $state(false);
	/** The share done, null while it is not known. */
	share = $state<number | null>(null);
	#controller: AbortController | null = null;

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
		this.form = new ForecastForm(train.form);
	}

	/** The answer, while the table it was asked of is the one chosen. */
	readonly answer = $derived.by(() =>
		this.#answer?.dataset.id === this.#train.form.dataset?.id ? this.#answer : null
	);
	readonly error = $derived.by(() =>
		this.#failed && this.#failed.dataset.id === this.#train.form.dataset?.id ? this.#failed.error : null
	);
	/** The settings on screen are no more those of the answer. */
	readonly isStale = $derived.by(
		() => this.answer !== null && JSON.stringify(this.answer.question) !== JSON.stringify(this.form.question)
	);
	readonly series = $derived.by(() => this.answer?.found.series[this.place] ?? this.answer?.found.series[0] ?? null);
	readonly result = $derived.by(() => this.series && resultOf(this.series, this.method));

	/** Times need no clock. */
	readonly isByDay = $derived.by(() => this.answer !== null && isByDay(this.answer.found));

	cancel(): void {
		this.#controller?.abort();
	}

	async start(title: string): Promise<void> {
		const { dataset } = this.#train.form;
		const { question } = this.form;
		if (!dataset || !question || this.isRunning) return;
		const { workspace, tasks } = this.#session;
		const controller = (this.#controller = new AbortController());
		this.#failed = null;
		this.share = null;
		this.isRunning = true;
		try {
			const found = await tasks.run(
				title,
				async (signal, onProgress) => {
					const relation = await openTable(workspace, dataset, signal);
					const table = { relation, schema: datasetMeta(dataset).schema };
					return forecastTable(workspace, table, question, signal, (progress) => {
						this.share = progress.total ? progress.done / progress.total : null;
						onProgress(progress);
					});
				},
				controller.signal
			);
			this.#answer = { dataset, question, found };
			this.place = 0;
			this.method = 'best';
		} catch (error) {
			if (!isAbort(error)) this.#failed = { dataset, error };
		} finally {
			this.isRunning = false;
		}
	}

	/** Forecasts again by another step. */
	async startEvery(every: EveryName, title: string): Promise<void> {
		this.form.every = every;
		await this.start(title);
	}

	/** Stores the forecasts by the method shown as a table of the project; null when that failed. */
	async keep(title: string, name: string): Promise<Artifact | null> {
		const { answer, method } = this;
		if (!answer) return null;
		const { dataset, found, question } = answer;
		const { workspace, tasks } = this.#session;
		try {
			const kept = await tasks.run(title, () => keepForecast(workspace, found, { ...question, method }, dataset, name));
			await this.#session.refresh();
			// a new table is first in the list, and nobody chose it
			if (this.#train.form.dataset?.id !== dataset.id) this.#train.chooseDataset(dataset.id);
			return kept;
		} catch (error) {
			if (!isAbort(error)) this.#failed = { dataset, error };
			return null;
		}
	}

	/** The forecasts by the method shown as the bytes of a CSV file; null when that failed. */
	async file(): Promise<Uint8Array | null> {
		const { answer, method } = this;
		if (!answer) return null;
		try {
			return await forecastFile(this.#session.workspace, answer.found, { ...answer.question, method });
		} catch (error) {
			this.#failed = { dataset: answer.dataset, error };
			return null;
		}
	}

	say(text: string): void {
		this.#session.toasts.show(text);
	}
}
