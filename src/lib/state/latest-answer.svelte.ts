import { isAbort } from '$lib/core/errors';

/** The answer to the latest question: one still under way for an earlier question is ended, and what it gave is never shown. */
export class LatestAnswer<Answer> {
	#found = $state.raw<{ readonly question: string; readonly answer: Answer } | null>(null);
	#asking = new AbortController();
	error = $state.raw<unknown>(null);
	isAsking = $state(false);

	/** The last answer, to whatever question. */
	get answer(): Answer | null {
		return this.#found?.answer ?? null;
	}

	get question(): string | null {
		return this.#found?.question ?? null;
	}

	/** Ends what is under way; the last answer stays. */
	cancel(): void {
		this.#asking.abort();
	}

	async ask(question: string, work: (signal: AbortSignal) => Promise<Answer>): Promise<void> {
		this.#asking.abort();
		const asking = (this.#asking = new AbortController());
		this.error = null;
		this.isAsking = true;
		try {
			const answer = await work(asking.signal);
			if (asking === this.#asking) this.#found = { question, answer };
		} catch (error) {
			if (asking === this.#asking && !isAbort(error)) this.error = error;
		} finally {
			if (asking === this.#asking) this.isAsking = false;
		}
	}
}
