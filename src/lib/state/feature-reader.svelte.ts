import { AppError, isAbort } from '$lib/core/errors';
import type { FeatureGroup } from '$lib/core/feature/group';
import { cellOf, readKeys, timeOf } from '$lib/core/feature/written';
import type { Cell } from '$lib/core/table/columns';
import { scanLatest, type LatestFeatures } from '$lib/workbench/feature-latest';
import {
	getAsOf,
	getFeatures,
	neededRequest,
	scanAsOf,
	withComputed,
	type RequestValues
} from '$lib/workbench/feature-read';
import type { Session } from './session.svelte';

/** An entity that was asked for; `record` is null where the group has none that counts. */
export interface ReadEntity {
	readonly key: readonly Cell[];
	readonly record: LatestFeatures | null;
}

export interface Answer {
	readonly entities: readonly ReadEntity[];
	/** Goes on from here; null at the end, or where keys were asked for. */
	readonly next: string | null;
	/** What was asked: the latest, or a time on the group's scale. */
	readonly at: number | null;
	readonly known: number | null;
	/** When it was read. */
	readonly now: number;
}

export type ReadFault = { readonly code: 'line'; readonly line: number } | { readonly code: 'at' | 'known' | 'many' };

/** Keys that are read at once, and entities that come on screen at once. */
export const mostKeys = 1000;
export const pageSize = 100;

/** What people ask of a group: some entities or all of them, now or as of a time. */
export class FeatureReader {
	readonly #session: Session;
	readonly #group: () => FeatureGroup;
	mode = $state<'keys' | 'all'>('keys');
	keys = $state('');
	prefix = $state('');
	withDeleted = $state(false);
	at = $state('');
	known = $state('');
	/** What the formulas are told, as it is typed. */
	request = $state<Record<string, string>>({});
	answer = $state.raw<Answer | null>(null);
	/** So many of the entities are on screen. */
	shown = $state(pageSize);
	/** Places of the entities that are ticked. */
	ticked = $state.raw<readonly number[]>([]);
	isBusy = $state(false);
	error = $state.raw<unknown>(null);
	#turn = 0;

	constructor(session: Session, group: () => FeatureGroup) {
		this.#session = session;
		this.#group = group;
	}

	readonly written = $derived.by(() => readKeys(this.#group().entity, this.keys));
	readonly #times = $derived.by(() => {
		const time = (text: string) => (text.trim() === '' ? undefined : timeOf(this.#group().eventTime, text));
		return { at: time(this.at), known: time(this.known) };
	});
	readonly fault = $derived.by((): ReadFault | null => {
		const { badLine, keys } = this.written;
		if (this.mode === 'keys' && badLine !== null) return { code: 'line', line: badLine };
		if (this.mode === 'keys' && keys.length > mostKeys) return { code: 'many' };
		if (this.#times.at === null) return { code: 'at' };
		return this.#times.known === null ? { code: 'known' } : null;
	});
	readonly canRead = $derived.by(() => this.fault === null && (this.mode === 'all' || this.written.keys.length > 0));
	/** What the formulas of the group have to be told. */
	readonly asked = $derived.by(() => {
		const group = this.#group();
		const needed = new Set(neededRequest(group));
		return group.request.filter(({ name }) => needed.has(name));
	});
	readonly tickedKeys = $derived.by(() =>
		this.ticked.flatMap((place) => {
			const one = this.answer?.entities[place];
			return one?.record && !one.record.isDeleted ? [one.key] : [];
		})
	);

	toggle(place: number): void {
		this.ticked = this.ticked.includes(place) ? this.ticked.filter((one) => one !== place) : [...this.ticked, place];
	}

	/** Reads what is asked; the latest call wins. */
	async read(): Promise<void> {
		this.ticked = [];
		this.shown = pageSize;
		await this.#ask(null);
	}

	readonly hasMore = $derived.by(() => {
		const { answer } = this;
		return answer !== null && (answer.next !== null || answer.entities.length > this.shown);
	});

	/** The entities after those that are on screen. */
	async more(): Promise<void> {
		if (this.answer?.next && this.answer.entities.length <= this.shown) await this.#ask(this.answer);
		this.shown += pageSize;
	}

	/** Reads again after the group has changed. */
	async again(): Promise<void> {
		if (this.answer && this.canRead) await this.read();
	}

	async #ask(before: Answer | null): Promise<void> {
		const turn = ++this.#turn;
		this.isBusy = true;
		this.error = null;
		try {
			const answer = await this.#read(before);
			if (turn === this.#turn) this.answer = answer;
		} catch (error) {
			if (turn === this.#turn && !isAbort(error)) this.error = error;
		} finally {
			if (turn === this.#turn) this.isBusy = false;
		}
	}

	async #read(before: Answer | null): Promise<Answer> {
		const { workspace } = this.#session;
		const group = this.#group();
		const now = workspace.clock.now();
		const request = this.#request(group);
		const { at, known } = this.#times;
		const time = at ?? known ?? null;
		const asOf = time === null ? null : { at: time, request, ...(typeof known === 'number' && { knownAt: known }) };
		const facts = { at: time, known: known ?? null, now };
		if (this.mode === 'keys') {
			const { keys } = this.written;
			const found = asOf
				? await getAsOf(workspace, group, keys, asOf)
				: await getFeatures(workspace, group, keys, request);
			return { ...facts, entities: keys.map((key, place) => ({ key, record: found[place] ?? null })), next: null };
		}
		const range = {
			limit: pageSize,
			prefix: this.prefix === '' ? [] : this.prefix.split(','),
			withDeleted: this.withDeleted,
			...(before?.next && { after: before.next })
		};
		const scanned = asOf ? await scanAsOf(workspace, group, range, asOf) : await scanLatest(workspace, group, range);
		const found = asOf ? scanned.entities : await withComputed(workspace, group, scanned.entities, request);
		const entities = found.flatMap((record) => (record ? [{ key: record.key, record }] : []));
		return { ...facts, entities: [...(before?.entities ?? []), ...entities], next: scanned.next };
	}

	#request(group: FeatureGroup): RequestValues {
		return requestValues(group, this.request);
	}
}

/** What is typed for a group's formulas as values of their types. Errors: feature/request-invalid. */
export function requestValues(
	group: Pick<FeatureGroup, 'name' | 'request'>,
	texts: Readonly<Record<string, string>>
): RequestValues {
	return Object.fromEntries(
		group.request.map((field) => {
			const text = texts[field.name] ?? '';
			const cell = cellOf(field, text);
			if (cell === undefined)
				throw new AppError('feature/request-invalid', { group: group.name, column: field.name, value: text });
			return [field.name, cell];
		})
	);
}
