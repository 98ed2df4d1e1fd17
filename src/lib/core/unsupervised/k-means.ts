import { partOf, type Checkpoint } from '../clarify/checkpoint';
import { AppError } from '../errors';
import type { Random } from '../random';

export interface KMeans {
	/** Row-major, groups x width. */
	readonly centres: Float64Array;
	/** The group of each point. */
	readonly labels: Int32Array;
	/** Sum of squared distances of points to the centres of their groups. */
	readonly inertia: number;
}

const mostIterations = 300;
/** Centres have come to rest when they move less than this share of the mean variance of a feature, as in scikit-learn. */
const tolerance = 1e-4;

/** Squared Euclidean distance of point `row` to centre `group`. */
function squaredDistance(
	points: Float32Array,
	row: number,
	centres: Float64Array,
	group: number,
	width: number
): number {
	let sum = 0;
	for (let k = 0, p = row * width, c = group * width; k < width; k++, p++, c++) {
		const apart = (points[p] ?? 0) - (centres[c] ?? 0);
		sum += apart * apart;
	}
	return sum;
}

/**
 * Centres to start from by k-means++ (Arthur & Vassilvitskii 2007): each next one is a point drawn by its squared distance to the nearest
 * so far. train/too-few-groups when fewer than `groups` points differ.
 */
export function startingCentres(points: Float32Array, width: number, groups: number, random: Random): Float64Array {
	const rows = points.length / width;
	const centres = new Float64Array(groups * width);
	const nearest = new Float64Array(rows).fill(1);
	for (let group = 0; group < groups; group++) {
		const row = drawByWeight(nearest, random);
		if (row === null) throw new AppError('train/too-few-groups', { rows, distinct: group, groups });
		centres.set(points.subarray(row * width, (row + 1) * width), group * width);
		for (let at = 0; at < rows; at++) {
			const distance = squaredDistance(points, at, centres, group, width);
			nearest[at] = group === 0 ? distance : Math.min(nearest[at] ?? 0, distance);
		}
	}
	return centres;
}

function drawByWeight(weights: Float64Array, random: Random): number | null {
	let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
	let last: number | null = null;
	for (let at = 0; at < weights.length; at++) {
		const weight = weights[at] ?? 0;
		if (weight <= 0) continue;
		last = at;
		left -= weight;
		if (left < 0) return at;
	}
	return last;
}

/** Lloyd's algorithm from the given centres until they rest. A group that loses all its points takes the point farthest from its centre. */
export async function lloyd(
	points: Float32Array,
	width: number,
	starts: Float64Array,
	checkpoint: Checkpoint
): Promise<KMeans> {
	const rows = points.length / width;
	const rest = tolerance * meanVariance(points, width);
	const centres = Float64Array.from(starts);
	const labels = new Int32Array(rows);
	const distances = new Float64Array(rows);
	for (let iteration = 0; iteration < mostIterations; iteration++) {
		await checkpoint(iteration, mostIterations);
		assign(points, width, centres, labels, distances);
		const moved = moveCentres(points, width, centres, labels, distances);
		if (moved <= rest) break;
	}
	const inertia = assign(points, width, centres, labels, distances);
	return { centres, labels, inertia };
}

/** The best of several starts: the one with the least inertia. */
export async function kMeans(
	points: Float32Array,
	width: number,
	groups: number,
	starts: number,
	random: Random,
	checkpoint: Checkpoint
): Promise<KMeans> {
	let best: KMeans | null = null;
	for (let start = 0; start < Math.max(1, starts); start++) {
		const centres = startingCentres(points, width, groups, random);
		const found = await lloyd(points, width, centres, partOf(checkpoint, start / starts, (start + 1) / starts));
		if (!best || found.inertia < best.inertia) best = found;
	}
	return best ?? { centres: new Float64Array(0), labels: new Int32Array(0), inertia: 0 };
}

function meanVariance(points: Float32Array, width: number): number {
	const rows = points.length / width;
	let sum = 0;
	for (let k = 0; k < width; k++) {
		let [mean, squares] = [0, 0];
		for (let row = 0; row < rows; row++) mean += (points[row * width + k] ?? 0) / rows;
		for (let row = 0; row < rows; row++) squares += ((points[row * width + k] ?? 0) - mean) ** 2;
		sum += squares / rows;
	}
	return sum / width;
}

function assign(
	points: Float32Array,
	width: number,
	centres: Float64Array,
	labels: Int32Array,
	distances: Float64Array
): number {
	const groups = centres.length / width;
	let inertia = 0;
	for (let row = 0; row < labels.length; row++) {
		let [best, least] = [0, Infinity];
		for (let group = 0; group < groups; group++) {
			const distance = squaredDistance(points, row, centres, group, width);
			if (distance < least) [best, least] = [group, distance];
		}
		labels[row] = best;
		distances[row] = least;
		inertia += least;
	}
	return inertia;
}

/** Moves each centre to the mean of its points; how far they moved together, squared. */
function moveCentres(
	points: Float32Array,
	width: number,
	centres: Float64Array,
	labels: Int32Array,
	distances: Float64Array
): number {
	const groups = centres.length / width;
	const sizes = new Int32Array(groups);
	for (const group of labels) sizes[group] = (sizes[group] ?? 0) + 1;
	for (let group = 0; group < groups; group++) if (sizes[group] === 0) refill(group, labels, distances, sizes);
	const sums = new Float64Array(centres.length);
	for (let row = 0; row < labels.length; row++) {
		const to = (labels[row] ?? 0) * width;
		for (let k = 0; k < width; k++) sums[to + k] = (sums[to + k] ?? 0) + (points[row * width + k] ?? 0);
	}
	let moved = 0;
	for (let at = 0; at < sums.length; at++) {
		const mean = (sums[at] ?? 0) / (sizes[Math.floor(at / width)] ?? 1);
		moved += (mean - (centres[at] ?? 0)) ** 2;
		centres[at] = mean;
	}
	return moved;
}

function refill(group: number, labels: Int32Array, distances: Float64Array, sizes: Int32Array): void {
	let farthest = -1;
	for (let row = 0; row < labels.length; row++)
		if ((sizes[labels[row] ?? 0] ?? 0) > 1 && (distances[row] ?? 0) > (distances[farthest] ?? -1)) farthest = row;
	if (farthest < 0) return;
	const from = labels[farthest] ?? 0;
	sizes[from] = (sizes[from] ?? 0) - 1;
	sizes[group] = 1;
	labels[farthest] = group;
	distances[farthest] = 0;
}
