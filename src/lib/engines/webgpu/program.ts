import type { NetShape } from '$lib/core/train/net';
import { dropoutThreshold } from '$lib/core/train/net-dropout';
import type { MlpParams } from '$lib/core/train/params/mlp';
import type { Loss } from '$lib/core/train/problem';
import type { Kernel, Kernels } from './kernels';
import type { LayerLayout, NetLayout } from './layout';
import type { GpuMemory } from './memory';
import type { GpuRows } from './rows';

/** One kernel over a batch: how many workgroups, and on which buffers. */
export interface Dispatch {
	readonly kernel: Kernel;
	readonly group: GPUBindGroup;
	readonly workgroups: readonly [number, number];
}

/** What a net is made of on the GPU. */
export interface NetBuffers {
	readonly parameters: GPUBuffer;
	readonly gradients: GPUBuffer;
	readonly first: GPUBuffer;
	readonly second: GPUBuffer;
	readonly stats: GPUBuffer;
	/** What each layer gives for a batch, the gradient of it, and for a layer with norm what it had before. */
	readonly values: readonly GPUBuffer[];
	readonly deltas: readonly GPUBuffer[];
	readonly raw: readonly GPUBuffer[];
}

const mostWorkgroups = 65_535;
const lossKinds: Record<Loss, number> = { squared: 0, logistic: 1, softmax: 2 };

/** Workgroups of 64 for so many invocations, in two dimensions where one is not enough. */
function workgroupsFor(invocations: number): [number, number] {
	const groups = Math.ceil(invocations / 64);
	return [Math.min(groups, mostWorkgroups), Math.ceil(groups / mostWorkgroups)];
}

/** The kernels that a net's steps consist of, on its buffers. */
export class NetProgram {
	readonly #device: GPUDevice;
	readonly #kernels: Kernels;
	readonly #memory: GpuMemory;
	readonly #layout: NetLayout;
	readonly #buffers: NetBuffers;
	readonly #layers: readonly GPUBuffer[];
	readonly #moments: readonly GPUBuffer[];
	readonly #input: GPUBuffer | null;
	readonly #inputDelta: GPUBuffer | null;
	readonly #tables: { facts: GPUBuffer; columns: GPUBuffer; cellColumns: GPUBuffer } | null;
	readonly #empty: GPUBuffer;
	readonly #hasDropout: boolean;
	/** Rows a pass may hold, a multiple of 8. */
	readonly #capacity: number;
	readonly #parts: GradientParts;

