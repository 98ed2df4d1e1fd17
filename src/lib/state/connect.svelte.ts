import { isAbort } from '$lib/core/errors';
import type { Connection, Secret } from '$lib/core/connection/connection';
import type { FetchedFile, Item, Place } from '$lib/core/connection/place';
import type { OnProgress, Progress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TablePart } from '$lib/core/table/import-files';
import {
	connectionKey,
	forgetConnection,
	keepConnection,
	keptSecret,
	listConnections,
	type KeptConnection
} from '$lib/workbench/connection';
import { awsKeys, fetchPlace } from '$lib/workbench/fetch-place';
import { readGateway } from '$lib/workbench/gateway';
import { previewTable, type TablePreview } from '$lib/workbench/table-preview';
import { BucketBrowser } from './connect-bucket.svelte';
import { DatabaseBrowser } from './connect-database.svelte';
import { ConnectForm } from './connect-form.svelte';
import type { Session } from './session.svelte';

/** How much of a table is looked at before it is imported. */
export const previewRows = 20;

/** A source that answered, and what is chosen of it. */
export type Opened =
	| { readonly kind: 'url'; readonly connection: Connection }
	| { readonly kind: 's3'; readonly connection: Connection; readonly bucket: BucketBrowser }
	| { readonly kind: 'athena'; readonly connection: Connection }
	| { readonly kind: 'database'; readonly connection: Connection; readonly databases: DatabaseBrowser };

/** The sources of a page: what is typed, what answered, and the secrets that stay in its memory. */
export class ConnectState {
	readonly #session: Session;
	readonly form = new ConnectForm();
	isShown = $state(false);
	kept = $state.raw<readonly KeptConnection[]>([]);
	opened = $state.raw<Opened | null>(null);
	/** The query that Athena is asked. */
	athenaSql = $state('');
	preview = $state.raw<TablePreview | null>(null);
	error = $state.raw<unknown>(null);
	progress = $state.raw<Progress | null>(null);
	isBusy = $state(false);
	/** The dataset whose source is to be read again once it is reached. */
	refreshing = $state.raw<Artifact | null>(null);
	readonly #secrets = new Map<string, Secret>();
	/** What was fetched whole for a preview, so that an import does not fetch it again. */
	readonly #fetched = new Map<string, FetchedFile>();
	#work = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	/** What is chosen, as places to read; none where nothing is. */
	readonly places = $derived.by((): Place[] => {
		const { opened } = this;
		if (!opened) return [];
		const item = (each: Item): Place => ({
			connection: opened.connection,
			item: each,
			hasSecret: this.#secrets.has(connectionKey(opened.connection))
		});
		switch (opened.kind) {
			case 'url':
				return [item({ kind: 'file' })];
			case 's3':
				return [...opened.bucket.chosen.keys()].map((key) => item({ kind: 'object', key }));
			case 'athena':
				return this.athenaSql.trim() === '' ? [] : [item({ kind: 'query', database: '', sql: this.athenaSql })];
			case 'database': {
				const { database, sql } = opened.databases;
				return sql.trim() === '' ? [] : [item({ kind: 'query', database, sql })];
			}
		}
	});

