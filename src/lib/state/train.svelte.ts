import type { Suggestion } from '$lib/core/profile/rules/rule';
import { isAbort } from '$lib/core/errors';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Inspection } from '$lib/core/train/inspect';
import type { EngineName } from '$lib/core/train/job';
import { resolveParams } from '$lib/core/train/params';
import { specOfRun } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { suggestedSpec } from '$lib/core/train/suggestion';
import { chooseEngine, netSize, type EngineChoice } from '$lib/workbench/engine-choice';
import { inspectTraining } from '$lib/workbench/inspect-training';
import { discardInterrupted, listInterrupted, type InterruptedRun } from '$lib/workbench/interrupted-run';
import { reproduceRun, type Reproduction } from '$lib/workbench/reproduce';
import { resumeRun, runProgress, trainModel } from '$lib/workbench/train';
import { LiveTraining, type LiveRun, type TrainingWork } from './live-training.svelte';
import { RunComparison } from './run-comparison.svelte';
import { RunProfile } from './run-profile.svelte';
import type { Session } from './session.svelte';
import { TrainForm } from './train-form.svelte';
import { TrainedRuns, type Run } from './trained-runs.svelte';

/** Settings are looked over once they have rested this long, on tables of at most so many rows. */
const restMs = 400;
const mostInspected = 100_000;
const nothingFound: Inspection = { refusals: [], notices: [] };

type Texts = { readonly training: (name: string) => string; readonly measuring: string };

/** Trains by the form, and goes on with or repeats runs. Made once a session, so that a run goes on while people move around. */
export class TrainState {
	readonly #session: Session;
	readonly runs: TrainedRuns;
	readonly form: TrainForm;
	readonly comparison: RunComparison;
	readonly profile: RunProfile;
	readonly #live: LiveTraining;

	/** What stands in the way of training by the settings on screen, and what to know before. */
	inspection = $state.raw<Inspection>(nothingFound);
	choice = $state.raw<EngineChoice | null>(null);
	error = $state.raw<unknown>(null);
	isCached = $state(false);
	/** Whether the run that was made again last is the same. */
	reproduction = $state.raw<{ readonly id: string; readonly found: Reproduction } | null>(null);
	/** Runs that were cut, the last one first. */
	interrupted = $state.raw<readonly InterruptedRun[]>([]);
	/** The settings that were looked over last. What refused others is no more said of these. */
	#looked = '';

	constructor(session: Session) {
		this.#session = session;
		this.runs = new TrainedRuns(session);
		this.form = new TrainForm(session, this.runs);
		this.comparison = new RunComparison(session, this.runs);
		this.profile = new RunProfile(session);
		this.#live = new LiveTraining(session);
	}

	get live(): LiveRun | null {
		return this.#live.run;
	}

	get isRunning(): boolean {
		return this.#live.run !== null;
	}

	cancel(): void {
		this.#live.cancel();
	}

	finish(): void {
		this.#live.finish();
	}

	/** The engine that is fastest here for the net on screen: as it was measured before, or now (`isAgain`: now in any case). */
	async measureEngines(texts: Texts, isAgain: boolean): Promise<EngineChoice | null> {
		const { dataset } = this.form;
		return dataset ? this.#chooseEngine(dataset, this.form.spec(), texts, isAgain) : null;
	}

	async #chooseEngine(dataset: Artifact, spec: TrainSpec, texts: Texts, isAgain = false): Promise<EngineChoice> {
		const { workspace, tasks } = this.#session;
		const choice = await tasks.run(texts.measuring, async (signal, onProgress) =>
			chooseEngine(workspace, await netSize(workspace, dataset, spec, signal), { isAgain, signal, onProgress })
		);
		this.choice = choice;
		return choice;
	}

	/** Looks the settings over once they rest; returns what ends that. Large tables are looked over when training starts. */
	watchSettings(): () => void {
		const { dataset } = this.form;
		const spec = this.form.spec();
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

	chooseDataset(id: string): void {
		this.form.chooseDataset(id);
		this.inspection = nothingFound;
	}

	/** Trains by the settings on screen. */
	async train(texts: Texts): Promise<void> {
		const { dataset } = this.form;
		if (dataset) await this.#run(dataset, this.form.spec(), texts);
	}

	/** Trains by a change to the settings of a run, then shows both beside each other. */
	async tryChange(run: Run, change: Suggestion, texts: Texts): Promise<void> {
		const dataset = this.runs.datasetOf(run);
		if (!dataset) return;
		const spec = specOfRun({ ...run.meta, stopAfter: null });
		const made = await this.#run(dataset, suggestedSpec(spec, change), texts);
		if (made) this.comparison.compare([run.artifact.id, made]);
	}

	async #run(dataset: Artifact, spec: TrainSpec, texts: Texts): Promise<string | null> {
		return this.#follow(spec.name ?? `${spec.target} ${spec.estimator}`, texts, async (signal, onEvent, finish) => {
			resolveParams(spec.estimator, spec.params ?? {});
			const engine = await this.#engineFor(dataset, spec, texts);
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

	async loadInterrupted(): Promise<void> {
		this.interrupted = await listInterrupted(this.#session.workspace);
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

	/** One training at a time; shows its run and gives the run's id. */
	async #follow(name: string, texts: Texts, work: TrainingWork): Promise<string | null> {
		if (this.isRunning) return null;
		this.error = null;
		this.isCached = false;
		try {
			const { run, isCached } = await this.#live.follow(name, texts.training(name), work);
			this.isCached = isCached;
			this.runs.show(run.id);
			return run.id;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		} finally {
			await this.loadInterrupted();
		}
	}

	async #engineFor(dataset: Artifact, spec: TrainSpec, texts: Texts): Promise<EngineName> {
		if (spec.estimator !== 'mlp') return 'kernels';
		if (spec.engine) return spec.engine;
		if (this.form.engine !== 'auto') return this.form.engine;
		return (await this.#chooseEngine(dataset, spec, texts)).engine;
	}
}
