import type { Artifact } from './artifact';

/** One artifact on a line from what it was made from to what was made of it. */
export interface LineageStep {
	readonly artifact: Artifact;
	/** Steps from the artifact asked about: negative before it, positive after. */
	readonly distance: number;
}

/**
 * Everything an artifact was made from and everything made of it, from the oldest on; `distance` is that of the shortest way. Parents that
 * are not among `artifacts` (deleted) are left out.
 */
export function traceLineage(artifacts: readonly Artifact[], id: string): LineageStep[] {
	const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
	const start = byId.get(id);
	if (!start) return [];
	const children = (parent: Artifact) => artifacts.filter(({ parents }) => Object.values(parents).includes(parent.id));
	const parents = (child: Artifact) => Object.values(child.parents).flatMap((parent) => byId.get(parent) ?? []);
	const before = walk(start, parents, -1);
	const after = walk(start, children, 1);
	return [...before, { artifact: start, distance: 0 }, ...after].sort(
		(a, b) => a.distance - b.distance || a.artifact.createdAt - b.artifact.createdAt
	);
}

function walk(start: Artifact, next: (artifact: Artifact) => Artifact[], direction: 1 | -1): LineageStep[] {
	const seen = new Set([start.id]);
	const found: LineageStep[] = [];
	let edge = [start];
	for (let distance = direction; edge.length > 0; distance += direction) {
		edge = edge.flatMap(next).filter(({ id }) => !seen.has(id) && seen.add(id));
		found.push(...edge.map((artifact) => ({ artifact, distance })));
	}
	return found;
}
