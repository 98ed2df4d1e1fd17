import {
	add,
	dispose,
	div,
	keep,
	minimum,
	mul,
	scalar,
	sqrt,
	square,
	sub,
	sum,
	tensor,
	tidy,
	type Tensor
} from '@tensorflow/tfjs-core';
import type { FitState, StateArray } from '$lib/core/train/fit-state';
import { netTensors, type NetShape, type NetState, type NetTensor } from '$lib/core/train/net';
import type { NetLook } from '$lib/core/train/net-look';
import { statsShare, unbiased } from '$lib/core/train/net-norm';
import { adamEpsilon, beta1, beta2, isDecayed, netUpdate, type NetUpdate } from '$lib/core/train/net-update';
import type { MlpParams } from '$lib/core/train/params/mlp';
import type { FitHooks, Loss } from '$lib/core/train/problem';
import { head } from './head';
import { backward, forward, type Moments, type NetTensors } from './pass';
import { sliceRows, type Rows } from './rows';

/** A learned tensor with the optimiser's moments. */
interface Learned {
	readonly tensor: NetTensor;
	value: Tensor;
	first: Tensor;
	second: Tensor;
	best: Tensor | null;
}
/** What a step that rules look at leaves behind, until it is read. */
type Left = Readonly<Record<'before' | 'gradients' | 'values', readonly Tensor[]>>;
interface Running {
	value: Moments;
	best: Moments | null;
}

export interface NetPlan {
	readonly shape: NetShape;
	readonly params: MlpParams;
	readonly loss: Loss;
	readonly seed: number;
	readonly batch: number;
	readonly totalSteps: number;
}

const measuredRows = 4096;

/** A net by the spec of core/train/net* on the current backend. Its tensors are replaced, never changed. */
export class TfjsNet {
	readonly #plan: NetPlan;
	readonly #learned: readonly Learned[];
	readonly #running: readonly (Running | null)[];
	#left: Left | null = null;

