import { isAbort } from '$lib/core/errors';
import type { OnProgress, Progress } from '$lib/core/ports';

/** One long piece of work, shown in the task tray wherever people are. */
export class Task {
	readonly id: number;
	readonly title: string;
	readonly startedAt: number;
	readonly #controller = new AbortController();
	progress = $state.raw<Progress | null>(null);
	status = $state<'running' | 'done' | 'failed' | 'cancelled'>('running');
	error = $state.raw<unknown>(null);
	endedAt = $state<number | null>(null);

	constructor(id: number, title: string, now: number) {
		this.id = id;
		this.title = title;
		this.startedAt = now;
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** The share done, 0 to 1, or null while it is not known. */
	get share(): number | null {
		const total = this.progress?.total ?? null;
		return total === null || total === 0 || !this.progress ? null : Math.min(1, this.progress.done / total);
	}

	cancel(): void {
		this.#controller.abort();
	}
}

/** The tasks of the page. A failed one stays until it is dismissed or tried again; a finished one is said and goes. */
export class Tasks {
	#tasks = $state.raw<readonly Task[]>([]);
	#next = 1;
	/** The last thing that ended, for the reader that listens. */
	notice = $state.raw<Task | null>(null);

	get list(): readonly Task[] {
		return this.#tasks;
	}

	get running(): readonly Task[] {
		return this.#tasks.filter(({ status }) => status === 'running');
	}

	/** Shows the work until it ends; `outer` cancels it too. */
	async run<T>(
		title: string,
		work: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
		outer?: AbortSignal
	): Promise<T> {
		const task = new Task(this.#next++, title, Date.now());
		const others = this.#tasks.filter((other) => other.status !== 'failed' || other.title !== title);
		this.#tasks = [...others, task];
		outer?.addEventListener('abort', () => task.cancel(), { once: true });
		try {
			const answer = await work(task.signal, (progress) => (task.progress = progress));
			task.status = 'done';
			return answer;
		} catch (error) {
			task.status = isAbort(error) ? 'cancelled' : 'failed';
			task.error = error;
			throw error;
		} finally {
			task.endedAt = Date.now();
			this.notice = task;
			if (task.status !== 'failed') this.dismiss(task);
		}
	}

	dismiss(task: Task): void {
		this.#tasks = this.#tasks.filter((other) => other !== task);
	}
}
