import type { PairedDifference } from '$lib/core/evaluation/paired-difference';
import { phaseNames } from '$lib/core/profile/recorder';
import type { RuleId } from '$lib/core/profile/rules/catalogue';
import type { RuleSetting, RuleSettings } from '$lib/core/profile/rules/settings';
import type { Finding } from '$lib/core/profile/rules/rule-result';
import type { Suggestion } from '$lib/core/profile/rules/rule';
import { isAbort } from '$lib/core/errors';
import type { Profile } from '$lib/core/profile/profile';
import type { OnProgress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field } from '$lib/core/table/schema';
import type { CurvePoint, EngineName, EstimatorName, Task } from '$lib/core/train/job';
import { paramFields, resolveParams } from '$lib/core/train/params';
import { readRunMeta, specOfRun, type RunMeta } from '$lib/core/train/run-meta';
import { suggestedSpec } from '$lib/core/train/suggestion';
import type { TrainSpec } from '$lib/core/train/spec';
import type { Inspection } from '$lib/core/train/inspect';
import { chooseEngine, netSize, type EngineChoice } from '$lib/workbench/engine-choice';
import { compareRuns } from '$lib/workbench/evaluate';
import { inspectTraining } from '$lib/workbench/inspect-training';
import { discardInterrupted, listInterrupted, type InterruptedRun } from '$lib/workbench/interrupted-run';
import { reproduceRun, type Reproduction } from '$lib/workbench/reproduce';
import { readProfile, type TrainedModel } from '$lib/workbench/run';
import { resumeRun, runProgress, trainModel, type RunEvent } from '$lib/workbench/train';
import type { Session } from './session.svelte';
import { SplitSettings } from './split-settings.svelte';

export interface Run {
	readonly artifact: Artifact;
	readonly meta: RunMeta;
}

export interface LiveRun {
	readonly name: string;
	readonly phase: string;
	readonly points: readonly CurvePoint[];
	readonly total: number;
	/** What rules have found so far. */
	readonly findings: readonly Finding[];
	/** It goes on from a step, begins anew since another version left what there was, or cannot be gone on with. */
	readonly note:
		{ readonly type: 'resumed' | 'kept'; readonly step: number } | { readonly type: 'restarted' | 'unkept' } | null;
	/** A person has asked to end it and keep what there is. */
	readonly isEnding: boolean;
}

/** Settings are looked over once they have rested this long, on tables of at most so many rows. */
const restMs = 400;
const mostInspected = 100_000;

type Texts = { readonly training: (name: string) => string; readonly measuring: string };

/** What to train, the run under way, and the runs there are. Made once a session, so that a run goes on while people move around. */
export class TrainState {
	readonly #session: Session;

	#datasetId = $state('');
	#target = $state('');
	task = $state<Task | 'auto'>('auto');
	#estimator = $state<EstimatorName>('trees');
	engine = $state<EngineName | 'auto'>('auto');
	params = $state<Record<string, number | string>>({});
	testFraction = $state(0.25);
	seed = $state(0);
	/** A step that is pointed at in the curve. */
	marked = $state.raw<number | null>(null);
	/** How rules look at the next run. */
	rules = $state.raw<RuleSettings>({});
	/** Null until it is chosen: then as it was trained last. */
	#weight = $state<string | null>(null);
	#ignored = $state.raw<readonly string[] | null>(null);

	readonly split = new SplitSettings();
	/** What stands in the way of training by the settings on screen, and what to know before. */
	inspection = $state.raw<Inspection>({ refusals: [], notices: [] });

