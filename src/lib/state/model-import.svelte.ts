import { isAbort } from '$lib/core/errors';
import {
	formatOf,
	mostForeignBytes,
	notImportable,
	unnamedTarget,
	type ForeignModel
} from '$lib/core/model/foreign-model';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { importModel, type ForeignFile } from '$lib/workbench/import-model';
import type { Session } from './session.svelte';

/** A model made elsewhere on its way in: the file, what is in it, and the names a person gives. */
export class ModelImport {
	readonly #session: Session;
	#file = $state.raw<ForeignFile | null>(null);
	found = $state.raw<ForeignModel | null>(null);
	name = $state('');
	target = $state('');
	/** One a line, in the model's order. */
	inputs = $state('');
	classes = $state('');
	error = $state.raw<unknown>(null);
	isBusy = $state(false);

	constructor(session: Session) {
		this.#session = session;
	}

	get fileName(): string {
		return this.#file?.name ?? '';
	}

	readonly inputNames = $derived(linesOf(this.inputs));
	readonly classNames = $derived(linesOf(this.classes));
	/** The table that has most of the columns, and those it lacks; null without a table that has any. */
	readonly match = $derived.by(() => {
		const tables = this.#session.datasets.map((dataset) => {
			const names = new Set(datasetMeta(dataset).schema.map(({ name }) => name));
			return { dataset, missing: this.inputNames.filter((name) => !names.has(name)), names };
		});
		const best = tables.reduce<(typeof tables)[number] | null>(
			(top, next) => (top && top.missing.length <= next.missing.length ? top : next),
			null
		);
		return best && best.missing.length < this.inputNames.length ? best : null;
	});

	/** What the model may predict: columns of that table that it does not read, the last one the likeliest. */
	readonly columns = $derived.by(() => {
		const read = new Set(this.inputNames);
		return Array.from(this.match?.names ?? []).filter((name) => !read.has(name));
	});

	/** Reads a file and offers the names it holds; an error stands in `error`. */
	async read(file: File): Promise<void> {
		this.forget();
		this.isBusy = true;
		try {
			if (file.size > mostForeignBytes) throw notImportable('too-large', { bytes: file.size, limit: mostForeignBytes });
			const format = formatOf(file.name);
			if (format === null) throw notImportable('not-onnx');
			const bytes = new Uint8Array(await file.arrayBuffer());
			const found = await this.#session.ports.modelReader.readForeign({ bytes: bytes.slice(), format, names: {} });
			this.#file = { name: file.name, bytes, format };
			this.found = found;
			this.name = file.name.replace(/\.[^.]+$/, '');
			this.inputs = found.model.inputs.map((input) => input.name).join('\n');
			this.classes = found.model.classes.join('\n');
			const known = found.model.target === unnamedTarget ? this.columns.at(-1) : undefined;
			this.target = known ?? found.model.target;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isBusy = false;
		}
	}

	/** Keeps the model under the names given; null where it could not be, which `error` says. */
	async keep(title: string): Promise<Artifact | null> {
		const file = this.#file;
		if (!file || !this.found) return null;
		this.isBusy = true;
		this.error = null;
		try {
			await this.#session.ensureProject(this.name.trim() || file.name);
			const names = { inputs: this.inputNames, classes: this.classNames, target: this.target.trim() };
			const made = await this.#session.tasks.run(title, (signal) =>
				importModel(this.#session.workspace, file, names, this.name.trim() || file.name, signal)
			);
			await this.#session.refresh();
			this.forget();
			return made;
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		} finally {
			this.isBusy = false;
		}
	}

	forget(): void {
		this.#file = null;
		this.found = null;
		this.error = null;
	}
}

function linesOf(text: string): string[] {
	const lines = text.split('\n').map((line) => line.trim());
	while (lines.at(-1) === '') lines.pop();
	return lines;
}
