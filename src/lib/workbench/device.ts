import { hasCovers } from '$lib/core/clarify/tree-shap';
import * as v from 'valibot';
import type { Explanation } from '$lib/core/clarify/explanation';
import { captureId, CaptureSchema, maxCaptures, OutboxSchema } from '$lib/core/edge/capture';
import type { Capture } from '$lib/core/edge/capture';
import { edgeCollections } from '$lib/core/edge/collections';
import { DeviceSketchesSchema } from '$lib/core/edge/device';
import type { DeviceSketches } from '$lib/core/edge/device';
import type { Manifest } from '$lib/core/edge/package';
import { buildBatch } from '$lib/core/edge/sync-batch';
import { toJson } from '$lib/core/json';
import { driftDefaults } from '$lib/core/monitor/drift';
import type { DriftReport } from '$lib/core/monitor/drift';
import { mergeSketches } from '$lib/core/monitor/sketch';
import { driftOfSketches } from '$lib/core/monitor/sketch-drift';
import { inputsOf, preparedInputs, type Graph } from '$lib/core/model/preparation';
import type { CatalogChange, OnProgress, Workspace } from '$lib/core/ports';
import { cellAt, columnNamed, toRows } from '$lib/core/table/columns';
import type { Cell, Columns } from '$lib/core/table/columns';
import { columnsOf } from './edge';
import { requireInstalled } from './installed';
import type { LoadedPackage } from './installed';
import { predictColumns } from './model';
import { entryOf } from '$lib/core/table/named';

const { device: deviceCollection, capture: captureCollection, sketches: sketchCollection } = edgeCollections;

export interface DevicePrediction {
	readonly capture: Capture;
	/** One a class in the order of the model's classes; empty for a regression. */
	readonly probabilities: readonly number[];
}

/**
 * Predicts rows with the installed package, offline, and keeps each in the outbox and in the device's sketches, in one
 * transaction. Errors: those of requireInstalled.
 */