	constructor(
		device: GPUDevice,
		kernels: Kernels,
		memory: GpuMemory,
		plan: { shape: NetShape; layout: NetLayout; params: MlpParams; capacity: number; parts: GradientParts },
		buffers: NetBuffers
	) {
		const { shape, layout, params, capacity, parts } = plan;
		this.#device = device;
		this.#kernels = kernels;
		this.#memory = memory;
		this.#layout = layout;
		this.#buffers = buffers;
		this.#capacity = capacity;
		this.#parts = parts;
		this.#hasDropout = params.dropout > 0;
		const { layers, columns, numbers, cellColumns, decayed, count } = layout;
		const hasTables = columns.length > 0;
		this.#layers = layers.map((layer, depth) =>
			memory.uniform(layerFacts(layer, depth, layers.length, params, hasTables, this.#parts, count))
		);
		this.#moments = layers.map(({ hasNorm, outputs }) => memory.storage(hasNorm ? 32 * outputs : 16));
		this.#empty = memory.storage(16);
		const width = layers[0]?.inputs ?? 0;
		this.#input = hasTables ? memory.storage(16 * width * capacity) : null;
		this.#inputDelta = hasTables ? memory.storage(16 * width * capacity) : null;
		this.#tables = hasTables
			? {
					facts: memory.uniform(
						Uint32Array.of(width, numbers, shape.tables.length, decayed, cellColumns.length).buffer
					),
					columns: memory.filled(
						Uint32Array.from([
							...new Array<number>(4 * numbers).fill(0),
							...columns.flatMap(({ table, start, size, categories }) => [table, start, size, categories])
						])
					),
					cellColumns: memory.filled(Uint32Array.from(cellColumns))
				}
			: null;
	}

	/** From the rows to the margins. */
	forward(rows: GpuRows): Dispatch[] {
		const { values, raw, parameters } = this.#buffers;
		const made: Dispatch[] = [];
		if (this.#input) made.push(this.#look(this.#kernels.look, rows, this.#input, this.#empty, this.#inputCells));
		this.#layout.layers.forEach(({ hasNorm, outputs }, depth) => {
			const below = depth === 0 ? (this.#input ?? rows.x) : values[depth - 1];
			const into = hasNorm ? raw[depth] : values[depth];
			const tiles = (pairs(outputs) * this.#capacity) / 8;
			made.push(this.#dispatch(this.#kernels.forward, [this.#layers[depth], below, parameters, into], tiles));
			if (hasNorm) made.push(this.#norm(this.#kernels.normalise, depth, values[depth]));
			if (this.#hasDropout && depth < this.#layout.layers.length - 1)
				made.push(
					this.#dispatch(this.#kernels.dropout, [this.#layers[depth], values[depth]], outputs * this.#capacity)
				);
		});
		return made;
	}

	/** From the margins to losses and their gradient. */
	loss(rows: GpuRows, kind: Loss, outputs: number): Dispatch[] {
		const { values, deltas } = this.#buffers;
		const depth = this.#layout.layers.length - 1;
		const width = 4 * (this.#layout.layers[depth]?.outputs ?? 0);
		const facts = this.#memory.uniform(Uint32Array.of(lossKinds[kind], outputs, width).buffer);
		const buffers = [facts, values[depth], rows.labels, rows.weights, deltas[depth], rows.losses];
		return [this.#dispatch(this.#kernels.loss, buffers, this.#capacity)];
	}

	/** From the gradient of the margins to those of all parameters. */
	backward(rows: GpuRows): Dispatch[] {
		const { values, deltas, parameters, gradients } = this.#buffers;
		const made: Dispatch[] = [];
		for (let depth = this.#layout.layers.length - 1; depth >= 0; depth--) {
			const layer = this.#layout.layers[depth];
			if (!layer) continue;
			if (layer.hasNorm) made.push(this.#norm(this.#kernels.normaliseBack, depth, deltas[depth]));
			const below = depth === 0 ? (this.#input ?? rows.x) : values[depth - 1];
			const own = this.#layers[depth];
			const tiles = pairs(layer.outputs) * pairs(layer.inputs) + layer.outputs;
			const into = [own, below, deltas[depth], gradients];
			made.push(this.#dispatch(this.#kernels.gradients, into, this.#parts.count * tiles));
			const deltaBelow = depth > 0 ? deltas[depth - 1] : this.#inputDelta;
			if (!deltaBelow) continue;
			const buffers = [own, below, parameters, deltas[depth], deltaBelow];
			made.push(this.#dispatch(this.#kernels.backward, buffers, (pairs(layer.inputs) * this.#capacity) / 8));
		}
		const cells = this.#layout.cellColumns.length;
		if (this.#input)
			made.push(this.#look(this.#kernels.lookBack, rows, gradients, this.#inputDelta ?? this.#empty, cells));
		return made;
	}

	/** The optimiser's step. */
	update({ optimiser, clip }: MlpParams): Dispatch[] {
		const { parameters, gradients, first, second } = this.#buffers;
		const { count, decayed } = this.#layout;
		const facts = new DataView(new ArrayBuffer(32));
		[count, decayed, optimiser === 'sgd' ? 1 : 0].forEach((fact, at) => facts.setUint32(4 * at, fact, true));
		facts.setFloat32(12, clip, true);
		facts.setUint32(16, this.#parts.count, true);
		const squares = this.#memory.storage(256);
		const buffers = [this.#memory.uniform(facts.buffer), gradients, squares, parameters, first, second];
		const change = this.#dispatch(this.#kernels.update, buffers, count);
		if (!(clip > 0)) return [change];
		return [this.#sum(this.#kernels.sumOfSquares, gradients, { buffer: squares }, this.#parts.count), change];
	}

	/** Sums of `values`, at most 64 of them, the others 0. */
	sum(values: GPUBuffer, into: GPUBufferBinding): Dispatch {
		return this.#sum(this.#kernels.sum, values, into, 1);
	}

	#sum(kernel: Kernel, values: GPUBuffer, into: GPUBufferBinding, parts: number): Dispatch {
		const count = values.size / 16 / parts;
		const facts = this.#memory.uniform(Uint32Array.of(count, parts).buffer);
		return this.#dispatch(kernel, [facts, values, into], Math.min(64 * 64, count));
	}

	get #inputCells(): number {
		return (this.#layout.layers[0]?.inputs ?? 0) * this.#capacity;
	}

	#norm(kernel: Kernel, depth: number, changed: GPUBuffer | undefined): Dispatch {
		const { raw, parameters, stats, gradients } = this.#buffers;
		const buffers = [this.#layers[depth], raw[depth], parameters, stats, this.#moments[depth], changed, gradients];
		return this.#dispatch(kernel, buffers, 64 * (this.#layout.layers[depth]?.outputs ?? 0));
	}

	#look(kernel: Kernel, rows: GpuRows, made: GPUBuffer, delta: GPUBuffer, cells: number): Dispatch {
		const { parameters } = this.#buffers;
		const { facts, columns, cellColumns } = this.#tables ?? {};
		return this.#dispatch(kernel, [facts, rows.x, rows.codes, columns, cellColumns, parameters, made, delta], cells);
	}

	#dispatch(
		kernel: Kernel,
		bound: readonly (GPUBuffer | GPUBufferBinding | undefined)[],
		invocations: number
	): Dispatch {
		const group = this.#device.createBindGroup({
			layout: kernel.layout,
			entries: bound.map((given = this.#empty, binding) => ({
				binding,
				resource: 'buffer' in given ? given : { buffer: given }
			}))
		});
		return { kernel, group, workgroups: workgroupsFor(invocations) };
	}
}

const pairs = (count: number) => Math.ceil(count / 2);

/** The parts of a batch whose gradients are summed up apart, so that small nets too keep a device busy. */
export interface GradientParts {
	readonly count: number;
	/** Rows of each, a multiple of 4. */
	readonly rows: number;
}

const leastRows = 32;
/** Vec4s of gradients that are enough to keep a device busy. */
const enough = 2 ** 17;

/** So many parts for `parameters` vec4s. */
export function gradientParts(parameters: number, batch: number): GradientParts {
	const most = Math.max(1, Math.floor(enough / parameters));
	const rows = Math.max(leastRows, 4 * Math.ceil(batch / most / 4));
	return { count: Math.ceil(batch / rows), rows };
}

function layerFacts(
	layer: LayerLayout,
	depth: number,
	depths: number,
	{ dropout }: MlpParams,
	hasTables: boolean,
	parts: GradientParts,
	count: number
): ArrayBuffer {
	const facts = new DataView(new ArrayBuffer(80));
	const isHidden = depth < depths - 1;
	const scale = 1 / (1 - dropout);
	const { inputs, outputs, units, weights, bias, gain, stats, hasNorm } = layer;
	const whole = [inputs, outputs, units, depth, weights, bias, gain, stats];
	whole.push(Number(depth === 0 && !hasTables), Number(isHidden), Number(hasNorm));
	whole.push(isHidden && dropout > 0 ? dropoutThreshold(dropout) : 0);
	whole.forEach((fact, at) => facts.setUint32(4 * at, fact, true));
	facts.setFloat32(48, scale, true);
	facts.setFloat32(52, depth > 0 ? scale : 1, true);
	facts.setUint32(56, Number(depth > 0), true);
	[parts.count, parts.rows, count].forEach((fact, at) => facts.setUint32(60 + 4 * at, fact, true));
	return facts.buffer;
}