	async load(): Promise<void> {
		this.kept = await listConnections(this.#session.ports);
	}

	/** Fills in a connection used before. */
	async pick(connection: Connection): Promise<void> {
		this.back();
		const secret = this.#secrets.get(connectionKey(connection)) ?? (await keptSecret(this.#session.ports, connection));
		this.form.fill(connection, secret);
		this.form.keepsKeys = (await keptSecret(this.#session.ports, connection)) !== null;
	}

	async forget(connection: Connection): Promise<void> {
		this.#secrets.delete(connectionKey(connection));
		await forgetConnection(this.#session.ports, connection);
		await this.load();
	}

	/** Asks the source that is typed. Whether it answered. */
	open(): Promise<boolean> {
		this.back();
		return this.#attempt(async (signal, onProgress) => {
			const connection = this.form.connection();
			const secret = this.form.secret();
			const key = connectionKey(connection);
			if (secret) this.#secrets.set(key, secret);
			else this.#secrets.delete(key);
			const opened = await this.#reach(connection, secret, signal, onProgress);
			await keepConnection(this.#session.ports, connection, this.form.keepsKeys ? secret : null);
			await this.load();
			this.opened = opened;
		});
	}

	async #reach(
		connection: Connection,
		secret: Secret | null,
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<Opened> {
		const { ports } = this.#session;
		switch (connection.kind) {
			case 'url': {
				const place: Place = { connection, item: { kind: 'file' }, hasSecret: secret !== null };
				await this.#look(place, signal, onProgress);
				return { kind: 'url', connection };
			}
			case 's3': {
				const bucket = new BucketBrowser(ports, connection, awsKeys(secret));
				await bucket.enter(connection.prefix, signal);
				return { kind: 's3', connection, bucket };
			}
			case 'athena': {
				const item: Item = { kind: 'query', database: '', sql: 'SELECT 1' };
				await fetchPlace(ports, { connection, item, hasSecret: true }, secret, {}, signal, onProgress);
				return { kind: 'athena', connection };
			}
			case 'database': {
				const access = { address: connection.address, token: secret?.kind === 'token' ? secret.token : '' };
				const databases = new DatabaseBrowser(ports, access, await readGateway(ports, access, signal));
				const [first] = databases.reply.databases;
				if (first) await databases.enter(first.name, signal);
				return { kind: 'database', connection, databases };
			}
		}
	}

	/** Does a piece of browsing: what it is refused is the error shown. */
	browse(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
		return this.#attempt(work);
	}

	/** Shows the first rows of the first thing chosen. */
	look(): Promise<boolean> {
		const [place] = this.places;
		if (!place) return Promise.resolve(false);
		return this.#attempt((signal, onProgress) => this.#look(place, signal, onProgress));
	}

	async #look(place: Place, signal: AbortSignal, onProgress: OnProgress): Promise<void> {
		this.preview = null;
		const isPart = place.connection.kind === 'database';
		const { file, options } = isPart
			? await this.#fetch(place, { rows: previewRows }, signal, onProgress)
			: await this.#whole(place, signal, onProgress);
		onProgress({ phase: 'read', done: 0, total: null });
		this.preview = await previewTable(this.#session.ports, file, options ?? {}, previewRows, signal);
	}

	/** Fetches all that is chosen; null where it was given up or refused. */
	async take(): Promise<readonly FetchedFile[] | null> {
		const files: FetchedFile[] = [];
		const isDone = await this.#attempt(async (signal, onProgress) => {
			for (const place of this.places) files.push(await this.#whole(place, signal, onProgress));
		});
		return isDone ? files : null;
	}

	async #whole(place: Place, signal: AbortSignal, onProgress: OnProgress): Promise<FetchedFile> {
		const key = JSON.stringify(place);
		const fetched = this.#fetched.get(key) ?? (await this.#fetch(place, {}, signal, onProgress));
		this.#fetched.set(key, fetched);
		return fetched;
	}

	#fetch(place: Place, part: { rows?: number }, signal: AbortSignal, onProgress: OnProgress): Promise<FetchedFile> {
		const secret = this.#secrets.get(connectionKey(place.connection)) ?? null;
		return fetchPlace(this.#session.ports, place, secret, part, signal, onProgress);
	}

	/** Whether the secrets that reading a dataset's source again needs are at hand; if not, the form waits for them. */
	async prepareRefresh(dataset: Artifact): Promise<boolean> {
		for (const { place } of datasetMeta(dataset).source?.fetched ?? []) {
			const key = connectionKey(place.connection);
			const secret = this.#secrets.get(key) ?? (await keptSecret(this.#session.ports, place.connection));
			if (secret) this.#secrets.set(key, secret);
			else if (place.hasSecret) {
				await this.ask(dataset);
				return false;
			}
		}
		return true;
	}

	/** Shows the form with the connection of a dataset filled in. */
	async ask(dataset: Artifact): Promise<void> {
		const [first] = datasetMeta(dataset).source?.fetched ?? [];
		if (!first) return;
		await this.pick(first.place.connection);
		this.refreshing = dataset;
		this.isShown = true;
	}

	/** Fetches the source of a dataset again, as the parts it was read by. */
	async fetchAgain(dataset: Artifact, signal: AbortSignal, onProgress: OnProgress): Promise<TablePart[]> {
		const files = new Map<string, FetchedFile>();
		const parts: TablePart[] = [];
		for (const { place, label, options } of datasetMeta(dataset).source?.fetched ?? []) {
			const key = JSON.stringify(place);
			const fetched = files.get(key) ?? (await this.#fetch(place, {}, signal, onProgress));
			files.set(key, fetched);
			parts.push({ file: fetched.file, label, options: { ...options, ...fetched.options } });
		}
		return parts;
	}

	/** Leaves what answered, and what was fetched of it. */
	back(): void {
		this.cancel();
		this.opened = null;
		this.preview = null;
		this.error = null;
		this.#fetched.clear();
	}

	cancel(): void {
		this.#work.abort();
	}

	close(): void {
		this.back();
		this.isShown = false;
		this.refreshing = null;
	}

	async #attempt(work: (signal: AbortSignal, onProgress: OnProgress) => Promise<void>): Promise<boolean> {
		this.#work.abort();
		const { signal } = (this.#work = new AbortController());
		this.error = null;
		this.progress = null;
		this.isBusy = true;
		try {
			await work(signal, (progress) => {
				if (!signal.aborted) this.progress = progress;
			});
			return !signal.aborted;
		} catch (error) {
			if (!signal.aborted && !isAbort(error)) this.error = error;
			return false;
		} finally {
			if (this.#work.signal === signal) this.isBusy = false;
		}
	}
}

const states = new WeakMap<Session, ConnectState>();

/** The one of a page, whatever project is open: connections belong to the device. */
export function connectStateOf(session: Session): ConnectState {
	const kept = states.get(session);
	if (kept) return kept;
	let state = new ConnectState(session);
	// a root of its own: what it derives must outlive the page that asked for it first
	$effect.root(() => void (state = new ConnectState(session)));
	states.set(session, state);
	return state;
}
