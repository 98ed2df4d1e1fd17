import { AppError } from '$lib/core/errors';
import { readModelMeta } from '$lib/core/model/model-meta';
import { thresholdOf } from '$lib/core/model/threshold';
import { seededRandom } from '$lib/core/random';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import { datasetMeta } from '$lib/core/table/dataset';
import { columnNamed } from '$lib/core/table/columns';
import type { Columns } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { classificationMetrics, regressionMetrics } from '$lib/core/train/metrics';
import { readTarget } from '$lib/core/train/target';
import type { Artifact } from '$lib/core/project/artifact';
import { getArtifact, saveArtifact } from './artifact';
import { explainModel } from './explain';
import { installPackage } from './installed';
import { openHeldOut } from './held-out';
import { makePackage, packageBaselines, savePackage, signingKey } from './edge';
import { trainingBaselines } from './model-card';
import { freeName } from './free-name';
import { openModel, predictTable } from './model';
import { emptyAnswer, inputArtifact } from './pipeline-context';
import type { StepContext } from './pipeline-context';
import { kindsOf, openTable, saveTable } from './table';
import { trainModel } from './train';
import { useThreshold } from './use-threshold';

export async function trainStep(context: StepContext<'train'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const { target, estimator, params, ignore, testFraction, engine, seed, name, task, weight, threshold } = step.with;
	const trained = await trainModel(
		ws,
		from,
		{
			...{ target, estimator, params, ignore, testFraction, engine, seed },
			name: name ?? step.id,
			...(task === undefined ? {} : { task }),
			...(weight === undefined ? {} : { weight })
		},
		signal,
		(event) => {
			if (event.type === 'step') onProgress?.({ phase: 'train', done: event.step, total: event.total });
		}
	);
	const model = threshold === undefined ? trained.model : await useThreshold(ws, trained.run, threshold, signal);
	const { metrics } = (threshold === undefined ? null : readModelMeta(model)) ?? trained.result;
	return {
		...emptyAnswer,
		artifacts: { run: trained.run.id, model: model.id },
		values: { ...metrics, trainRows: trained.result.rows.train, testRows: trained.result.rows.test }
	};
}

/** Puts predictions beside a dataset's columns; a column that is already called so gets a number behind its name. */
export async function predictStep(context: StepContext<'predict'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const model = await inputArtifact(context, step.with.model, 'model');
	const { schema } = datasetMeta(from);
	const kept = step.with.keep ?? schema.map((field) => field.name);
	const unknown = kept.find((column) => !schema.some((field) => field.name === column));
	if (unknown !== undefined) throw new AppError('table/column-missing', { column: unknown });
	const answer = { name: step.with.name ?? step.id, kept, from, model };
	if (step.with.rows === 'held-out') return heldOutAnswer(context, answer);
	const relation = await openTable(ws, from, signal);
	const predicted = await predictTable(ws, model, relation, signal, onProgress);
	const named: Columns = {
		rows: predicted.rows,
		columns: predicted.columns.map((column) => ({ ...column, name: freeName(kept, column.name) }))
	};
	const working = `predicted_${model.id.slice(0, 16)}`;
	await ws.sql.loadColumns(working, named, signal);
	try {
		const columns = kept.map(sqlName).join(', ');
		const select = `SELECT * FROM (SELECT ${columns} FROM ${relation}) POSITIONAL JOIN ${sqlName(working)}`;
		return await keepAnswer(context, answer, select);
	} finally {
		await ws.sql.execute(`DROP TABLE IF EXISTS ${sqlName(working)}`);
	}
}

interface Predicted {
	readonly name: string;
	readonly kept: readonly string[];
	readonly from: Artifact;
	readonly model: Artifact;
}

async function keepAnswer(
	{ ws, signal, onProgress }: StepContext<'predict'>,
	{ name, from, model }: Predicted,
	select: string
): Promise<StepAnswer> {
	const options = { name, parents: { dataset: from.id, model: model.id }, kinds: kindsOf(datasetMeta(from).schema) };
	const dataset = await saveTable(ws, select, options, signal, onProgress);
	return { ...emptyAnswer, artifacts: { dataset: dataset.id }, values: { rows: datasetMeta(dataset).rows } };
}

/** What the model's run answered for the rows it was measured on, before the model was fitted on all of them. */
async function heldOutAnswer(context: StepContext<'predict'>, predicted: Predicted): Promise<StepAnswer> {
	const { ws, step, signal } = context;
	const { kept, from, model } = predicted;
	const run = model.parents['run'];
	const held = run === undefined ? null : await openHeldOut(ws, await getArtifact(ws, run), thresholdOf(model), signal);
	if (!held || held.dataset.id !== from.id)
		throw new AppError('pipeline/invalid', {
			where: `step ${step.id}`,
			reason: `'${step.with.model}' held out no rows of '${step.with.from}'`
		});
	const answer = `${sqlName(held.predicted)} AS ${sqlName(freeName(kept, 'prediction'))}`;
	return keepAnswer(context, predicted, `SELECT ${[...kept.map(sqlName), answer].join(', ')} FROM ${held.relation}`);
}

