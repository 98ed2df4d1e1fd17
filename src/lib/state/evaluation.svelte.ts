import { isAbort } from '$lib/core/errors';
import { placeOf } from '$lib/core/clarify/threshold-curve';
import type { BinaryEvaluation } from '$lib/core/evaluation/binary';
import { confusionAt, confusionEstimates } from '$lib/core/evaluation/confusion';
import { bestPlaces, cutAt, meanCost, plainCosts, type Costs, type ThresholdAim } from '$lib/core/evaluation/costs';
import type { PairedDifference } from '$lib/core/evaluation/paired-difference';
import { sliceMetrics, type SliceMetric, type SliceTask } from '$lib/core/evaluation/slice-metric';
import type { SliceTable } from '$lib/core/evaluation/slices';
import { plainThreshold, thresholdFor } from '$lib/core/model/threshold';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field } from '$lib/core/table/schema';
import { canNameSlices } from '$lib/workbench/error-analysis';
import { compareRuns, evaluateRun, sliceRun, type RunEvaluation } from '$lib/workbench/evaluate';
import { useThreshold } from '$lib/workbench/use-threshold';
import { LatestAnswer } from './latest-answer.svelte';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';
import type { Run } from './trained-runs.svelte';

interface Compared {
	readonly run: Run;
	readonly measured: RunEvaluation | null;
	readonly difference: PairedDifference | null;
}

const seed = 0;

