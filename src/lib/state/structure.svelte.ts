import { isAbort } from '$lib/core/errors';
import type { Artifact } from '$lib/core/project/artifact';
import type { TableSchema } from '$lib/core/table/schema';
import { datasetMeta } from '$lib/core/table/dataset';
import { flagRows } from '$lib/core/unsupervised/flagged-rows';
import { rowsAt } from '$lib/workbench/insight-rows';
import { anomalyColumns, componentColumns, groupColumn, keepAdded, type AddedColumns } from '$lib/workbench/structure';
import { openTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';
import { StructureAnswer } from './structure-answer.svelte';
import type { TrainForm } from './train-form.svelte';

/** What can be asked of rows without a target. */
export const structureQuestions = ['groups', 'components', 'anomalies'] as const;
export type StructureQuestion = (typeof structureQuestions)[number];

/** Beyond, colours and marks repeat, and nobody reads so many. */
export const mostGroups = 50;

/** Rows are explained up to this share of them, whatever share is flagged. */
const explainedShare = 0.5;

/** What is learned from a table without a target: which question, of which columns, and the answer to each. */
export class StructureState {
	readonly #session: Session;
	readonly #form: TrainForm;
	question = $state<StructureQuestion>('groups');
	/** How many groups; null: the number whose silhouette is highest. */
	groupCount = $state<number | null>(null);
	seed = $state(0);
	/** The share of rows to flag. */
	share = $state(0.02);
	/** How many components to keep as columns. */
	keptCount = $state(2);
	#left = $state.raw<{ readonly dataset: string; readonly names: readonly string[] } | null>(null);
	keepError = $state.raw<unknown>(null);
	isKeeping = $state(false);
	readonly groups;
	readonly components;
	readonly anomalies;

	constructor(session: Session, form: TrainForm) {
		this.#session = session;
		this.#form = form;
		const finder = () => session.workspace.structureFinder;
		this.groups = new StructureAnswer(session, (job, { groups }, signal, onProgress) =>
			finder().findGroups({ ...job, groups }, signal, onProgress)
		);
		this.components = new StructureAnswer(session, (job, _, signal, onProgress) =>
			finder().findComponents({ ...job, count: 'auto' }, signal, onProgress)
		);
		this.anomalies = new StructureAnswer(session, async (job, { dataset }, signal, onProgress) => {
			const found = await finder().findAnomalies({ ...job, share: explainedShare }, signal, onProgress);
			const places = Float64Array.from(found.top, ({ row }) => row);
			const scores = found.top.map(({ score }) => score);
			const relation = await openTable(session.workspace, dataset, signal);
			const { schema } = datasetMeta(dataset);
			return { ...found, rows: await rowsAt(session.workspace.sql, relation, schema, places, scores, signal) };
		});
	}

	readonly dataset = $derived.by(() => this.#form.dataset);
	readonly fields = $derived.by((): TableSchema => this.#form.fields);
	/** What is usually left out: the column to predict, and names of rows; nothing where no column would be left. */
	readonly usuallyLeft = $derived.by(() => {
		const left = this.fields.filter(({ name, kind }) => kind === 'identifier' || name === this.#form.target);
		return left.length < this.fields.length ? left.map(({ name }) => name) : [];
	});
	readonly ignored = $derived.by(() =>
		this.#left && this.#left.dataset === this.dataset?.id ? this.#left.names : this.usuallyLeft
	);
	readonly used = $derived.by(() => this.fields.map(({ name }) => name).filter((name) => !this.ignored.includes(name)));
	readonly answer = $derived.by(() => this[this.question]);
	readonly isThere = $derived.by(() => this.answer.last?.asked.dataset.id === this.dataset?.id);
	/** Whether the settings are others than those of the answer. */
	readonly isStale = $derived.by(() => this.isThere && this.answer.key !== this.#key);
	readonly #key = $derived.by(() => this.#keyOf(this.question));
	/** The share of rows that is flagged, of the anomalies that were found. */
	readonly flagged = $derived.by(() => {
		const found = this.anomalies.last?.found;
		return found ? flagRows(found.scores, found.order, this.share) : null;
	});

	get datasets(): readonly Artifact[] {
		return this.#form.datasets;
	}

	chooseDataset(id: string): void {
		this.#form.chooseDataset(id);
	}

	/** A number of groups within what can be asked; an empty field leaves it as it is. */
	chooseCount(count: number | null): void {
		if (count !== null) this.groupCount = Math.min(mostGroups, Math.max(2, Math.round(count)));
	}

	/** As many of the components that were found. */
	chooseKept(count: number | null): void {
		const most = this.components.last?.found.components.length ?? 1;
		if (count !== null) this.keptCount = Math.min(most, Math.max(1, Math.round(count)));
	}

	get target(): string {
		return this.#form.target;
	}

	toggle(name: string): void {
		const { dataset, ignored } = this;
		if (!dataset) return;
		const names = ignored.includes(name) ? ignored.filter((one) => one !== name) : [...ignored, name];
		this.#left = { dataset: dataset.id, names };
	}

	#keyOf(question: StructureQuestion): string {
		const own = question === 'groups' ? this.groupCount : null;
		return JSON.stringify([question, this.dataset?.id, [...this.ignored].sort(), this.seed, own]);
	}

	async find(title: string): Promise<void> {
		const { dataset, ignored: ignore, seed } = this;
		const groups = this.groupCount ?? 'auto';
		if (dataset) await this.answer.ask({ dataset, ignore, seed, groups }, this.#key, title);
	}

	/** Saves the table with what the question at hand found of its rows. */
	async keep(title: string, name: string): Promise<Artifact | null> {
		const dataset = this.answer.last?.asked.dataset;
		const added = dataset && this.#added(datasetMeta(dataset).schema);
		if (!dataset || !added) return null;
		const { workspace, tasks } = this.#session;
		this.keepError = null;
		this.isKeeping = true;
		try {
			const kept = await tasks.run(title, (signal, onProgress) =>
				keepAdded(workspace, dataset, added, name, signal, onProgress)
			);
			await this.#session.refresh();
			// the newest table is proposed by itself; the one on screen stays
			if (this.dataset?.id !== dataset.id) this.#form.chooseDataset(dataset.id);
			return kept;
		} catch (error) {
			if (!isAbort(error)) this.keepError = error;
			return null;
		} finally {
			this.isKeeping = false;
		}
	}

	#added(schema: TableSchema): AddedColumns | null {
		const { groups, components, anomalies, flagged } = this;
		if (this.question === 'groups') return groups.last && groupColumn(groups.last.found, schema);
		if (this.question === 'components')
			return (
				components.last && componentColumns({ scores: components.last.found.scores.slice(0, this.keptCount) }, schema)
			);
		return anomalies.last && flagged && anomalyColumns({ ...anomalies.last.found, flagged: flagged.flagged }, schema);
	}
}