export async function evaluateStep(context: StepContext<'evaluate'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const artifact = await inputArtifact(context, step.with.model, 'model');
	const relation = await openTable(ws, from, signal);
	const { model } = await openModel(ws, artifact);
	if (!datasetMeta(from).schema.some(({ name }) => name === model.target))
		throw new AppError('train/target-missing', { column: model.target });
	const truth = await ws.sql.query(`SELECT ${sqlName(model.target)} FROM ${relation}`, signal);
	const predicted = await predictTable(ws, artifact, relation, signal, onProgress);
	const { values: labels, classes } = readTarget(truth, model.target, model.task);
	const numbers = (name: string) => {
		const vector = columnNamed(predicted, name)?.vector;
		return vector?.kind === 'number' ? vector.values : new Float64Array(predicted.rows);
	};
	const known = Array.from(labels.keys()).filter((row) => !Number.isNaN(labels[row] ?? NaN));
	if (model.task === 'regression') {
		const answers = numbers('prediction');
		const truthOf = known.map((row) => labels[row] ?? NaN);
		const metrics = regressionMetrics(
			truthOf,
			Float64Array.from(known, (row) => answers[row] ?? NaN)
		);
		return { ...emptyAnswer, values: { ...metrics, rows: known.length } };
	}
	const places = classes.map((label) => model.classes.indexOf(label));
	const rows = known.filter((row) => (places[labels[row] ?? -1] ?? -1) >= 0);
	const width = model.classes.length;
	const shares = new Float64Array(rows.length * width);
	model.classes.forEach((label, place) => {
		const answers = numbers(`probability_${label}`);
		rows.forEach((row, at) => (shares[at * width + place] = answers[row] ?? NaN));
	});
	const metrics = classificationMetrics(
		rows.map((row) => places[labels[row] ?? -1] ?? 0),
		shares,
		width,
		model.threshold
	);
	return { ...emptyAnswer, values: { ...metrics, rows: rows.length } };
}

export async function explainStep(context: StepContext<'explain'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const artifact = await inputArtifact(context, step.with.model, 'model');
	const relation = await openTable(ws, from, signal);
	const { model } = await openModel(ws, artifact);
	const { method, output, samples, seed, rows, background } = step.with;
	const start = Math.floor(seededRandom(seed)() * 997);
	const spread = `(SELECT * EXCLUDE (temoto_turn) FROM (SELECT *, hash(row_number() OVER () + ${start}) AS temoto_turn FROM ${relation}) ORDER BY temoto_turn)`;
	const explanation = await explainModel(
		ws,
		model,
		spread,
		relation,
		{ method, output, samples, seed, rows, backgroundRows: background },
		signal,
		onProgress
	);
	const { predictions, values, errors, ...facts } = explanation;
	const meta = {
		schemaVersion: 1,
		...facts,
		predictions: Array.from(predictions),
		values: Array.from(values),
		errors: errors && Array.from(errors)
	};
	const saved = await saveArtifact(ws, {
		type: 'explanation',
		name: step.id,
		blobs: {},
		meta,
		parents: { dataset: from.id, model: artifact.id }
	});
	const importance = Object.fromEntries(
		explanation.importance.map(({ feature, meanAbs }) => [`importance.${feature}`, meanAbs])
	);
	return { ...emptyAnswer, artifacts: { explanation: saved.id }, values: importance };
}

/** Signs with the key of that name; the first time one is made, and it stays on this machine. */
export async function packageStep(context: StepContext<'package'>): Promise<StepAnswer> {
	const { ws, step, signal } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const artifact = await inputArtifact(context, step.with.model, 'model');
	const opened = await openModel(ws, artifact);
	const baselines =
		(await trainingBaselines(ws, opened.device, from, signal)) ??
		(await packageBaselines(ws, opened.device, await openTable(ws, from, signal), signal));
	const key = await signingKey(ws, step.with.key);
	const name = step.with.name ?? step.id;
	const { version, expiresInDays } = step.with;
	const expiresAt = ws.clock.now() + expiresInDays * 86_400_000;
	const lineage = { model: artifact.id, dataset: from.id };
	const bytes = await makePackage(ws, opened.device, { name, version, key, expiresAt, lineage, baselines });
	const size = bytes.length;
	const own = { algorithm: key.algorithm, publicKey: key.publicKey };
	const saved = await savePackage(ws, bytes.slice(), { model: artifact.id, dataset: from.id });
	if (step.with.install) await installPackage(ws, bytes, [own]);
	return {
		artifacts: { package: saved.id },
		values: { version, bytes: size },
		texts: own
	};
}
