import type { Finding } from '$lib/core/profile/rules/rule-result';
import type { OnProgress } from '$lib/core/ports';
import type { CurvePoint } from '$lib/core/train/job';
import type { TrainedModel } from '$lib/workbench/run';
import { runProgress, type RunEvent } from '$lib/workbench/train';
import type { Session } from './session.svelte';

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

export type TrainingWork = (
	signal: AbortSignal,
	onEvent: (event: RunEvent) => void,
	finish: AbortSignal
) => Promise<TrainedModel>;

/** The training under way: one at a time, as a task that is heard step by step. */
export class LiveTraining {
	readonly #session: Session;
	run = $state.raw<LiveRun | null>(null);
	#controller: AbortController | null = null;
	#finish: AbortController | null = null;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Does the work as the task `title`; `run` shows how far it is until it ends. */
	async follow(name: string, title: string, work: TrainingWork): Promise<TrainedModel> {
		this.run = { name, phase: 'queue', points: [], total: 0, findings: [], note: null, isEnding: false };
		const controller = (this.#controller = new AbortController());
		const finish = (this.#finish = new AbortController());
		const followed = (signal: AbortSignal, onProgress: OnProgress) => {
			const onEvent = (event: RunEvent) => {
				if (this.run) this.run = heard(this.run, event);
				const progress = runProgress(event);
				if (progress) onProgress(progress);
			};
			return work(signal, onEvent, finish.signal);
		};
		try {
			const made = await this.#session.tasks.run(title, followed, controller.signal);
			await this.#session.refresh();
			return made;
		} finally {
			this.run = null;
		}
	}

	/** Ends the training and keeps nothing of it; what was kept before stays. */
	cancel(): void {
		this.#controller?.abort();
	}

	/** Ends the fit and keeps what it has learned. */
	finish(): void {
		this.#finish?.abort();
		if (this.run) this.run = { ...this.run, isEnding: true };
	}
}

function heard(run: LiveRun, event: RunEvent): LiveRun {
	switch (event.type) {
		case 'finding':
			return { ...run, findings: [...run.findings, event.finding] };
		case 'phase':
			return { ...run, phase: event.phase };
		case 'resumed':
			return { ...run, points: event.curve, note: { type: 'resumed', step: event.step } };
		case 'kept':
			return { ...run, note: { type: 'kept', step: event.step } };
		case 'restarted':
		case 'unkept':
			return { ...run, note: { type: event.type } };
		case 'step': {
			const { step, trainLoss, validationLoss, testLoss, total } = event;
			return { ...run, total, points: [...run.points, { step, trainLoss, validationLoss, testLoss }] };
		}
		default:
			return run;
	}
}
