/** Runs one thing at a time; of what is asked meanwhile only the last is run. */
export class LatestTurn {
	#isRunning = false;
	#next: (() => Promise<void>) | null = null;

	async run(work: () => Promise<void>): Promise<void> {
		this.#next = work;
		if (this.#isRunning) return;
		this.#isRunning = true;
		try {
			for (;;) {
				const turn = this.#next;
				if (!turn) return;
				this.#next = null;
				await turn();
			}
		} finally {
			this.#isRunning = false;
		}
	}
}
