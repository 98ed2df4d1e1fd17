import { readPackageMeta } from '$lib/core/edge/package';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed } from '$lib/core/table/columns';
import { predictRows } from '$lib/core/train/predict';
import { listArtifacts } from './artifact';
import { makePackage, packageBaselines, savePackage, signingKey } from './edge';
import { openModel, predictColumns, readInputs } from './model';
import { openTable } from './table';

const parityRows = 2000;

/** How far the ONNX graph's answers are from the plain reference's, on the first rows of a table. */
export interface Parity {
	readonly rows: number;
	readonly largest: number;
	/** Rows whose predicted class differs; null for a regression. */
	readonly changed: number | null;
}

/** Runs a model's graph and the reference on the same rows (the first 2,000) and compares every answer. */
export async function checkParity(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact,
	signal?: AbortSignal
): Promise<Parity> {
	const opened = await openModel(workspace, artifact);
	const { model } = opened;
	const relation = await openTable(workspace, dataset, signal);
	const columns = await readInputs(workspace, model, `(SELECT * FROM ${relation} LIMIT ${parityRows})`, signal);
	const wanted = predictRows(model, columns);
	const got = await predictColumns(workspace, opened, columns, signal);
	const width = model.task === 'regression' ? 1 : model.classes.length;
	const names = model.task === 'regression' ? ['prediction'] : model.classes.map((label) => `probability_${label}`);
	const answers = names.map((name) => {
		const vector = columnNamed(got, name)?.vector;
		return vector?.kind === 'number' ? vector.values : new Float64Array(columns.rows).fill(NaN);
	});
	let largest = 0;
	let changed = 0;
	for (let row = 0; row < columns.rows; row++) {
		const ours = answers.map((values) => values[row] ?? NaN);
		const theirs = Array.from(wanted.subarray(row * width, (row + 1) * width));
		ours.forEach((value, k) => {
			const gap = Math.abs(value - (theirs[k] ?? NaN));
			largest = Number.isNaN(gap) ? Infinity : Math.max(largest, gap);
		});
		if (ours.indexOf(Math.max(...ours)) !== theirs.indexOf(Math.max(...theirs))) changed += 1;
	}
	return { rows: columns.rows, largest, changed: model.task === 'regression' ? null : changed };
}

/** The version a package of this name gets next: one above the highest there is. */
export async function nextVersion(workspace: Workspace, name: string): Promise<number> {
	const versions = (await listArtifacts(workspace, 'package')).flatMap(({ meta }) => {
		const kept = readPackageMeta(meta);
		return kept?.name === name ? [kept.version] : [];
	});
	return Math.max(0, ...versions) + 1;
}

/**
 * Signs a model into a package with this machine's key and keeps it. Baselines come from the table it was trained on, when that is still
 * there. Errors as makePackage's.
 */
export async function packageModel(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact | undefined,
	options: { readonly version: number; readonly expiresAt: number },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	onProgress?.({ phase: 'load', done: 0, total: null });
	const opened = await openModel(workspace, artifact);
	const baselines = dataset
		? await packageBaselines(workspace, opened, await openTable(workspace, dataset, signal), signal)
		: {};
	signal?.throwIfAborted();
	const bytes = await makePackage(workspace, opened, {
		...options,
		name: artifact.name,
		key: await signingKey(workspace, 'signing'),
		lineage: { model: artifact.id, ...artifact.parents },
		baselines
	});
	return savePackage(workspace, bytes, { model: artifact.id });
}
