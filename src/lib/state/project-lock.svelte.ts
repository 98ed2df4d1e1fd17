/** One tab writes a project at a time: the one that holds its lock. Another tab reads, and takes over when the first is closed. */
export class ProjectLock {
	#readOnly = $state(false);
	#release: (() => void) | null = null;
	#waiting: AbortController | null = null;

	get readOnly(): boolean {
		return this.#readOnly;
	}

	async hold(project: string): Promise<void> {
		this.release();
		if (!navigator.locks) return;
		const name = `project-${project}`;
		const taken = await new Promise<boolean>((resolve) => {
			void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
				if (!lock) {
					resolve(false);
					return undefined;
				}
				resolve(true);
				return this.#until();
			});
		});
		this.#readOnly = !taken;
		if (taken) return;
		const waiting = (this.#waiting = new AbortController());
		navigator.locks
			.request(name, { signal: waiting.signal }, () => {
				this.#readOnly = false;
				return this.#until();
			})
			.catch((error: unknown) => {
				if (!waiting.signal.aborted) throw error;
			});
	}

	release(): void {
		this.#waiting?.abort();
		this.#waiting = null;
		this.#release?.();
		this.#release = null;
		this.#readOnly = false;
	}

	#until(): Promise<void> {
		return new Promise((resolve) => (this.#release = resolve));
	}
}
