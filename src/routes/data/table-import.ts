import { connectionAddress } from '$lib/core/connection/connection';
import type { FetchedFile } from '$lib/core/connection/place';
import type { SourceFile } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TablePart } from '$lib/core/table/import-files';
import type { ReadOptions } from '$lib/core/table/source';
import type { I18n } from '$lib/i18n/i18n.svelte';
import type { ConnectState } from '$lib/state/connect.svelte';
import type { Session } from '$lib/state/session.svelte';
import type { TableState } from '$lib/state/table.svelte';
import { isOriginAllowed } from '../allowed-origins';
import { attempt } from './attempt';

/** How files and sources become datasets of the project. */
export class TableImport {
	readonly #session: Session;
	readonly #i18n: I18n;
	readonly #connect: ConnectState;
	readonly #tables: () => TableState;

	/** `tables` of the project that is open: the first file makes one. */
	constructor(session: Session, i18n: I18n, connect: ConnectState, tables: () => TableState) {
		this.#session = session;
		this.#i18n = i18n;
		this.#connect = connect;
		this.#tables = tables;
	}

	async files(files: readonly SourceFile[]): Promise<void> {
		const [first] = files;
		if (!first) return;
		await this.#ensureProject(first);
		await attempt(this.#tables(), async () => {
			const part = await this.#tables().lookInto(files, this.#i18n.t.table.lookingInto(first.name));
			if (part) await this.parts([part]);
		});
	}

	/** What came from a source: how it is read is known, or looked into as of any file. */
	async fetched(fetched: readonly FetchedFile[]): Promise<void> {
		const [first, ...others] = fetched;
		if (!first?.options || others.length > 0) return this.files(fetched.map(({ file }) => file));
		const { file, options } = first;
		await this.#ensureProject(file);
		await this.parts([{ file, options: {}, label: file.name }], options);
	}

	/** The chosen of tables that came together. */
	async chosen(parts: readonly TablePart[], isOne: boolean): Promise<void> {
		const [first, ...others] = parts;
		if (!first) return;
		if (isOne) return this.parts([first, ...others]);
		for (const part of parts) await this.parts([part]);
	}

	/** Files, or tables of them, as one table. */
	parts(parts: readonly [TablePart, ...TablePart[]], options: ReadOptions = {}): Promise<void> {
		const i18n = this.#i18n;
		const t = i18n.t.table;
		const [{ label }, ...others] = parts;
		const name = others.length === 0 ? label : t.several.name(label, i18n.count(others.length));
		return this.#tables().importParts(parts, options, t.importing(name), t.replaced(name));
	}

	/** Reads the source of a dataset again, once the page may ask it and has the keys. */
	refresh(dataset: Artifact): Promise<void> {
		return attempt(this.#tables(), async () => {
			const { fetched = [] } = datasetMeta(dataset).source ?? {};
			const origins = fetched.map(({ place }) => connectionAddress(place.connection).origin);
			const areAllowed = await Promise.all(origins.map(isOriginAllowed));
			if (areAllowed.includes(false)) return this.#connect.ask(dataset);
			if (await this.#connect.prepareRefresh(dataset)) await this.#readAgain(dataset);
		});
	}

	/** The same, once a person has given the dialog of sources what was missing. */
	refreshAsked(): Promise<void> {
		const { refreshing } = this.#connect;
		this.#connect.close();
		return attempt(this.#tables(), async () => {
			if (refreshing) await this.#readAgain(refreshing);
		});
	}

	async #readAgain(from: Artifact): Promise<void> {
		const { name } = from;
		const i18n = this.#i18n;
		const again = await this.#tables().readAgain(
			from,
			(signal, onProgress) => this.#connect.fetchAgain(from, signal, onProgress),
			i18n.connect.refreshing(name)
		);
		this.#session.toasts.show(
			again
				? i18n.connect.refreshed(name, i18n.count(again.rows), i18n.count(again.before))
				: i18n.connect.unchanged(name)
		);
	}

	async #ensureProject({ name }: SourceFile): Promise<void> {
		await this.#session.ensureProject(name.replace(/\.[^.]*$/, ''));
	}
}
