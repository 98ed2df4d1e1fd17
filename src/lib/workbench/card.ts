import * as v from 'valibot';
import { readAttributionBaseline } from '$lib/core/clarify/attribution-baseline';
import { readKeptReport } from '$lib/core/clarify/kept-report';
import { checkLimits } from '$lib/core/clarify/limit';
import { AppError } from '$lib/core/errors';
import { toJson } from '$lib/core/json';
import { CardWordsSchema, noWords, type CardWords, type ModelCard } from '$lib/core/model/card';
import { readModelMeta } from '$lib/core/model/model-meta';
import { isPlain, kinOf, thresholdOf } from '$lib/core/model/threshold';
import { inputsOf } from '$lib/core/model/preparation';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { traceLineage } from '$lib/core/project/lineage';
import { readRunMeta } from '$lib/core/train/run-meta';
import { version } from '$lib/core/version';
import { listArtifacts } from './artifact';
import { readLimits } from './bias-limits';
import { openModel, type OpenModel } from './model';
import type { Parity } from './parity';

const collection = 'model-card';

/** What people said of a model; empty where nobody has. Errors: project/invalid. */
export async function readCardWords({ catalog, project }: Workspace, model: Artifact): Promise<CardWords> {
	const kept = await catalog.get(project, collection, model.id);
	if (kept === undefined) return noWords;
	const parsed = v.safeParse(CardWordsSchema, kept);
	if (!parsed.success) throw new AppError('project/invalid', { artifact: model.id, reason: parsed.issues[0].message });
	return parsed.output;
}

/** Keeps them with the project, where its export takes them along. Errors: project/invalid for texts that are too long. */
export async function writeCardWords(
	{ catalog, project }: Workspace,
	model: Artifact,
	words: CardWords
): Promise<void> {
	const parsed = v.safeParse(CardWordsSchema, words);
	if (!parsed.success) throw new AppError('project/invalid', { artifact: model.id, reason: parsed.issues[0].message });
	await catalog.write([{ put: { project, collection, key: model.id, value: toJson(parsed.output) } }]);
}

/** The card of a model of the project, from what the project knows of it; `parity` as it was checked last. Errors: as openModel and readCardWords. */
export async function modelCard(
	workspace: Workspace,
	model: Artifact,
	parity: Parity | null = null
): Promise<ModelCard> {
	const artifacts = await listArtifacts(workspace);
	const opened = await openModel(workspace, model);
	const run = artifacts.find(({ id }) => id === model.parents['run']);
	const meta = run ? readRunMeta(run) : null;
	const lineage = traceLineage(artifacts, model.id).filter(({ distance }) => distance <= 0);
	const kin = kinOf(artifacts, model);
	const baseline = artifacts.flatMap((artifact) =>
		kin.has(artifact.parents['model'] ?? '') ? (readAttributionBaseline(artifact) ?? []) : []
	)[0];
	return {
		...bareCard(opened, model.name, model.blobs['archive'] ?? null, model.createdAt),
		words: await readCardWords(workspace, model),
		lineage: lineage.map(({ artifact }) => ({
			type: artifact.type,
			name: artifact.name,
			id: artifact.id,
			madeAt: artifact.createdAt
		})),
		training: meta && {
			rows: meta.rows,
			engine: meta.engine,
			seed: meta.seed,
			params: meta.params,
			metrics: (thresholdOf(model) === undefined ? null : readModelMeta(model)?.metrics) ?? meta.metrics,
			findings: meta.checks.filter(({ status }) => status === 'issue').map(({ rule }) => rule)
		},
		fairness: await fairnessOf(workspace, artifacts, model),
		parity,
		attribution: baseline ?? opened.attribution
	};
}

/** What a model says of itself, where no project is known. */
export function bareCard(opened: OpenModel, name: string, hash: string | null, madeAt: number): ModelCard {
	const { model, device } = opened;
	return {
		...{ name, hash, madeAt, words: noWords, lineage: [], training: null, fairness: null, parity: null },
		about: {
			task: model.task,
			target: model.target,
			classes: model.classes,
			threshold: model.threshold ?? null,
			estimator: model.estimator.type,
			inputs: inputsOf(device)
		},
		attribution: opened.attribution,
		versions: { temoto: version }
	};
}

/** The newest report of the model's predictions, and the limits of the project held against it. */
async function fairnessOf(
	workspace: Workspace,
	artifacts: readonly Artifact[],
	model: Artifact
): Promise<ModelCard['fairness']> {
	const isOfRun = (parents: Artifact['parents']) =>
		parents['model'] === undefined && parents['run'] !== undefined && parents['run'] === model.parents['run'];
	const isOfModel = ({ type, parents }: Artifact) =>
		type === 'bias-report' && (parents['model'] === model.id || (isOfRun(parents) && isPlain(model)));
	for (const artifact of artifacts.filter(isOfModel)) {
		const report = readKeptReport(artifact.meta);
		if (!report?.facets.some(({ post }) => post !== null)) continue;
		const { label, positive, rows, facets: groups } = report;
		return { label, positive, rows, groups, limits: checkLimits(await readLimits(workspace), groups) };
	}
	return null;
}
