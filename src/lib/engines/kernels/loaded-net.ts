import { netShape } from '$lib/core/train/net';
import { batchRows } from '$lib/core/train/net-batches';
import type { MlpParams } from '$lib/core/train/params/mlp';
import type { FitHooks, Part, Problem } from '$lib/core/train/problem';
import { lossKinds } from './linear';
import { factsBytes } from './net-facts';
import { allocateNet, roundUp, type NetMemory } from './net-memory';
import { enterBatch, forward, type Batch } from './net-pass';
import { allocateRows, loadRows, type NetRows } from './net-rows';
import type { NetsKernel } from './nets-kernel';

/** Rows that are measured at once, at least. */
const measuredRows = 256;

/** A net and the rows of a problem in the kernel's memory. All of it is allocated before a view is made: memory that grows moves. */
export interface LoadedNet {
	readonly net: NetMemory;
	readonly train: NetRows;
	readonly validation: NetRows;
	readonly test: NetRows;
	/** Rows the net has room for at once. */
	readonly room: number;
	/** Labels and weights of a batch. */
	readonly label: number;
	readonly weight: number;
	/** Numbers of rows, in the order in which batches take them. */
	readonly index: number;
	/** Room for what rules read of the net. */
	readonly facts: number;
}

export function loadNet(kernel: NetsKernel, problem: Problem, params: MlpParams, hooks: FitHooks): LoadedNet {
	const shape = netShape(problem, params);
	const { train, validation, test } = problem;
	const most = Math.max(...[train, validation, test].map(({ rows }) => rows.length));
	const room = roundUp(Math.max(batchRows(train.rows.length, params.batch), Math.min(measuredRows, most)));
	const place = (part: Part) => ({ part, rows: allocateRows(kernel, shape, part) });
	const placed = { train: place(train), validation: place(validation), test: place(test) };
	const loaded = {
		net: allocateNet(kernel, shape, room),
		room,
		label: kernel.alloc(room * 4),
		weight: kernel.alloc(room * 4),
		index: kernel.alloc(most * 4),
		facts: kernel.alloc(factsBytes(shape))
	};
	for (const { part, rows } of Object.values(placed)) loadRows(kernel, shape, part, rows, hooks);
	const { rows } = placed.train;
	return { ...loaded, train: rows, validation: placed.validation.rows, test: placed.test.rows };
}

/**
 * The weighted sum of losses of a batch that has gone forward; the gradient of the margins is left in the last layer, and at `facts`, unless it
 * is 0, what rules read of the margins.
 */
export function batchLoss(
	kernel: NetsKernel,
	{ net, label, weight }: LoadedNet,
	{ loss, outputs }: Problem,
	{ rows, index, count }: Batch,
	facts = 0
): number {
	const head = net.layers.at(-1);
	if (!head) return NaN;
	kernel.gatherOne(rows.label, index, count, label);
	kernel.gatherOne(rows.weight, index, count, weight);
	const { values, outputs: width, gradient } = head;
	const kind = lossKinds[loss];
	return kernel.lossGradient(kind, values, count, width, outputs, label, weight, 1 / count, gradient, facts);
}

/** The mean loss of rows by the net as it is; null where there are none. Overwrites the order of the index. */
export function meanLoss(kernel: NetsKernel, loaded: LoadedNet, problem: Problem, rows: NetRows): number | null {
	if (!(rows.weightSum > 0)) return null;
	const order = new Uint32Array(kernel.memory.buffer, loaded.index, rows.count);
	for (let row = 0; row < rows.count; row++) order[row] = row;
	let sum = 0;
	for (let from = 0; from < rows.count; from += loaded.room) {
		const batch = { rows, index: loaded.index + from * 4, count: Math.min(loaded.room, rows.count - from) };
		enterBatch(kernel, loaded.net, batch);
		forward(kernel, loaded.net, batch.count, null);
		sum += batchLoss(kernel, loaded, problem, batch);
	}
	return sum / rows.weightSum;
}
