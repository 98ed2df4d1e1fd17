import type { TensorFacts, TensorRole } from '$lib/core/profile/tensor-facts';
import { netTensors, type NetShape } from '$lib/core/train/net';
import { layerName, tableName } from '$lib/core/train/net-look';
import { roundUp, type NetMemory, type PlacedTensor } from './net-memory';
import type { UpdatePart } from './net-pass';
import type { NetsKernel } from './nets-kernel';

const isLearned = ({ role }: Pick<PlacedTensor, 'role'>) => role === 'weights' || role === 'table';

/** Doubles: the sums of a weight, its gradient and its update; a layer's sum, and its idle or saturated units; all figures of one tensor. */
const [learnedSums, givenSums, allFigures] = [3, 2, 8];

/** Bytes that a net's facts take in the kernel's memory. */
export function factsBytes(shape: NetShape): number {
	const learned = netTensors(shape).filter(isLearned).length;
	return 8 * (learnedSums * learned + givenSums * shape.layers.length + allFigures);
}

/**
 * What rules read after a batch. What they ask of every batch is summed up by kernels that pass over the numbers anyway; the rest is counted
 * when a rule asks for it. The next batch overwrites all of it.
 */
export class NetFacts {
	/** The parts of an update that leaves its sums. */
	readonly parts: readonly UpdatePart[];
	/** Where the loss leaves its sums. */
	readonly head: number;
	/** Where the way back through each hidden layer leaves its sums. */
	readonly gated: readonly number[];
	readonly #net: NetMemory;
	readonly #tensors: readonly SeenTensor[];

	/** `at`: the address of factsBytes. `squashed`: how many of the outputs a sigmoid or softmax stands behind. */
	constructor(kernel: NetsKernel, net: NetMemory, at: number, squashed: number) {
		const learned = net.tensors.filter(isLearned);
		const given = learnedSums * learned.length;
		const room = given + givenSums * net.layers.length;
		const last = net.layers.length - 1;
		const doubles = new Float64Array(kernel.memory.buffer, at, room + allFigures);
		const source = { kernel, doubles, room: at + 8 * room };
		const addressOf = (depth: number) => at + 8 * (given + givenSums * depth);
		this.#net = net;
		this.gated = net.layers.slice(0, last).map((_, depth) => addressOf(depth));
		this.head = addressOf(last);
		this.parts = seenParts(net, learned, at);
		this.#tensors = [
			...learned.flatMap((tensor, place) => {
				const name = tensor.role === 'weights' ? layerName(tensor.place) : tableName(net.shape, tensor.place);
				const { rows, columns: width, stride } = tensor;
				const own = (role: TensorRole, region: number, part: number) => {
					const lies = { at: region + tensor.at, rows, width, stride, isHead: false, squashed: 0 };
					return new SeenTensor(source, name, role, { ...lies, sum: learnedSums * place + part });
				};
				return [own('weight', net.parameters, 0), own('gradient', net.gradients, 1), own('update', net.changes, 2)];
			}),
			...net.layers.map(({ values, units, outputs }, depth) => {
				const place = { at: values, rows: null, width: units, stride: outputs, sum: given + givenSums * depth };
				return new SeenTensor(source, layerName(depth), 'activation', { ...place, isHead: depth === last, squashed });
			})
		];
	}

	/**
	 * How many batches of so many rows may go by between two looks, so that looks take no more than a twentieth of the time. Both are told by
	 * their work, in multiply-adds, as they came out on one machine: looks that hung on the clock would find another thing each time.
	 */
	batchesBetween(rows: number): number {
		const { decayed, size } = this.#net;
		const step = rows * decayed + 5 * size + 130 * rows + 16_000;
		const look = 2 * size + 10 * rows + 600 * this.#tensors.length + 10_000;
		return Math.ceil((20 * look) / step);
	}

	/** After the update of a batch of so many rows. */
	take(rows: number): readonly TensorFacts[] {
		for (const tensor of this.#tensors) tensor.take(rows);
		return this.#tensors;
	}
}

/** Weights and tables one by one, then the rest. */
function seenParts(net: NetMemory, learned: readonly PlacedTensor[], sums: number): UpdatePart[] {
	const own = learned.map(({ at, role, rows, stride }, place): UpdatePart => {
		const isDecayed = role === 'weights';
		const count = isDecayed ? roundUp(rows) * stride : stride;
		return { at, count, isDecayed, sums: sums + 8 * learnedSums * place };
	});
	const seen = own.reduce((sum, { count }) => sum + count, 0);
	return [...own, { at: seen * 4, count: net.size - seen, isDecayed: false, sums: 0 }];
}

interface Source {
	readonly kernel: NetsKernel;
	readonly doubles: Float64Array;
	/** The address of the last of the doubles, which are for all figures of one tensor. */
	readonly room: number;
}

interface Place {
	readonly at: number;
	/** Null for those of the batch. */
	readonly rows: number | null;
	readonly width: number;
	readonly stride: number;
	/** Which of the doubles is its sum of sizes. */
	readonly sum: number;
	readonly isHead: boolean;
	readonly squashed: number;
}

/** A tensor as the last batch left it. Its sum of sizes tells whether all of it is finite; where not, all figures are counted. */
class SeenTensor implements TensorFacts {
	readonly #source: Source;
	readonly #place: Place;
	readonly name: string;
	readonly role: TensorRole;
	count = 0;
	meanAbsolute = 0;
	notFinite = 0;
	inactive: number | null = null;
	saturated: number | null = null;
	#rows = 0;
	#figures: Float64Array | null = null;

	constructor(source: Source, name: string, role: TensorRole, place: Place) {
		this.#source = source;
		this.#place = place;
		this.name = name;
		this.role = role;
	}

	take(batchRows: number): void {
		const { rows, width, sum: at, isHead, squashed } = this.#place;
		const { doubles } = this.#source;
		const sum = doubles[at] ?? NaN;
		this.#rows = rows ?? batchRows;
		this.#figures = null;
		this.count = this.#rows * width;
		const isFinite = sum < Infinity;
		this.meanAbsolute = isFinite ? sum / this.count : this.#mean(2);
		this.notFinite = isFinite ? 0 : this.#figure(7);
		if (rows !== null) return;
		const units = doubles[at + 1] ?? NaN;
		if (!isHead) this.inactive = units / width;
		else if (squashed > 0) this.saturated = units / this.count;
	}

	get mean(): number {
		return this.#mean(1);
	}

	get variance(): number {
		return Math.max(0, this.#mean(3) - this.mean ** 2);
	}

	get least(): number {
		return this.#figure(4);
	}

	get most(): number {
		return this.#figure(5);
	}

	get zeros(): number {
		return this.#mean(6);
	}

	#mean(figure: number): number {
		return this.#figure(figure) / Math.max(1, this.#figure(0));
	}

	/** One of the doubles that tensorFacts writes. */
	#figure(figure: number): number {
		if (!this.#figures) {
			const { kernel, doubles, room } = this.#source;
			const { at, width, stride } = this.#place;
			kernel.tensorFacts(at, this.#rows, width, stride, room);
			this.#figures = doubles.slice(-allFigures);
		}
		return this.#figures[figure] ?? NaN;
	}
}