	constructor(plan: NetPlan, arrays: FitState['arrays']) {
		this.#plan = plan;
		const { shape } = plan;
		const list = (name: string) => arrays[name] ?? new Float32Array(0);
		const bestOf = list('best');
		this.#learned = netTensors(shape).map((own) => {
			const read = (from: StateArray) => tensor(Float32Array.from(partOf(from, own)), dimensions(shape, own));
			return {
				tensor: own,
				value: read(list('parameters')),
				first: read(list('first')),
				second: read(list('second')),
				best: bestOf.length > 0 ? read(bestOf) : null
			};
		});
		let at = 0;
		this.#running = shape.layers.map(({ outputs, hasNorm }) => {
			if (!hasNorm) return null;
			const read = (from: StateArray): Moments => ({
				mean: tensor(Float32Array.from(from.subarray(at, at + outputs))),
				variance: tensor(Float32Array.from(from.subarray(at + outputs, at + 2 * outputs)))
			});
			const running = { value: read(list('stats')), best: bestOf.length > 0 ? read(list('bestStats')) : null };
			at += 2 * outputs;
			return running;
		});
	}

	get #tensors(): NetTensors {
		const of = (role: NetTensor['role']) => this.#learned.filter((own) => own.tensor.role === role);
		const gains = of('gain');
		return {
			tables: of('table').map(({ value }) => value),
			weights: of('weights').map(({ value }) => value),
			biases: of('bias').map(({ value }) => value),
			gains: this.#plan.shape.layers.map(
				(_, depth) => gains.find(({ tensor }) => tensor.place === depth)?.value ?? null
			),
			stats: this.#running.map((running) => running?.value ?? null)
		};
	}

	/** One step (from 1 on) on the rows of a batch; the sum of weighted losses before it. `looks`: it is followed by `look`. */
	train(rows: Rows, step: number, { recorder }: FitHooks, looks: boolean): Tensor {
		const { shape, params, loss, seed, totalSteps, batch } = this.#plan;
		const net = this.#tensors;
		const pass = forward(shape, net, rows, { seed, step, dropout: params.dropout });
		const { loss: total, gradient } = head(loss, pass.values.at(-1) ?? rows.label, rows);
		recorder.lap('forward');
		const slopes = backward(shape, net, pass, div(gradient, rows.count));
		recorder.lap('backward');
		const byRole = { table: slopes.tables, weights: slopes.weights, bias: slopes.biases, gain: slopes.gains };
		const gradients = this.#learned.map(({ tensor }) => byRole[tensor.role][tensor.place] ?? scalar(0));
		if (looks)
			this.#left = {
				before: this.#learned.map(({ value }) => keep(value.clone())),
				gradients: gradients.map((slope) => keep(slope.clone())),
				values: pass.values.slice(1).map((value) => keep(value.clone()))
			};
		const scale = params.clip > 0 ? clipScale(params.clip, gradients) : null;
		const rule = netUpdate(params, step, totalSteps);
		this.#learned.forEach((own, at) => {
			const slope = gradients[at] ?? scalar(0);
			update(own, scale ? mul(slope, scale) : slope, rule, params.optimiser === 'sgd');
		});
		const share = statsShare(step, rows.count, batch);
		this.#running.forEach((running, depth) => {
			const found = pass.norms[depth];
			if (!running || !found) return;
			running.value = {
				mean: replace(running.value.mean, towards(running.value.mean, found.mean, share)),
				variance: replace(
					running.value.variance,
					towards(running.value.variance, mul(found.variance, unbiased(rows.count)), share)
				)
			};
		});
		recorder.lap('update');
		return total;
	}

	/** What the last step has left; it was told that it is looked at. */
	async look(): Promise<NetLook> {
		const { before, gradients, values } = this.#left ?? { before: [], gradients: [], values: [] };
		const look = {
			parameters: await joined(this.#learned.map(({ value }) => value)),
			before: await joined(before),
			gradients: await joined(gradients),
			values: await Promise.all(values.map((value) => value.data<'float32'>()))
		};
		this.#forget();
		return look;
	}

	/** The sum of weighted losses of rows as the net is now. */
	async measure(rows: Rows): Promise<number> {
		const { shape, loss } = this.#plan;
		let total = 0;
		for (let start = 0; start < rows.count; start += measuredRows) {
			const part = tidy(() => {
				const taken = sliceRows(rows, start, Math.min(measuredRows, rows.count - start));
				const { values } = forward(shape, this.#tensors, taken, null);
				return head(loss, values.at(-1) ?? taken.label, taken).loss;
			});
			total += (await part.data())[0] ?? NaN;
			part.dispose();
		}
		return total;
	}

	/** Keeps the numbers as they are beside those that go on. */
	keepBest(): void {
		for (const own of this.#learned) own.best = replace(own.best, keep(own.value.clone()));
		for (const running of this.#running) {
			if (!running) continue;
			const { mean, variance } = running.value;
			running.best = {
				mean: replace(running.best?.mean, keep(mean.clone())),
				variance: replace(running.best?.variance, keep(variance.clone()))
			};
		}
	}

	/** The numbers as they are, or as they were kept. */
	async read(isBest: boolean): Promise<NetState> {
		return {
			parameters: await joined(this.#learned.map(({ value, best }) => (isBest && best) || value)),
			stats: await joined(this.#moments(isBest))
		};
	}

	/** Everything a later fit goes on from; `best` is empty until something was kept. */
	async readState(): Promise<FitState['arrays']> {
		const hasBest = this.#learned.some(({ best }) => best);
		const best = hasBest ? await this.read(true) : null;
		return {
			...(await this.read(false)),
			first: await joined(this.#learned.map(({ first }) => first)),
			second: await joined(this.#learned.map(({ second }) => second)),
			best: best?.parameters ?? new Float32Array(0),
			bestStats: best?.stats ?? new Float32Array(0)
		};
	}

	dispose(): void {
		this.#forget();
		for (const { value, first, second, best } of this.#learned)
			dispose([value, first, second, ...(best ? [best] : [])]);
		dispose([...this.#moments(false), ...this.#running.flatMap((running) => Object.values(running?.best ?? {}))]);
	}

	#forget(): void {
		dispose(Object.values(this.#left ?? {}).flat());
		this.#left = null;
	}

	#moments(isBest: boolean): Tensor[] {
		return this.#running.flatMap((running) => {
			const moments = isBest ? (running?.best ?? running?.value) : running?.value;
			return moments ? [moments.mean, moments.variance] : [];
		});
	}
}

function partOf(list: StateArray, { offset, count }: NetTensor): ArrayLike<number> {
	return list.length > 0 ? list.subarray(offset, offset + count) : new Float32Array(count);
}

function dimensions({ tables, layers }: NetShape, { role, place, count }: NetTensor): number[] {
	const table = tables[place];
	const layer = layers[place];
	if (role === 'table' && table) return [table.count, table.size];
	if (role === 'weights' && layer) return [layer.inputs, layer.outputs];
	return [count];
}

function replace(old: Tensor | null | undefined, next: Tensor): Tensor {
	old?.dispose();
	return next;
}

function towards(from: Tensor, to: Tensor, share: number): Tensor {
	return keep(add(from, mul(sub(to, from), share)));
}

function clipScale(clip: number, gradients: readonly Tensor[]): Tensor {
	const squares = gradients.map((slope) => sum(square(slope))).reduce((total, own) => add(total, own));
	return minimum(1, div(clip, add(sqrt(squares), 1e-6)));
}

/** The formulas stand at NetUpdate. */
function update(own: Learned, gradient: Tensor, rule: NetUpdate, isSgd: boolean): void {
	const { value, first, second } = own;
	const isWeights = isDecayed(own.tensor);
	const g = isWeights && rule.l2 > 0 ? add(gradient, mul(value, rule.l2)) : gradient;
	if (isSgd) {
		own.first = replace(first, keep(add(mul(first, rule.momentum), g)));
		own.value = replace(value, keep(sub(value, mul(own.first, rule.rate))));
		return;
	}
	const m = keep(add(mul(first, beta1), mul(g, 1 - beta1)));
	const s = keep(add(mul(second, beta2), mul(square(g), 1 - beta2)));
	const change = div(mul(m, rule.rate * rule.correction1), add(sqrt(mul(s, rule.correction2)), adamEpsilon));
	const decayed = isWeights && rule.decay > 0 ? mul(value, 1 - rule.rate * rule.decay) : value;
	own.value = keep(sub(decayed, change));
	own.first = replace(first, m);
	own.second = replace(second, s);
	value.dispose();
}

async function joined(tensors: readonly Tensor[]): Promise<Float32Array> {
	const parts = await Promise.all(tensors.map((own) => own.data<'float32'>()));
	const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}