/** How good the run on screen is, at a threshold that can move, beside another run, and by slices. */
export class EvaluationState {
	readonly #session: Session;
	readonly #train: TrainState;
	readonly #measured = new LatestAnswer<RunEvaluation | null>();
	readonly #compared = new LatestAnswer<Compared>();
	readonly #sliced = new LatestAnswer<SliceTable | null>();
	/** Whether rows count by the weights of the run, where it has some. */
	isWeighted = $state(true);
	costs = $state.raw<Costs>(plainCosts);
	/** Null until it is moved: where the model itself begins. */
	#threshold = $state<number | null>(null);
	#useError = $state.raw<unknown>(null);
	#positive = $state<string | null>(null);
	#otherId = $state('');
	#columns = $state.raw<readonly [string, string]>(['', '']);
	#metric = $state<SliceMetric | null>(null);

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
	}

	readonly run = $derived.by(() => this.#train.runs.shown);
	readonly classes = $derived.by((): readonly string[] => this.run?.meta.classes ?? []);
	/** What the run was to predict of a number, where that was set. */
	readonly objective = $derived.by(() => {
		const set = this.run?.meta.params['objective'];
		return typeof set === 'string' ? set : null;
	});
	/** The number of the class that was chosen; null where none was. */
	readonly held = $derived.by(() => {
		const asked = this.classes.indexOf(this.#positive ?? '');
		return asked >= 0 ? asked : null;
	});
	/** The number of the class that is held against the rest: the last where none was chosen; -1 for a regression. */
	readonly positive = $derived.by(() => this.held ?? this.classes.length - 1);
	readonly question = $derived.by(() =>
		this.run ? JSON.stringify([this.run.artifact.id, this.isWeighted, this.positive]) : null
	);
	readonly isCurrent = $derived.by(() => this.#measured.question === this.question);
	readonly measured = $derived.by(() => {
		const ofRun = this.run && this.#measured.question?.includes(this.run.artifact.id);
		return ofRun ? this.#measured.answer : null;
	});
	readonly evaluation = $derived.by(() => this.measured?.evaluation ?? null);
	readonly binary = $derived.by((): BinaryEvaluation | null => this.evaluation?.binary ?? null);

	/** The probability of the class on screen from which on the model itself calls it; null: the likelier class. */
	readonly used = $derived.by(() => {
		const { threshold } = this.run ?? {};
		return threshold === undefined ? null : thresholdFor(this.positive, threshold);
	});
	/** Whether a threshold can be used: there is a model of two classes, and this page may write. */
	readonly canUse = $derived.by(
		() =>
			this.classes.length === 2 &&
			this.run !== undefined &&
			this.#train.runs.modelOf(this.run) !== undefined &&
			!this.#session.readOnly
	);
	readonly place = $derived.by(() => (this.binary ? placeOf(this.binary.curve, this.threshold) : 0));
	readonly confusion = $derived.by(() => (this.binary ? confusionAt(this.binary.curve, this.place) : null));
	readonly called = $derived.by(() =>
		this.confusion && this.binary ? confusionEstimates(this.confusion, this.binary.scale, seed) : null
	);
	readonly cost = $derived.by(() => (this.confusion ? meanCost(this.confusion, this.costs) : null));
	readonly best = $derived.by(() => (this.binary ? bestPlaces(this.binary.curve, this.costs) : null));

	/** Runs that learned the same target from the same table. */
	readonly others = $derived.by((): readonly Run[] => {
		const { run } = this;
		if (!run) return [];
		const alike = (other: Run) =>
			other.artifact.id !== run.artifact.id &&
			other.artifact.parents['dataset'] === run.artifact.parents['dataset'] &&
			other.meta.target === run.meta.target &&
			other.meta.classes.join('\0') === run.meta.classes.join('\0');
		return this.#train.runs.all.filter(alike);
	});
	readonly other = $derived.by(() => this.others.find(({ artifact }) => artifact.id === this.#otherId));
	readonly otherQuestion = $derived.by(() =>
		this.other && this.question !== null
			? JSON.stringify([this.question, this.run?.threshold, this.other.artifact.id, this.other.threshold])
			: null
	);
	readonly compared = $derived.by(() =>
		this.otherQuestion !== null && this.#compared.question === this.otherQuestion ? this.#compared.answer : null
	);

	readonly sliceFields = $derived.by((): readonly Field[] => {
		const { measured } = this;
		if (!measured) return [];
		const apart = [measured.target, this.run?.meta.weight];
		return datasetMeta(measured.dataset).schema.filter((field) => canNameSlices(field) && !apart.includes(field.name));
	});
	readonly sliceTask = $derived.by((): SliceTask =>
		this.classes.length === 0 ? 'numbers' : this.classes.length === 2 ? 'binary' : 'classes'
	);
	readonly metrics = $derived.by((): readonly SliceMetric[] => sliceMetrics[this.sliceTask]);
	readonly metric = $derived.by(
		() => this.metrics.find((name) => name === this.#metric) ?? this.metrics[0] ?? 'accuracy'
	);
	/** One column or two, none where nothing is asked. */
	readonly sliceColumns = $derived.by((): readonly string[] => {
		const there = new Set(this.sliceFields.map(({ name }) => name));
		return [...new Set(this.#columns)].filter((name) => there.has(name));
	});
	readonly sliceQuestion = $derived.by(() => {
		if (!this.run || this.sliceColumns.length === 0) return null;
		const cut = this.sliceTask === 'binary' ? this.threshold : null;
		return JSON.stringify([this.run.artifact.id, this.isWeighted, this.positive, cut, this.sliceColumns, this.metric]);
	});
	readonly isSliceCurrent = $derived.by(() => this.#sliced.question === this.sliceQuestion);
	readonly slices = $derived.by(() => (this.sliceQuestion === null ? null : this.#sliced.answer));

	get threshold(): number {
		return this.#threshold ?? this.used ?? plainThreshold;
	}
	set threshold(threshold: number) {
		this.#threshold = threshold;
	}
	get error(): unknown {
		return this.#useError ?? this.#measured.error ?? this.#compared.error ?? this.#sliced.error;
	}
	get isMeasuring(): boolean {
		return this.#measured.isAsking;
	}
	get columns(): readonly [string, string] {
		return this.#columns;
	}
	get otherId(): string {
		return this.other?.artifact.id ?? '';
	}

	/** The name of a run as the table of runs tells it from others. */
	labelOf(run: Run): string {
		return this.#train.runs.labelOf(run);
	}
	choosePositive(name: string | null): void {
		this.#positive = name;
	}
	chooseOther(id: string): void {
		this.#otherId = id;
	}
	chooseColumn(place: 0 | 1, name: string): void {
		this.#columns = place === 0 ? [name, this.#columns[1]] : [this.#columns[0], name];
	}
	chooseMetric(name: string): void {
		this.#metric = this.metrics.find((metric) => metric === name) ?? null;
	}
	setCost(outcome: keyof Costs, cost: number | null): void {
		if (cost !== null && Number.isFinite(cost)) this.costs = { ...this.costs, [outcome]: cost };
	}
	/** Moves the threshold to where it is best. */
	moveTo(aim: ThresholdAim): void {
		if (this.best && this.binary) this.threshold = cutAt(this.binary.curve, this.best[aim]);
	}

	/** Lets the model answer by the threshold on screen; null: by the likelier class, as it was trained. */
	async use(threshold: number | null, title: string, notice: string): Promise<void> {
		const { run, positive } = this;
		const before = run?.threshold ?? null;
		if (!run) return;
		const { toasts } = this.#session;
		await this.#answerBy(run, threshold === null ? null : thresholdFor(positive, threshold), title);
		if (this.#useError === null) toasts.show(notice, { undo: () => this.#answerBy(run, before, title) });
	}

	async #answerBy(run: Run, threshold: number | null, title: string): Promise<void> {
		const { workspace, tasks } = this.#session;
		try {
			this.#useError = null;
			await tasks.run(title, (signal) => useThreshold(workspace, run.artifact, threshold, signal));
			await this.#session.refresh();
			this.#threshold = null;
		} catch (error) {
			if (!isAbort(error)) this.#useError = error;
		}
	}

	async measure(title: string): Promise<void> {
		const { run, question } = this;
		if (!run || question === null) return;
		const { workspace, tasks } = this.#session;
		const asked = { isWeighted: this.isWeighted, positive: this.#asked(), seed };
		await this.#measured.ask(question, (outer) =>
			tasks.run(title, (signal, onProgress) => evaluateRun(workspace, run.artifact, asked, signal, onProgress), outer)
		);
	}

	async compare(title: string): Promise<void> {
		const { run, other, otherQuestion } = this;
		if (!run || !other || otherQuestion === null) return;
		const { workspace, tasks } = this.#session;
		const asked = { isWeighted: this.isWeighted, positive: this.#asked(), seed };
		await this.#compared.ask(otherQuestion, (outer) =>
			tasks.run(
				title,
				async (signal, onProgress) => ({
					run: other,
					measured: await evaluateRun(workspace, other.artifact, asked, signal, onProgress),
					difference: await compareRuns(workspace, run.artifact, other.artifact, signal)
				}),
				outer
			)
		);
	}

	async slice(title: string): Promise<void> {
		const { run, sliceQuestion } = this;
		if (!run || sliceQuestion === null) return;
		const { workspace, tasks } = this.#session;
		const by = {
			...{ columns: this.sliceColumns, metric: this.metric, threshold: this.threshold, seed },
			positive: this.sliceTask === 'binary' ? this.positive : null
		};
		await this.#sliced.ask(sliceQuestion, (outer) =>
			tasks.run(
				title,
				(signal, onProgress) => sliceRun(workspace, run.artifact, this.isWeighted, by, signal, onProgress),
				outer
			)
		);
	}

	#asked(): number | null {
		return this.positive < 0 ? null : this.positive;
	}
}
