import { isAbort } from '$lib/core/errors';
import { defaultSettings, methods, type Method } from '$lib/core/forecast/forecast-job';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, isTemporalType } from '$lib/core/table/schema';
import { forecastFile, forecastTable, keepForecast, type TableForecast } from '$lib/workbench/forecast';
import { openTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';

interface Asked {
	readonly dataset: Artifact;
	readonly time: string;
	readonly value: string;
	readonly by: string | null;
	readonly level: number;
}

/** What to forecast of the table that Train has chosen, and the last answer. */
export class ForecastState {
	readonly #session: Session;
	readonly #train: TrainState;
	#time = $state('');
	#value = $state('');
	#by = $state('');
	every = $state(defaultSettings.every);
	duplicates = $state(defaultSettings.duplicates);
	gaps = $state(defaultSettings.gaps);
	horizon = $state(defaultSettings.horizon);
	/** null to find it. */
	season = $state<number | null>(null);
	level = $state(defaultSettings.level);
	// raw, since it crosses to a worker
	methods = $state.raw<readonly Method[]>(methods);
	/** The place of the series that is shown. */
	place = $state(0);
	shownMethod = $state<Method | 'best'>('best');
	#answer = $state.raw<{ readonly asked: Asked; readonly found: TableForecast } | null>(null);
	isRunning = $state(false);
	error = $state.raw<unknown>(null);
	#controller: AbortController | null = null;

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
	}

	/** Columns that a series can go along: dates before numbers. */
	readonly times = $derived.by(() => {
		const dates = this.#train.form.fields.filter(({ type }) => isTemporalType(type) && type !== 'TIME');
		return [...dates, ...this.#train.form.fields.filter(({ type }) => isNumericType(type))].map(({ name }) => name);
	});
	readonly time = $derived.by(() => (this.times.includes(this.#time) ? this.#time : (this.times[0] ?? '')));
	readonly values = $derived.by(() =>
		this.#train.form.fields
			.filter(({ name, type }) => isNumericType(type) && name !== this.time)
			.map(({ name }) => name)
	);
	readonly value = $derived.by(() => (this.values.includes(this.#value) ? this.#value : (this.values.at(-1) ?? '')));
	readonly groups = $derived.by(() =>
		this.#train.form.fields.map(({ name }) => name).filter((name) => name !== this.time && name !== this.value)
	);
	readonly by = $derived.by(() => (this.groups.includes(this.#by) ? this.#by : ''));
	/** The answer, while the table it was asked of is the one chosen. */
	readonly answer = $derived.by(() =>
		this.#answer?.asked.dataset.id === this.#train.form.dataset?.id ? this.#answer : null
	);
	readonly series = $derived.by(() => this.answer?.found.series[this.place] ?? this.answer?.found.series[0] ?? null);

	chooseTime(name: string): void {
		this.#time = name;
	}

	chooseValue(name: string): void {
		this.#value = name;
	}

	chooseBy(name: string): void {
		this.#by = name;
	}

	toggle(method: Method): void {
		const kept = this.methods.filter((one) => one !== method);
		if (kept.length === this.methods.length) this.methods = [...this.methods, method];
		else if (kept.length > 0) this.methods = kept;
	}

	cancel(): void {
		this.#controller?.abort();
	}

	async start(title: string): Promise<void> {
		const { dataset } = this.#train.form;
		if (!dataset || this.isRunning) return;
		const { time, value, every, duplicates, gaps, horizon, level } = this;
		const by = this.by === '' ? null : this.by;
		const question = { ...defaultSettings, time, value, by, every, duplicates, gaps, horizon, level };
		const { workspace, tasks } = this.#session;
		const controller = (this.#controller = new AbortController());
		this.error = null;
		this.isRunning = true;
		try {
			const found = await tasks.run(
				title,
				async (signal, onProgress) => {
					const relation = await openTable(workspace, dataset, signal);
					return forecastTable(
						workspace,
						{ relation, schema: datasetMeta(dataset).schema },
						{ ...question, season: this.season ?? 'auto', methods: this.methods },
						signal,
						onProgress
					);
				},
				controller.signal
			);
			this.#answer = { asked: { dataset, time, value, by, level }, found };
			this.place = 0;
			this.shownMethod = 'best';
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isRunning = false;
		}
	}

	/** Stores the forecasts as a table of the project; null when that failed. */
	async keep(title: string, name: string): Promise<Artifact | null> {
		const { answer } = this;
		if (!answer) return null;
		const { workspace, tasks } = this.#session;
		try {
			const kept = await tasks.run(title, () =>
				keepForecast(workspace, answer.found, answer.asked, answer.asked.dataset, name)
			);
			await this.#session.refresh();
			return kept;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		}
	}

	async file(): Promise<Uint8Array | null> {
		const { answer } = this;
		return answer && forecastFile(this.#session.workspace, answer.found, answer.asked);
	}

	say(text: string): void {
		this.#session.toasts.show(text);
	}
}
