export interface Objective {
	(point: Float64Array): { readonly value: number; readonly gradient: Float64Array };
}
/** A step and the change of the gradient over it. */
export interface Pair {
	readonly s: Float64Array;
	readonly y: Float64Array;
}
/** Where the search stands: it goes on from one to the same points, to the bit. */
export interface Iterate {
	readonly iteration: number;
	readonly point: Float64Array;
	readonly pairs: readonly Pair[];
}

/**
 * Minimises a smooth function by L-BFGS with `memory` pairs (Nocedal & Wright 2006, algorithm 7.4) and a line search that brackets a weak
 * Wolfe point (Lewis & Overton 2013). Yields each iterate after `start`; ends when the largest gradient entry is at most `tolerance`,
 * after `iterations`, or when no lower point is found.
 */
export function* minimise(
	objective: Objective,
	start: Iterate,
	{ iterations, tolerance, memory = 10 }: { iterations: number; tolerance: number; memory?: number }
): Generator<Iterate, void> {
	let { point } = start;
	let { value, gradient } = objective(point);
	const pairs = start.pairs.map(({ s, y }) => ({ s, y, rho: 1 / dot(s, y) }));
	for (let iteration = start.iteration + 1; iteration <= iterations; iteration++) {
		if (largest(gradient) <= tolerance) return;
		const direction = descent(gradient, pairs);
		const slope = dot(direction, gradient);
		const first = pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
		const found = search(objective, point, value, direction, slope, first);
		if (!found) return;
		const s = found.point.map((x, i) => x - (point[i] ?? 0));
		const y = found.gradient.map((g, i) => g - (gradient[i] ?? 0));
		const curvature = dot(s, y);
		if (curvature > 1e-16 * dot(y, y)) {
			pairs.push({ s, y, rho: 1 / curvature });
			if (pairs.length > memory) pairs.shift();
		}
		({ point, value, gradient } = found);
		yield { iteration, point, pairs };
	}
}

function descent(
	gradient: Float64Array,
	pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[]
): Float64Array {
	const q = gradient.map((g) => -g);
	const alphas: number[] = [];
	for (const { s, y, rho } of [...pairs].reverse()) {
		const alpha = rho * dot(s, q);
		alphas.unshift(alpha);
		addTo(q, y, -alpha);
	}
	const last = pairs.at(-1);
	if (last) {
		const gamma = dot(last.s, last.y) / dot(last.y, last.y);
		for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) * gamma;
	}
	pairs.forEach(({ s, y, rho }, i) => addTo(q, s, (alphas[i] ?? 0) - rho * dot(y, q)));
	return q;
}

function search(
	objective: Objective,
	point: Float64Array,
	value: number,
	direction: Float64Array,
	slope: number,
	first: number
): { point: Float64Array; value: number; gradient: Float64Array } | null {
	let low = 0;
	let high = Infinity;
	let step = first;
	for (let tries = 0; tries < 40; tries++) {
		const next = point.map((x, i) => x + step * (direction[i] ?? 0));
		const answer = objective(next);
		if (!(answer.value <= value + 1e-4 * step * slope)) high = step;
		else if (dot(answer.gradient, direction) < 0.9 * slope) low = step;
		else return { point: next, ...answer };
		step = high < Infinity ? (low + high) / 2 : 2 * step;
	}
	return null;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
	return sum;
}

function addTo(target: Float64Array, values: Float64Array, factor: number): void {
	for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (values[i] ?? 0);
}

function largest(values: Float64Array): number {
	return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
