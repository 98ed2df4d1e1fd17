/**
 * Edges that cut sorted values (NaN last) into at most `most` bins: between every two distinct values where they are few, else at
 * about equal counts. An edge e is float32 and separates x <= e from x > e.
 */
export function binEdges(sorted: Float32Array, most: number): Float32Array {
	let count = sorted.length;
	while (count > 0 && Number.isNaN(sorted[count - 1] ?? NaN)) count -= 1;
	let distinct = count > 0 ? 1 : 0;
	for (let i = 1; i < count; i++) if (sorted[i] !== sorted[i - 1]) distinct += 1;
	const edges: number[] = [];
	let wanted = count / most;
	for (let i = 1; i < count; i++) {
		const below = sorted[i - 1] ?? 0;
		const above = sorted[i] ?? 0;
		if (below === above || (distinct > most && i < wanted)) continue;
		edges.push(between(below, above));
		while (wanted <= i) wanted += count / most;
	}
	return Float32Array.from(edges);
}

function between(below: number, above: number): number {
	const middle = Math.fround(below + (above - below) / 2);
	return middle >= below && middle < above ? middle : below;
}