export async function predictOnDevice(
	ws: Workspace,
	rows: readonly Readonly<Record<string, Cell>>[],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<DevicePrediction[]> {
	const opened = await requireInstalled(ws);
	const { model, manifest, hash } = opened;
	const columns = deviceColumns(opened, rows);
	const predicted = await predictColumns(ws, opened, columns, signal, onProgress);
	const vectorOf = (name: string) => columnNamed(predicted, name)?.vector;
	const answer = vectorOf('prediction');
	const shares = model.classes.map((label) => vectorOf(`probability_${label}`));
	const now = ws.clock.now();
	const random = Array.from(ws.crypto.randomBytes(4), (byte) => byte.toString(16).padStart(2, '0')).join('');
	const predictions = rows.map((_, row): DevicePrediction => {
		const prediction = (answer && cellAt(answer, row)) ?? '';
		const probabilities = shares.map((share) => Number((share && cellAt(share, row)) ?? NaN));
		const inputs = Object.fromEntries(columns.columns.map(({ name, vector }) => [name, cellAt(vector, row)]));
		return {
			capture: {
				schemaVersion: 1,
				id: captureId(now, row, random),
				at: now,
				package: hash,
				inputs,
				prediction,
				probability:
					model.task === 'regression' ? null : (probabilities[model.classes.indexOf(String(prediction))] ?? null)
			},
			probabilities
		};
	});
	if (predictions.length > 0)
		await keepCaptures(
			ws,
			manifest,
			hash,
			predictions.map(({ capture }) => capture)
		);
	return predictions;
}

async function keepCaptures(
	ws: Workspace,
	manifest: Manifest,
	hash: string,
	captures: readonly Capture[]
): Promise<void> {
	const { project } = ws;
	const place = { epoch: 1, sequence: 1 };
	const { sketches, window, count } = buildBatch(captures, { id: hash, ...manifest }, 'sketches', place);
	const before = await findDeviceSketches(ws, hash);
	const merged: DeviceSketches = {
		schemaVersion: 1,
		package: hash,
		count: (before?.count ?? 0) + count,
		from: before?.from ?? window.from,
		to: window.to,
		sketches: Object.fromEntries(
			Object.entries(sketches).map(([name, sketch]) => {
				const old = before && entryOf(before.sketches, name);
				return [name, old ? mergeSketches(old, sketch) : sketch];
			})
		)
	};
	const waiting = await ws.catalog.list(project, captureCollection);
	const surplus = Math.max(0, waiting.length + captures.length - maxCaptures);
	const outbox = await readOutbox(ws);
	const kept = captures.slice(Math.max(0, captures.length - maxCaptures));
	const changes: CatalogChange[] = [
		...waiting
			.slice(0, Math.min(surplus, waiting.length))
			.map(({ key }) => ({ delete: { project, collection: captureCollection, key } })),
		...kept.map((capture) => ({
			put: { project, collection: captureCollection, key: capture.id, value: toJson(capture) }
		})),
		{ put: { project, collection: sketchCollection, key: hash, value: toJson(merged) } }
	];
	if (surplus > 0) {
		const value = { schemaVersion: 1, dropped: outbox.dropped + surplus };
		changes.push({ put: { project, collection: deviceCollection, key: 'outbox', value } });
	}
	await ws.catalog.write(changes);
}

/** Predictions not yet sent and acknowledged, oldest first. */
export async function listCaptures(ws: Workspace): Promise<Capture[]> {
	const stored = await ws.catalog.list(ws.project, captureCollection);
	return stored.map(({ value }) => v.parse(CaptureSchema, value)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How many predictions fell out of the outbox unsent. */
export async function readOutbox(ws: Workspace): Promise<{ dropped: number }> {
	const stored = await ws.catalog.get(ws.project, deviceCollection, 'outbox');
	return stored === undefined ? { dropped: 0 } : v.parse(OutboxSchema, stored);
}

export async function findDeviceSketches(ws: Workspace, hash: string): Promise<DeviceSketches | null> {
	const stored = await ws.catalog.get(ws.project, sketchCollection, hash);
	return stored === undefined ? null : v.parse(DeviceSketchesSchema, stored);
}

/** Drift of all that this device predicted with its package, against the training data; null before the first prediction. */
export async function deviceDrift(
	ws: Workspace
): Promise<{ report: DriftReport; told: DeviceSketches; loaded: LoadedPackage } | null> {
	const opened = await requireInstalled(ws);
	const told = await findDeviceSketches(ws, opened.hash);
	if (!told) return null;
	return { report: driftOfSketches(opened.manifest.baselines, told.sketches, driftDefaults), told, loaded: opened };
}

/** A row of a graph's inputs as its model reads it: what explanations are about. */
export function modelRow(graph: Graph, row: Readonly<Record<string, Cell>>): Readonly<Record<string, Cell>> {
	return toRows(preparedInputs(graph, deviceColumns(graph, [row])))[0] ?? {};
}

function deviceColumns(graph: Graph, rows: readonly Readonly<Record<string, Cell>>[]): Columns {
	const inputs = inputsOf(graph);
	return columnsOf(
		inputs,
		rows.map((row) => inputs.map(({ name }) => row[name] ?? null))
	);
}

/** Why the installed model answers so for a row: Shapley values by what the model reads, against the package's golden rows where a background is needed. */
export async function explainOnDevice(
	ws: Workspace,
	row: Readonly<Record<string, Cell>>,
	signal?: AbortSignal
): Promise<Explanation> {
	const opened = await requireInstalled(ws);
	const { model, manifest } = opened;
	return ws.explainer.explain(
		{
			model,
			rows: preparedInputs(opened, deviceColumns(opened, [row])),
			background: preparedInputs(opened, columnsOf(inputsOf(opened), manifest.golden.rows)),
			method: model.estimator.type === 'trees' && hasCovers(model.estimator) ? 'tree-path' : 'auto',
			output: 'margin',
			samples: 500,
			seed: 0
		},
		signal
	);
}
