import { isAbort } from '$lib/core/errors';
import { learningRepeats, learningShares, learningVerdict, type LearningPoint } from '$lib/core/train/learning-curve';
import { learningCurveOfRun } from '$lib/workbench/learning-curve';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';

interface RunCurve {
	readonly run: string;
	readonly points: readonly LearningPoint[];
}

/** The learning curve of the run on screen, point by point as it comes. */
export class LearningCurveState {
	readonly #session: Session;
	readonly #train: TrainState;
	#curve = $state.raw<RunCurve | null>(null);
	/** The run that it is made for now. */
	#running = $state<string | null>(null);
	done = $state(0);
	error = $state.raw<unknown>(null);
	#controller: AbortController | null = null;
	readonly total = learningShares.length * learningRepeats;

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
	}

	readonly run = $derived.by(() => this.#train.runs.shown);
	readonly label = $derived.by(() => (this.run ? this.#train.runs.labelOf(this.run) : ''));
	readonly points = $derived.by((): readonly LearningPoint[] =>
		this.#curve && this.#curve.run === this.run?.artifact.id ? this.#curve.points : []
	);
	readonly isRunning = $derived.by(() => this.#running !== null && this.#running === this.run?.artifact.id);
	/** One is made at a time. */
	readonly isBusy = $derived.by(() => this.#running !== null);
	readonly verdict = $derived.by(() => learningVerdict(this.points));

	cancel(): void {
		this.#controller?.abort();
	}

	/** Makes the curve; what there is when it is cancelled stays. */
	async start(title: string): Promise<void> {
		const { run } = this;
		if (!run || this.#running !== null) return;
		const id = run.artifact.id;
		const controller = (this.#controller = new AbortController());
		this.#running = id;
		this.#curve = null;
		this.error = null;
		this.done = 0;
		const { workspace, tasks } = this.#session;
		const request = { shares: learningShares, repeats: learningRepeats };
		try {
			await tasks.run(
				title,
				(signal, report) =>
					learningCurveOfRun(workspace, run.artifact, request, {
						signal,
						onPoints: (points) => (this.#curve = { run: id, points }),
						onProgress: (progress) => {
							this.done = progress.done;
							report(progress);
						}
					}),
				controller.signal
			);
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.#running = null;
		}
	}
}
