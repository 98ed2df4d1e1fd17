import { AppError } from '$lib/core/errors';
import type { Model } from '$lib/core/model/model';
import { thresholdOf } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { cellAt, columnNamed, textVector, type Columns } from '$lib/core/table/columns';
import { isNumericType, type Field } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { readRunMeta } from '$lib/core/train/run-meta';
import { commonValues } from './bias';
import { describeRelation } from './describe';
import { answerNames, besideAnswers, openHeldOut, type AnswerNames, type HeldOut } from './held-out';
import { openModel, predictColumns, type OpenModel } from './model';
import { countRows, openTable } from './table';

/** Rows of a dataset with what a model says of them. */
export interface JudgedRows extends HeldOut {
	/** Whether the model had not seen these rows when it answered; else it was asked now, about all rows. */
	readonly isHeldOut: boolean;
	/** Its classes, the one `score` is about last; empty for a regression. */
	readonly classes: readonly string[];
}

export interface JudgedQuestion {
	readonly dataset: Artifact;
	readonly model: Artifact | undefined;
	/** The run that made the model. */
	readonly run: Artifact | undefined;
	/** The column of the dataset that predictions are held against. */
	readonly label: string;
}

/**
 * Rows with predictions: those held out by the model's run, where it predicts the label and kept some; all rows of the dataset, asked now, for a
 * model made elsewhere; null for none of both. Refuses with model/input-missing (naming every column that is not there), table/column-kind
 * where a column of text stands for a number, and model/classes-differ where no label is a class.
 */
export async function judgeRows(
	workspace: Workspace,
	{ dataset, model, run, label }: JudgedQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<JudgedRows | null> {
	const meta = run && readRunMeta(run);
	if (run && meta) {
		const held = meta.target === label ? await openHeldOut(workspace, run, thresholdOf(model), signal) : null;
		return held && { ...held, isHeldOut: true, classes: meta.classes };
	}
	return model ? judgeNow(workspace, model, dataset, label, signal, onProgress) : null;
}

async function judgeNow(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact,
	label: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<JudgedRows> {
	const opened = await openModel(workspace, artifact);
	const { model } = opened;
	const table = await openTable(workspace, dataset, signal);
	const schema = await describeRelation(workspace, table, {}, signal);
	requireInputs(model, schema);
	if (model.task === 'classification') await requireClasses(workspace, table, label, model.classes);
	const names = answerNames(
		schema.map(({ name }) => name),
		model.task === 'classification'
	);
	const answers = `judged_${artifact.id.slice(0, 16)}_${dataset.id.slice(0, 16)}`;
	const rows = await countRows(workspace, table);
	const kept = await countRows(workspace, `(SELECT 1 FROM duckdb_tables() WHERE table_name = ${sqlValue(answers)})`);
	if (kept === 0)
		await workspace.sql.loadColumns(answers, await ask(workspace, opened, { table, rows, names }, signal, onProgress));
	const { predicted, score } = names;
	return {
		relation: besideAnswers(table, answers, names),
		...{ predicted, score, rows, dataset, isHeldOut: false, classes: model.classes }
	};
}

/** Rows read at a time: a table may be larger than its columns in memory at once. */
const batchRows = 100_000;

async function ask(
	workspace: Workspace,
	{ model, onnx }: OpenModel,
	{ table, rows, names }: { readonly table: string; readonly rows: number; readonly names: AnswerNames },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Columns> {
	const inputs = model.inputs.map(({ name }) => sqlName(name)).join(', ');
	const numbers = new Float64Array(rows);
	const labels: (string | null)[] = [];
	for (let from = 0; from < rows; from += batchRows) {
		const read = await workspace.sql.query(`SELECT ${inputs} FROM ${table} LIMIT ${batchRows} OFFSET ${from}`, signal);
		const got = await predictColumns(workspace, { model, onnx }, read, signal);
		const last = model.classes.at(-1);
		const score = columnNamed(got, last === undefined ? 'prediction' : `probability_${last}`)?.vector;
		if (score?.kind === 'number') numbers.set(score.values, from);
		const said = columnNamed(got, 'prediction')?.vector;
		if (said?.kind === 'text') for (let row = 0; row < got.rows; row++) labels.push(labelAt(said, row));
		onProgress?.({ phase: 'predict', done: from + read.rows, total: rows });
	}
	const places = Float64Array.from({ length: rows }, (_, row) => row);
	const number = (name: string, values: Float64Array) => ({
		...{ name, type: 'DOUBLE', vector: { kind: 'number' as const, values, missing: null } }
	});
	return {
		rows,
		columns:
			names.score === null
				? [number(names.place, places), number(names.predicted, numbers)]
				: [
						number(names.place, places),
						{ name: names.predicted, type: 'VARCHAR', vector: textVector(labels) },
						number(names.score, numbers)
					]
	};
}

function labelAt(vector: Parameters<typeof cellAt>[0], row: number): string | null {
	const cell = cellAt(vector, row);
	return cell === null ? null : String(cell);
}

function requireInputs({ inputs }: Model, schema: readonly Field[]): void {
	const fields = new Map(schema.map((field) => [field.name, field]));
	const missing = inputs.flatMap(({ name }) => (fields.has(name) ? [] : [name]));
	if (missing.length > 0) throw new AppError('model/input-missing', { column: missing.join(', ') });
	for (const { name, type } of inputs) {
		const stored = fields.get(name)?.type ?? '';
		if (type === 'number' && !isNumericType(stored) && !/^(BOOLEAN|DATE|TIMESTAMP)/.test(stored))
			throw new AppError('table/column-kind', { column: name, kind: stored, wanted: 'number' });
	}
}

async function requireClasses(
	workspace: Workspace,
	table: string,
	label: string,
	classes: readonly string[]
): Promise<void> {
	const values = await commonValues(workspace, table, label);
	if (values.some(({ value }) => classes.includes(value))) return;
	const shown = values.slice(0, 5).map(({ value }) => value);
	throw new AppError('model/classes-differ', { column: label, values: shown.join(', '), classes: classes.join(', ') });
}
