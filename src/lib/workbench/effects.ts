import { AppError } from '$lib/core/errors';
import { correlatedGroups } from '$lib/core/clarify/correlated-groups';
import type { Effect, EffectJob } from '$lib/core/clarify/effect';
import {
	classMetrics,
	numberMetrics,
	type PermutationImportances,
	type ScoreMetric
} from '$lib/core/clarify/permutation-importance';
import type { Model } from '$lib/core/model/model';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { takeRows } from '$lib/core/table/columns';
import { readRunMeta } from '$lib/core/train/run-meta';
import { labelsFor } from '$lib/core/train/target';
import { getArtifact } from './artifact';
import { readInputs, spacedSql } from './explain';
import { openTable } from './table';

type EffectOptions = Omit<EffectJob, 'model' | 'rows' | 'grid' | 'output' | 'seed'> &
	Partial<Pick<EffectJob, 'grid' | 'output' | 'seed'>> & {
		/** So many rows, evenly spaced. */
		readonly rows?: number;
	};

/** Places along one column, and along each of two. */
const places = { one: 20, two: 12 };

/** How the model's answer goes with one column or two, over rows of `relation`: at most 1,000 where nothing is said. */
export async function measureEffect(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	model: Model,
	relation: string,
	options: EffectOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Effect> {
	const { rows: most = 1000, ...asked } = options;
	const rows = await readInputs(workspace, model, relation, (from) => spacedSql(from, most), signal);
	const job: EffectJob = {
		grid: asked.columns.length > 1 ? places.two : places.one,
		output: 'probability',
		seed: 0,
		...asked,
		model,
		rows
	};
	return workspace.explainer.measureEffect(job, signal, onProgress);
}

export interface ImportanceOptions {
	/** The column that holds what the model predicts. */
	readonly target: string;
	/** Log loss for classes, root mean squared error for numbers where nothing is said. */
	readonly metric?: ScoreMetric;
	readonly repeats?: number;
	/** So many rows, evenly spaced. */
	readonly rows?: number;
	/** Columns that are shuffled at once. */
	readonly together?: readonly (readonly string[])[];
	/** Columns that go together at least so strongly (a correlation, 0 to 1) are shuffled at once. */
	readonly togetherAbove?: number;
	readonly seed?: number;
}

/**
 * How much worse the model does on rows of `relation` (at most 5,000 where nothing is said) when columns are shuffled. Rows without a
 * target, or of a class the model does not know, are left out. usage/bad-option for a metric of the other task and a column that
 * is no input or in two groups, table/empty when no row has a target.
 */
export async function measureImportance(
	workspace: Pick<Workspace, 'sql' | 'explainer' | 'analyst'>,
	model: Model,
	relation: string,
	options: ImportanceOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<PermutationImportances> {
	const { target, rows: most = 5000, repeats = 5, seed = 0 } = options;
	const metric = metricOf(model, options.metric);
	const read = await readInputs(workspace, model, relation, (from) => spacedSql(from, most), signal, [target]);
	const all = labelsFor(read, target, model.classes);
	const known = Int32Array.from(all.keys()).filter((row) => !Number.isNaN(all[row]));
	if (known.length === 0) throw new AppError('table/empty', { table: 'input' });
	const rows = takeRows(read, known);
	const labels = Float64Array.from(known, (row) => all[row] ?? NaN);
	const inputs = model.inputs.map(({ name }) => name);
	let groups = givenGroups(inputs, options.together ?? []);
	if (options.togetherAbove !== undefined) {
		const numbers = model.inputs.filter(({ type }) => type === 'number').map(({ name }) => name);
		// a copy: the worker takes the columns it is given
		const copy = takeRows(rows, Int32Array.from(known.keys()));
		const asked = { rows: copy.rows, columns: copy.columns.filter(({ name }) => inputs.includes(name)) };
		const pairs = await workspace.analyst.correlate({ columns: asked, numbers }, signal, onProgress);
		groups = correlatedGroups(inputs, pairs, options.togetherAbove);
	}
	return workspace.explainer.measurePermutation(
		{ model, rows, labels, metric, groups, repeats, seed },
		signal,
		onProgress
	);
}

function metricOf({ classes }: Model, asked: ScoreMetric | undefined): ScoreMetric {
	const fitting: readonly ScoreMetric[] = classes.length > 0 ? classMetrics : numberMetrics;
	const metric = asked ?? fitting[0] ?? 'rmse';
	if (!fitting.includes(metric))
		throw new AppError('usage/bad-option', {
			option: 'metric',
			value: metric,
			allowed: `one of ${fitting.join(', ')}`
		});
	return metric;
}

/** The groups as named, and every other input alone. */
function givenGroups(inputs: readonly string[], together: ImportanceOptions['together'] & object): string[][] {
	const named = together.flat();
	const wrong = named.find((name, at) => !inputs.includes(name) || named.indexOf(name) !== at);
	if (wrong !== undefined)
		throw new AppError('usage/bad-option', {
			option: 'together',
			value: wrong,
			allowed: 'inputs of the model, each in one group'
		});
	return [
		...together.map((group) => [...group]),
		...inputs.filter((name) => !named.includes(name)).map((name) => [name])
	];
}

export interface RowsToScore {
	readonly relation: string;
	/** Whether the model learned from them: a saved one was fitted on all rows of its table. null for a model from elsewhere. */
	readonly isSeen: boolean | null;
}

/** Rows with a target to score a model on: those of a table of their own that the run was measured on, else the ones it learned from. */
export async function rowsToScore(
	workspace: Workspace,
	dataset: Artifact,
	run: Artifact | undefined,
	signal?: AbortSignal
): Promise<RowsToScore> {
	const holdout = run && readRunMeta(run)?.holdout;
	if (holdout?.type !== 'table')
		return { relation: await openTable(workspace, dataset, signal), isSeen: run ? true : null };
	const other = await getArtifact(workspace, holdout.dataset);
	return { relation: await openTable(workspace, other, signal), isSeen: false };
}
