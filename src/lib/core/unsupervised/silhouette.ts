/** Euclidean distance of every pair of points, row-major n x n. */
export function pairDistances(points: Float32Array, width: number): Float32Array {
	const rows = points.length / width;
	const distances = new Float32Array(rows * rows);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < i; j++) {
			let sum = 0;
			for (let k = 0; k < width; k++) sum += ((points[i * width + k] ?? 0) - (points[j * width + k] ?? 0)) ** 2;
			distances[i * rows + j] = distances[j * rows + i] = Math.sqrt(sum);
		}
	return distances;
}

/**
 * Mean silhouette (Rousseeuw 1987) of points in groups: (b - a) / max(a, b), a being the mean distance to the others of the own group, b to
 * those of the nearest other group; 0 for a point alone in its group. From -1 to 1, higher is better apart.
 */
export function silhouette(distances: Float32Array, labels: Int32Array, groups: number): number {
	const rows = labels.length;
	const sizes = new Int32Array(groups);
	for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
	const sums = new Float64Array(groups);
	let total = 0;
	for (let i = 0; i < rows; i++) {
		const own = labels[i] ?? 0;
		if ((sizes[own] ?? 0) < 2) continue;
		sums.fill(0);
		for (let j = 0; j < rows; j++) {
			const label = labels[j] ?? 0;
			sums[label] = (sums[label] ?? 0) + (distances[i * rows + j] ?? 0);
		}
		const within = (sums[own] ?? 0) / ((sizes[own] ?? 0) - 1);
		let between = Infinity;
		for (let group = 0; group < groups; group++) {
			const size = sizes[group] ?? 0;
			if (group !== own && size > 0) between = Math.min(between, (sums[group] ?? 0) / size);
		}
		const larger = Math.max(within, between);
		if (Number.isFinite(larger) && larger > 0) total += (between - within) / larger;
	}
	return total / rows;
}
