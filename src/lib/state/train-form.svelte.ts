import type { RuleId } from '$lib/core/profile/rules/catalogue';
import type { Suggestion } from '$lib/core/profile/rules/rule';
import type { RuleSetting, RuleSettings } from '$lib/core/profile/rules/settings';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field } from '$lib/core/table/schema';
import type { EngineName, EstimatorName, Task } from '$lib/core/train/job';
import { meantFields } from '$lib/core/train/params';
import { specOfRun } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { suggestedSpec } from '$lib/core/train/suggestion';
import { suggestedTask } from '$lib/workbench/suggested-task';
import { LatestAnswer } from './latest-answer.svelte';
import type { Session } from './session.svelte';
import { SplitSettings } from './split-settings.svelte';
import type { Run, TrainedRuns } from './trained-runs.svelte';

/** What to train, on what, and how: the settings on screen. What nobody chose is as in the last run that fits. */
export class TrainForm {
	readonly #session: Session;
	readonly #runs: TrainedRuns;
	#datasetId = $state('');
	#target = $state('');
	task = $state<Task | 'auto'>('auto');
	#estimator = $state<EstimatorName>('trees');
	engine = $state<EngineName | 'auto'>('auto');
	params = $state<Record<string, number | string>>({});
	testFraction = $state(0.25);
	seed = $state(0);
	/** How rules look at the next run. */
	rules = $state.raw<RuleSettings>({});
	/** Null until it is chosen: then as it was trained last. */
	#weight = $state<string | null>(null);
	#ignored = $state.raw<readonly string[] | null>(null);
	readonly split = new SplitSettings();
	readonly #suggested = new LatestAnswer<Task>();

	constructor(session: Session, runs: TrainedRuns) {
		this.#session = session;
		this.#runs = runs;
	}

	readonly dataset = $derived.by(() => {
		const { datasets } = this.#session;
		return (
			datasets.find(({ id }) => id === this.#datasetId) ??
			this.#runs.newestTable() ??
			datasets.find((dataset) => isLabel(likelyTarget(datasetMeta(dataset).schema))) ??
			datasets[0]
		);
	});
	readonly fields = $derived.by((): readonly Field[] => (this.dataset ? datasetMeta(this.dataset).schema : []));
	readonly #last = $derived.by(() => this.dataset && this.#runs.newestOn(this.dataset));
	readonly target = $derived.by(() => {
		const named = (wanted: string | undefined) => this.fields.find(({ name }) => name === wanted);
		return (named(this.#target) ?? named(this.#last?.meta.target) ?? likelyTarget(this.fields))?.name ?? '';
	});
	/** The last run that learned this target from this table: its weight and its columns are proposed again. */
	readonly #before = $derived.by(() => (this.#last?.meta.target === this.target ? this.#last : undefined));
	readonly weight = $derived.by(() => this.#weight ?? this.#before?.meta.weight ?? '');
	readonly ignored = $derived.by((): readonly string[] => this.#ignored ?? this.#before?.meta.ignore ?? []);
	readonly #taskQuestion = $derived.by(() =>
		this.dataset && this.target !== '' ? JSON.stringify([this.dataset.id, this.target]) : null
	);
	/** What the column is taken for where no task is set; null until it is known. */
	readonly suggestedTask = $derived.by(() =>
		this.#suggested.question === this.#taskQuestion ? this.#suggested.answer : null
	);
	readonly #meantTask = $derived.by(() => (this.task === 'auto' ? this.suggestedTask : this.task));
	/** Whether the target may be classes: then they can be weighed and their probabilities calibrated. */
	readonly mayBeClasses = $derived.by(() => this.#meantTask !== 'regression');
	/** Whether the target is sure to be classes. */
	readonly isClasses = $derived.by(() => this.#meantTask === 'classification');

	get datasets(): readonly Artifact[] {
		return this.#session.datasets;
	}

	get estimator(): EstimatorName {
		return this.#estimator;
	}

	set estimator(estimator: EstimatorName) {
		if (estimator === this.#estimator) return;
		this.#estimator = estimator;
		this.params = {};
		if (estimator === 'knn' && this.split.calibrate === 'platt') this.split.calibrate = 'none';
	}

	/** The parameters that mean something for the target and with the others as they are set. */
	get paramFields() {
		return meantFields(this.#estimator, this.params, this.isClasses);
	}

	chooseDataset(id: string): void {
		this.#datasetId = id;
		this.#target = '';
		this.#ignored = null;
		this.#weight = null;
		this.split.column = '';
		this.task = 'auto';
	}

	chooseTarget(name: string): void {
		this.#target = name;
		this.task = 'auto';
	}

	/** Looks what the column to predict is taken for; the table is opened for it where it is not. */
	async suggestTask(): Promise<void> {
		const { dataset, target } = this;
		const question = this.#taskQuestion;
		if (!dataset || question === null || question === this.#suggested.question) return;
		await this.#suggested.ask(question, (signal) => suggestedTask(this.#session.workspace, dataset, target, signal));
	}

	chooseWeight(name: string): void {
		this.#weight = name;
	}

	toggleFeature(name: string): void {
		const { ignored } = this;
		this.#ignored = ignored.includes(name) ? ignored.filter((one) => one !== name) : [...ignored, name];
	}

	/** Sets one rule; what is as usual is left out. */
	setRule(id: RuleId, { isOff, action, params = {} }: RuleSetting): void {
		const others = Object.fromEntries(Object.entries(this.rules).filter(([other]) => other !== id));
		const own = {
			...(isOff ? { isOff } : {}),
			...(action ? { action } : {}),
			...(Object.keys(params).length > 0 ? { params } : {})
		};
		this.rules = Object.keys(own).length > 0 ? { ...others, [id]: own } : others;
	}

	/** Puts the settings of a run, with a change to them, into the form. */
	adopt({ meta }: Run, change: Suggestion): void {
		const { estimator, params = {}, engine } = suggestedSpec(specOfRun({ ...meta, stopAfter: null }), change);
		this.#estimator = estimator;
		this.params = { ...params };
		if ('engine' in change && engine) this.engine = engine;
	}

	/** Without the parameters that mean nothing for the target or with the others. */
	spec(): TrainSpec {
		const meant = new Set(this.paramFields.map(({ name }) => name));
		return {
			target: this.target,
			estimator: this.#estimator,
			...(this.task === 'auto' ? {} : { task: this.task }),
			params: Object.fromEntries(Object.entries(this.params).filter(([name]) => meant.has(name))),
			...(Object.keys(this.rules).length === 0 ? {} : { rules: this.rules }),
			seed: this.seed,
			testFraction: this.testFraction,
			...(this.weight === '' ? {} : { weight: this.weight }),
			...this.split.spec(this.fields.find(({ name }) => name === this.split.column)?.kind === 'datetime'),
			ignore: this.ignored.filter((name) => name !== this.target)
		};
	}
}

function isLabel(field: Field | undefined): boolean {
	return field?.kind === 'categorical' || field?.kind === 'boolean';
}

/** The last column that is no name and no text: tables tend to end with what is to be predicted. */
function likelyTarget(fields: readonly Field[]): Field | undefined {
	const predictable = fields.filter(({ kind }) => !['identifier', 'text', 'list', 'embedding'].includes(kind));
	return predictable.at(-1) ?? fields.at(-1);
}