	live = $state.raw<LiveRun | null>(null);
	choice = $state.raw<EngineChoice | null>(null);
	error = $state.raw<unknown>(null);
	isCached = $state(false);
	#shownId = $state('');
	compared = $state.raw<readonly string[]>([]);
	#controller: AbortController | null = null;
	#finish: AbortController | null = null;
	#differences = $state.raw<{ readonly key: string; readonly found: readonly (PairedDifference | null)[] }>({
		key: '',
		found: []
	});
	/** Whether the run that was made again last is the same. */
	reproduction = $state.raw<{ readonly id: string; readonly found: Reproduction } | null>(null);
	/** Runs that were cut, the last one first. */
	interrupted = $state.raw<readonly InterruptedRun[]>([]);
	#profile = $state.raw<{ readonly id: string; readonly profile: Profile | null; readonly isMissing?: boolean }>({
		id: '',
		profile: null
	});

	/** The settings that were looked over last. What refused others is no more said of these. */
	#looked = '';

	constructor(session: Session) {
		this.#session = session;
	}

	readonly dataset = $derived.by(() => {
		const { datasets } = this.#session;
		return (
			datasets.find(({ id }) => id === this.#datasetId) ??
			this.#lastTable() ??
			datasets.find((dataset) => isLabel(likelyTarget(datasetMeta(dataset).schema))) ??
			datasets[0]
		);
	});
	readonly fields = $derived.by((): readonly Field[] => (this.dataset ? datasetMeta(this.dataset).schema : []));
	readonly target = $derived.by(() => {
		const named = (wanted: string | undefined) => this.fields.find(({ name }) => name === wanted);
		const last = this.dataset && this.#lastOn(this.dataset);
		return (named(this.#target) ?? named(last?.meta.target) ?? likelyTarget(this.fields))?.name ?? '';
	});
	/** The last run that learned this target from this table: its weight and its columns are proposed again. */
	readonly #before = $derived.by(() => {
		const last = this.dataset && this.#lastOn(this.dataset);
		return last?.meta.target === this.target ? last : undefined;
	});
	readonly weight = $derived.by(() => this.#weight ?? this.#before?.meta.weight ?? '');
	readonly ignored = $derived.by((): readonly string[] => this.#ignored ?? this.#before?.meta.ignore ?? []);
	readonly runs = $derived.by((): readonly Run[] =>
		this.#session.artifacts.flatMap((artifact) => {
			const meta = readRunMeta(artifact);
			return meta ? [{ artifact, meta }] : [];
		})
	);
	readonly shown = $derived.by(() => this.runs.find(({ artifact }) => artifact.id === this.#shownId) ?? this.runs[0]);
	readonly pair = $derived.by(() =>
		this.compared.flatMap((id) => this.runs.find(({ artifact }) => artifact.id === id) ?? [])
	);
	readonly isRunning = $derived.by(() => this.live !== null);
	/** Whether the target may be classes: then they can be weighed and their probabilities calibrated. */
	readonly mayBeClasses = $derived.by(() => this.task !== 'regression');

	get estimator(): EstimatorName {
		return this.#estimator;
	}

	set estimator(estimator: EstimatorName) {
		if (estimator === this.#estimator) return;
		this.#estimator = estimator;
		this.params = {};
	}

	/** Of the run that was loaded last. */
	get profile(): Profile | null {
		return this.#profile.profile;
	}

	/** Nothing was kept of that run. */
	get profileMissing(): boolean {
		return this.#profile.isMissing ?? false;
	}

	get paramFields() {
		return paramFields(this.#estimator);
	}

	chooseDataset(id: string): void {
		this.#datasetId = id;
		this.#target = '';
		this.#ignored = null;
		this.#weight = null;
		this.task = 'auto';
		this.inspection = { refusals: [], notices: [] };
	}

	chooseTarget(name: string): void {
		this.#target = name;
		this.task = 'auto';
	}

	chooseWeight(name: string): void {
		this.#weight = name;
	}

	toggleFeature(name: string): void {
		const { ignored } = this;
		this.#ignored = ignored.includes(name) ? ignored.filter((one) => one !== name) : [...ignored, name];
	}

	show(id: string): void {
		this.#shownId = id;
		this.marked = null;
	}

	/** Adds a run to those that are compared, or takes it away; a fifth pushes out the first. */
	toggleCompared(id: string): void {
		this.compared = this.compared.includes(id)
			? this.compared.filter((one) => one !== id)
			: [...this.compared, id].slice(-4);
	}

	get datasets(): readonly Artifact[] {
		return this.#session.datasets;
	}

	/** Ends the training under way and keeps nothing of it; what was kept before stays. */
	cancel(): void {
		this.#controller?.abort();
	}

	/** Ends the fit under way and keeps what it has learned. */
	finish(): void {
		this.#finish?.abort();
		if (this.live) this.live = { ...this.live, isEnding: true };
	}

	nameOfDataset(run: Run): string {
		const id = run.artifact.parents['dataset'];
		return this.#session.artifacts.find((artifact) => artifact.id === id)?.name ?? '';
	}

	/** The newest run on a table by the name of this one. */
	#lastOn({ name }: Artifact): Run | undefined {
		return this.runs.find((run) => this.nameOfDataset(run) === name);
	}

	/** The newest table by the name of the one that was learned from last. */
	#lastTable(): Artifact | undefined {
		const names = new Set(this.runs.map((run) => this.nameOfDataset(run)));
		for (const name of names) {
			const table = this.datasets.find((dataset) => dataset.name === name);
			if (table) return table;
		}
		return undefined;
	}

	/** The model that a run made. */
	modelOf(run: Run): Artifact | undefined {
		return this.#session.artifacts.find(({ type, parents }) => type === 'model' && parents['run'] === run.artifact.id);
	}

	/** Reads the profile of a run. The latest call wins. */
	async loadProfile(run: Run | undefined): Promise<void> {
		if (!run || this.#profile.id === run.artifact.id) return;
		const { id } = run.artifact;
		this.#profile = { id, profile: null };
		const profile = await readProfile(this.#session.workspace, id);
		if (this.#profile.id === id) this.#profile = { id, profile, isMissing: profile === null };
	}

	phasesOf(run: Run): readonly string[] {
		return run.meta.estimator === 'trees' ? phaseNames.trees : phaseNames.nets;
	}

	/** The engine that is fastest here for the net on screen: as it was measured before, or now (`isAgain`: now in any case). */
	async measureEngines(texts: Texts, isAgain: boolean): Promise<EngineChoice | null> {
		const { dataset } = this;
		return dataset ? this.#chooseEngine(dataset, this.spec(), texts, isAgain) : null;
	}

	async #chooseEngine(dataset: Artifact, spec: TrainSpec, texts: Texts, isAgain = false): Promise<EngineChoice> {
		const { workspace, tasks } = this.#session;
		const choice = await tasks.run(texts.measuring, async (signal, onProgress) =>
			chooseEngine(workspace, await netSize(workspace, dataset, spec, signal), { isAgain, signal, onProgress })
		);
		this.choice = choice;
		return choice;
	}

	/** The settings on screen as a spec. */
	spec(): TrainSpec {
		return {
			target: this.target,
			estimator: this.#estimator,
			...(this.task === 'auto' ? {} : { task: this.task }),
			params: { ...this.params },
			...(Object.keys(this.rules).length === 0 ? {} : { rules: this.rules }),
			seed: this.seed,
			testFraction: this.testFraction,
			...(this.weight === '' ? {} : { weight: this.weight }),
			...this.split.spec(this.fields.find(({ name }) => name === this.split.column)?.kind === 'datetime'),
			ignore: this.ignored.filter((name) => name !== this.target)
		};
	}

	/** Looks the settings over once they rest; returns what ends that. Large tables are looked over when training starts. */
	watchSettings(): () => void {
		const { dataset } = this;
		const spec = this.spec();
		const looked = JSON.stringify([dataset?.id, spec]);
		if (this.#looked !== '' && this.#looked !== looked) this.error = null;
		this.#looked = looked;
		const controller = new AbortController();
		const timer = setTimeout(() => {
			if (!dataset || this.isRunning || datasetMeta(dataset).rows > mostInspected) return;
			inspectTraining(this.#session.workspace, dataset, spec, controller.signal)
				.then((found) => {
					if (!controller.signal.aborted) this.inspection = found;
				})
				.catch((error: unknown) => {
					if (!isAbort(error) && !controller.signal.aborted) this.error = error;
				});
		}, restMs);
		return () => {
			clearTimeout(timer);
			controller.abort();
		};
	}

	/** Trains by the settings on screen, or by `change` on those of a run; then shows the run beside the one it came from. */
	async train(texts: Texts): Promise<void> {
		const { dataset } = this;
		if (dataset) await this.#run(dataset, this.spec(), texts);
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

	async tryChange(run: Run, change: Suggestion, texts: Texts): Promise<void> {
		const id = run.artifact.parents['dataset'];
		const dataset = this.#session.artifacts.find((artifact) => artifact.id === id);
		if (!dataset) return;
		const spec = specOfRun({ ...run.meta, stopAfter: null });
		const made = await this.#run(dataset, suggestedSpec(spec, change), texts);
		if (made) this.compared = [run.artifact.id, made];
	}

	async #run(dataset: Artifact, spec: TrainSpec, texts: Texts): Promise<string | null> {
		return this.#follow(spec.name ?? `${spec.target} ${spec.estimator}`, texts, async (...hooks) => {
			resolveParams(spec.estimator, spec.params ?? {});
			const engine = await this.#engineFor(dataset, spec, texts);
			const [signal, onEvent, finish] = hooks;
			return trainModel(this.#session.workspace, dataset, { ...spec, engine }, signal, onEvent, undefined, finish);
		});
	}

	/** Goes on with a run that was cut, where it stood. */
	async resume(run: InterruptedRun, texts: Texts): Promise<void> {
		await this.#follow(run.name, texts, (...hooks) => resumeRun(this.#session.workspace, run, ...hooks));
	}

	async discard({ key }: InterruptedRun): Promise<void> {
		await discardInterrupted(this.#session.workspace, key);
		await this.loadInterrupted();
	}

	/** Trains a run once more from what it has stored, keeps nothing, and says whether it is the same. */
	async reproduce(run: Run, title: string): Promise<void> {
		this.error = null;
		this.reproduction = null;
		const { workspace, tasks } = this.#session;
		try {
			const found = await tasks.run(title, (signal, onProgress) =>
				reproduceRun(workspace, run.artifact, signal, (event) => {
					const progress = runProgress(event);
					if (progress) onProgress(progress);
				})
			);
			this.reproduction = { id: run.artifact.id, found };
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}

	/** How far each of the other compared runs lies from the first, on the rows that both were measured on. The latest call wins. */
	async loadDifferences(): Promise<void> {
		const [first, ...others] = this.pair;
		const key = this.pair.map(({ artifact }) => artifact.id).join(' ');
		if (!first || this.#differences.key === key) return;
		this.#differences = { key, found: [] };
		const found: (PairedDifference | null)[] = [];
		for (const other of others) found.push(await compareRuns(this.#session.workspace, first.artifact, other.artifact));
		if (this.#differences.key === key) this.#differences = { key, found };
	}

	get differences(): readonly (PairedDifference | null)[] {
		return this.#differences.found;
	}

	async loadInterrupted(): Promise<void> {
		this.interrupted = await listInterrupted(this.#session.workspace);
	}

	/** One training at a time, shown live; gives the id of its run. */
	async #follow(
		name: string,
		texts: Texts,
		work: (signal: AbortSignal, onEvent: (event: RunEvent) => void, finish: AbortSignal) => Promise<TrainedModel>
	): Promise<string | null> {
		if (this.live) return null;
		this.error = null;
		this.isCached = false;
		this.live = { name, phase: 'queue', points: [], total: 0, findings: [], note: null, isEnding: false };
		const controller = (this.#controller = new AbortController());
		const finish = (this.#finish = new AbortController());
		try {
			const followed = (signal: AbortSignal, onProgress: OnProgress) => {
				const onEvent = (event: RunEvent) => {
					this.#hear(event);
					const progress = runProgress(event);
					if (progress) onProgress(progress);
				};
				return work(signal, onEvent, finish.signal);
			};
			const made = await this.#session.tasks.run(texts.training(name), followed, controller.signal);
			await this.#session.refresh();
			this.isCached = made.isCached;
			this.#shownId = made.run.id;
			return made.run.id;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		} finally {
			this.live = null;
			await this.loadInterrupted();
		}
	}

	async #engineFor(dataset: Artifact, spec: TrainSpec, texts: Texts): Promise<EngineName> {
		if (spec.estimator !== 'mlp') return 'kernels';
		if (spec.engine) return spec.engine;
		if (this.engine !== 'auto') return this.engine;
		return (await this.#chooseEngine(dataset, spec, texts)).engine;
	}

	#hear(event: RunEvent): void {
		if (!this.live) return;
		if (event.type === 'finding') this.live = { ...this.live, findings: [...this.live.findings, event.finding] };
		else if (event.type === 'phase') this.live = { ...this.live, phase: event.phase };
		else if (event.type === 'resumed') {
			const { curve, step } = event;
			this.live = { ...this.live, points: curve, note: { type: 'resumed', step } };
		} else if (event.type === 'kept') this.live = { ...this.live, note: { type: 'kept', step: event.step } };
		else if (event.type === 'restarted' || event.type === 'unkept')
			this.live = { ...this.live, note: { type: event.type } };
		else if (event.type === 'step') {
			const { step, trainLoss, validationLoss, testLoss, total } = event;
			const point = { step, trainLoss, validationLoss, testLoss };
			this.live = { ...this.live, total, points: [...this.live.points, point] };
		}
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
