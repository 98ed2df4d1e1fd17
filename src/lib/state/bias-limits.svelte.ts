import { isBreach, type Limit } from '$lib/core/clarify/limit';
import { standingOf } from '$lib/core/clarify/limit-standing';
import { readLimits, writeLimits } from '$lib/workbench/bias-limits';
import type { Session } from './session.svelte';

/** The limits of the open project, and how its newest report stands against them. */
export class BiasLimits {
	readonly #session: Session;
	list = $state.raw<readonly Limit[]>([]);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
		void this.#load();
	}

	readonly standing = $derived.by(() => standingOf(this.list, this.#session.artifacts));
	/** Limits that the newest report lies beyond, each with the group. */
	readonly breaches = $derived.by(() => this.standing?.checks.filter(isBreach) ?? []);

	async #load(): Promise<void> {
		try {
			this.list = await readLimits(this.#session.workspace);
		} catch (error) {
			this.error = error;
		}
	}

	add(limits: readonly Limit[]): Promise<void> {
		return this.replace([...this.list, ...limits]);
	}

	change(place: number, limit: Limit): Promise<void> {
		return this.replace(this.list.map((each, at) => (at === place ? limit : each)));
	}

	remove(place: number): Promise<void> {
		return this.replace(this.list.filter((_, at) => at !== place));
	}

	/** Keeps other limits; what was there before comes back where they cannot be kept. */
	async replace(limits: readonly Limit[]): Promise<void> {
		const before = this.list;
		this.list = limits;
		this.error = null;
		try {
			await writeLimits(this.#session.workspace, limits);
		} catch (error) {
			this.list = before;
			this.error = error;
		}
	}
}

/** The one of the open project, kept while people move between pages. */
export function biasLimitsOf(session: Session): BiasLimits {
	return session.keep('bias-limits', () => new BiasLimits(session));
}
