import { defaultSettings, methods, type Method } from '$lib/core/forecast/forecast-job';
import { isNumericType, isTemporalType } from '$lib/core/table/schema';
import type { ForecastQuestion } from '$lib/workbench/forecast';
import type { TrainForm } from './train-form.svelte';

/** What to forecast of the table that Train has chosen: the settings on screen. */
export class ForecastForm {
	readonly #train: TrainForm;
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

	constructor(train: TrainForm) {
		this.#train = train;
	}

	readonly dates = $derived.by(() =>
		this.#train.fields.filter(({ type }) => isTemporalType(type)).map(({ name }) => name)
	);
	readonly numbers = $derived.by(() =>
		this.#train.fields.filter(({ type }) => isNumericType(type)).map(({ name }) => name)
	);
	/** A column of dates unless a number was chosen to count time; empty where there is none. */
	readonly time = $derived.by(() =>
		[...this.dates, ...this.numbers].includes(this.#time) ? this.#time : (this.dates[0] ?? '')
	);
	readonly values = $derived.by(() => this.numbers.filter((name) => name !== this.time));
	readonly value = $derived.by(() => {
		if (this.values.includes(this.#value)) return this.#value;
		const measures = this.#train.fields.filter(({ name, kind }) => this.values.includes(name) && kind === 'numeric');
		return measures[0]?.name ?? this.values[0] ?? '';
	});
	readonly groups = $derived.by(() =>
		this.#train.fields.map(({ name }) => name).filter((name) => name !== this.time && name !== this.value)
	);
	readonly by = $derived.by(() => (this.groups.includes(this.#by) ? this.#by : ''));
	/** null until there are a time and a number. */
	readonly question = $derived.by((): ForecastQuestion | null =>
		this.time === '' || this.value === ''
			? null
			: {
					time: this.time,
					value: this.value,
					by: this.by === '' ? null : this.by,
					every: this.every,
					duplicates: this.duplicates,
					gaps: this.gaps,
					horizon: this.horizon,
					season: this.season ?? 'auto',
					level: this.level,
					methods: this.methods,
					seed: defaultSettings.seed
				}
	);

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
}
