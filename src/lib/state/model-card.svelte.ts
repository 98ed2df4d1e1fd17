import { isAbort } from '$lib/core/errors';
import { cardFields, noWords, type CardField, type CardWords, type ModelCard } from '$lib/core/model/card';
import type { Artifact } from '$lib/core/project/artifact';
import { modelCard, writeCardWords } from '$lib/workbench/card';
import type { Parity } from '$lib/workbench/parity';
import type { Session } from './session.svelte';

/** The card of the open model, and what a person is writing on it. */
export class ModelCardState {
	readonly #session: Session;
	#found = $state.raw<{ readonly id: string; readonly card: ModelCard } | null>(null);
	#loading = '';
	/** Null while nobody writes. */
	draft = $state<Record<CardField, string> | null>(null);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	/** Null until it is there. */
	of(model: Artifact): ModelCard | null {
		return this.#found?.id === model.id ? this.#found.card : null;
	}

	/** Reads the card again. The latest call wins. */
	async load(model: Artifact, parity: Parity | null): Promise<void> {
		this.#loading = model.id;
		await this.#guard(async () => {
			const card = await modelCard(this.#session.workspace, model, parity);
			if (this.#loading !== model.id) return;
			if (this.#found?.id !== model.id) this.draft = null;
			this.#found = { id: model.id, card };
		});
	}

	write(card: ModelCard): void {
		const { intendedUse, notFor, considerations, contact } = card.words;
		this.draft = { intendedUse, notFor, considerations, contact };
	}

	forget(): void {
		this.draft = null;
	}

	async save(model: Artifact, parity: Parity | null): Promise<void> {
		const { draft } = this;
		if (!draft) return;
		await this.#guard(async () => {
			const words: CardWords = { ...noWords };
			for (const field of cardFields) words[field] = draft[field].trim();
			await writeCardWords(this.#session.workspace, model, words);
			this.draft = null;
			await this.load(model, parity);
		});
	}

	async #guard(work: () => Promise<void>): Promise<void> {
		try {
			this.error = null;
			await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		}
	}
}
