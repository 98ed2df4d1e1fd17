import { AppError, isAbort } from '$lib/core/errors';
import {
	explanationBySource,
	interactionsBySource,
	sourceGroups,
	type SourceGroups
} from '$lib/core/clarify/by-source';
import type { ExplainMethod, Explanation } from '$lib/core/clarify/explanation';
import { strongestPairs, type Interactions } from '$lib/core/clarify/interaction';
import { mostExactPlayers } from '$lib/core/clarify/exact-shap';
import { likelyPartners, type Partner } from '$lib/core/clarify/pictures';
import type { Model } from '$lib/core/model/model';
import type { OnProgress } from '$lib/core/ports';
import type { Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { baselineOfModel } from '$lib/workbench/attribution';
import { explainInteractions, explainModel, type ExplainOptions } from '$lib/workbench/explain';
import { openModel, readInputs } from '$lib/workbench/model';
import { sourceColumns } from '$lib/workbench/source-columns';
import { countRows, openTable } from '$lib/workbench/table';
import type { FairnessSubject } from './fairness-subject.svelte';

export type ExplainOutput = 'margin' | 'probability';

export interface Explained {
	readonly modelId: string;
	readonly datasetId: string;
	readonly model: Model;
	readonly explanation: Explanation;
	/** Null where the model's pairs cannot be had exactly, and until they are there. */
	readonly interactions: Interactions | null;
	readonly rows: Columns;
	/** SQL of the rows that explanations keep to; undefined for all. */
	readonly slice: string | undefined;
	/** Rows of the dataset, or of the slice of it, explained or not. */
	readonly allRows: number;
	readonly groups: SourceGroups;
	readonly endedAt: number | null;
	/** An estimate that was stopped or still runs. */
	readonly isPart: boolean;
}

/** Ways of explaining that a model can be asked for. */
export function methodsOf({ estimator, inputs }: Model): readonly ExplainMethod[] {
	return [
		'auto',
		...(estimator.type === 'trees' ? (['tree', 'tree-path'] as const) : []),
		...(estimator.type === 'linear' ? (['linear'] as const) : []),
		...(inputs.length <= mostExactPlayers ? (['exact'] as const) : []),
		'kernel',
		'permutation'
	];
}

/** Numbers of pairs kept for the pictures. */
const mostPairs = 1e6;
const mostPairRows = 500;

/** Why the subject's model answers as it does on rows of the dataset. */
export class ExplanationState {
	readonly #subject: FairnessSubject;
	#found = $state.raw<Explained | null>(null);
	#column = $state('');
	#partner = $state('');
	row = $state(0);
	rows = $state('200');
	background = $state('100');
	output = $state<ExplainOutput>('margin');
	method = $state<ExplainMethod>('auto');
	samples = $state('300');
	/** The class explained, by its label; the last one while it is none of the model's. */
	label = $state('');
	bySource = $state(false);
	error = $state.raw<unknown>(null);
	isExplaining = $state(false);

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly explained = $derived.by((): Explained | null => {
		const { model, dataset, slice } = this.#subject;
		const found = this.#found;
		const isOf = found?.modelId === model?.id && found?.datasetId === dataset?.id && found?.slice === slice?.sql;
		return isOf ? found : null;
	});
	/** Whether some columns were made from others, so that adding them up says something else. */
	readonly canGroup = $derived.by(() => {
		const { explained } = this;
		if (!explained) return false;
		const { groups, model } = explained;
		return (
			groups.names.length < model.inputs.length || groups.names.some((name, at) => name !== model.inputs[at]?.name)
		);
	});
	readonly #isGrouped = $derived.by(() => this.bySource && this.canGroup);
	readonly explanation = $derived.by((): Explanation | null => {
		const { explained } = this;
		if (!explained) return null;
		return this.#isGrouped ? explanationBySource(explained.explanation, explained.groups) : explained.explanation;
	});
	readonly interactions = $derived.by((): Interactions | null => {
		const pairs = this.explained?.interactions;
		if (!pairs || !this.explained) return null;
		return this.#isGrouped ? interactionsBySource(pairs, this.explained.groups) : pairs;
	});
	/** Columns whose values there are, the one that matters most first: what is made of several columns has none of its own. */
	readonly columns = $derived.by((): readonly string[] => {
		const there = new Set(this.explained?.rows.columns.map(({ name }) => name));
		return (this.explanation?.importance ?? []).map(({ feature }) => feature).filter((name) => there.has(name));
	});
	/** The column looked at: the one that matters most until another is chosen. */
	readonly column = $derived.by(() => (this.columns.includes(this.#column) ? this.#column : (this.columns[0] ?? '')));
	/** Columns that may go together with it, the strongest first: by exact pairs where there are any, else by a guess. */
	readonly partners = $derived.by((): readonly Partner[] => {
		const { column, explanation, interactions } = this;
		if (!explanation || !this.explained) return [];
		const has = ({ feature }: Partner) => this.columns.includes(feature);
		if (!interactions) return likelyPartners(explanation, this.explained.rows, column).filter(has);
		return strongestPairs(interactions)
			.filter(({ first, second }) => first === column || second === column)
			.map(({ first, second, meanAbs }) => ({ feature: first === column ? second : first, strength: meanAbs }))
			.filter(has);
	});
	readonly partner = $derived.by(() =>
		this.partners.some(({ feature }) => feature === this.#partner) ? this.#partner : (this.partners[0]?.feature ?? '')
	);

	chooseColumn(name: string): void {
		this.#column = name;
		this.#partner = '';
	}

	choosePartner(name: string): void {
		this.#partner = name;
	}

	choosePair(first: string, second: string): void {
		this.#column = first;
		this.#partner = second === first ? '' : second;
	}

	async explain(title: string): Promise<void> {
		const { session } = this.#subject;
		this.isExplaining = true;
		this.error = null;
		try {
			await session.tasks.run(title, (signal, onProgress) => this.#run(signal, onProgress));
		} catch (error) {
			if (!isAbort(error)) this.error = error;
		} finally {
			this.isExplaining = false;
		}
	}

	async #run(signal: AbortSignal, onProgress: OnProgress): Promise<void> {
		const { model: artifact, dataset, session } = this.#subject;
		if (!dataset || !artifact) return;
		const { workspace } = session;
		const { model } = await openModel(workspace, artifact);
		const slice = this.#subject.slice?.sql;
		const table = await openTable(workspace, dataset, signal);
		const among = this.#subject.within(table);
		const asked = Number(this.rows);
		const classIndex = model.classes.indexOf(this.label);
		const options = {
			method: methodsOf(model).includes(this.method) ? this.method : 'auto',
			output: model.classes.length === 0 ? 'margin' : this.output,
			rows: asked,
			backgroundRows: Number(this.background),
			samples: Number(this.samples),
			...(classIndex < 0 ? {} : { classIndex })
		};
		const rows = await readInputs(workspace, { model }, `(SELECT * FROM ${among} LIMIT ${asked})`, signal);
		const groups = sourceGroups(
			model.inputs.map(({ name }) => name),
			await sourceColumns(workspace, dataset)
		);
		const about = {
			modelId: artifact.id,
			datasetId: dataset.id,
			slice,
			model,
			rows,
			groups,
			allRows: slice === undefined ? datasetMeta(dataset).rows : await countRows(workspace, among)
		};
		const show = (explanation: Explanation, more: Partial<Explained>) => {
			this.row = Math.min(this.row, Math.max(0, explanation.predictions.length - 1));
			const had = this.explained?.interactions ?? null;
			this.#found = { ...about, explanation, interactions: had, endedAt: null, isPart: false, ...more };
		};
		const explanation = await explainModel(
			...([workspace, model, among, table, options, signal, onProgress] as const),
			(part) => show(part, { interactions: null, isPart: true })
		);
		show(explanation, { interactions: null, endedAt: workspace.clock.now() });
		// what mattered over the rows of training is kept, to compare later rows with
		if (!session.readOnly && artifact.parents['dataset'] === dataset.id)
			await baselineOfModel(workspace, artifact, true, signal, onProgress);
		const interactions = await this.#pairs(model, [among, table], options, explanation, signal, onProgress);
		show(explanation, { interactions, endedAt: workspace.clock.now() });
	}

	/** Exact, or not at all. */
	async #pairs(
		model: Model,
		[among, table]: readonly [rows: string, background: string],
		{ method, ...options }: ExplainOptions,
		explanation: Explanation,
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<Interactions | null> {
		const width = model.inputs.length;
		const most = Math.min(mostPairRows, Math.floor(mostPairs / width ** 2));
		if (width < 2 || most < 20 || !explanation.exact) return null;
		const rows = Math.min(most, explanation.predictions.length);
		const { workspace } = this.#subject.session;
		const pairMethod = method === 'kernel' || method === 'permutation' || method === undefined ? 'auto' : method;
		try {
			return await explainInteractions(
				...([
					workspace,
					model,
					among,
					table,
					{ ...options, method: pairMethod, rows, keepRows: rows },
					signal,
					onProgress
				] as const)
			);
		} catch (error) {
			if (error instanceof AppError && error.code === 'clarify/no-interactions') return null;
			throw error;
		}
	}
}
