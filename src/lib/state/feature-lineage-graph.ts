import type { LineageGraph, LineageNode } from '$lib/core/feature/lineage-graph';
import type { FeatureLineage } from '$lib/workbench/feature-lineage';

export { featureLineage, type FeatureLineage } from '$lib/workbench/feature-lineage';

/** The node of a feature. */
export const featureNode = (feature: string): string => `feature ${feature}`;

/**
 * The lineage of a group's features as a picture, the steps of a feature as one box: under the title of the first one, and with the
 * recipe and their number as `noteOf` writes them.
 */
export function lineageGraph(
	lines: readonly FeatureLineage[],
	titleOf: (op: string) => string,
	noteOf: (recipe: string, count: number) => string
): LineageGraph {
	const nodes = new Map<string, LineageNode>();
	const edges = new Map<string, { readonly from: string; readonly to: string }>();
	const join = (from: string, to: string) => edges.set(`${from}\n${to}`, { from, to });
	const add = (id: string, node: Omit<LineageNode, 'id'>) => {
		nodes.set(id, { id, ...node });
		return id;
	};
	for (const { feature, sources, steps, computedOf, trainingSets, models, packages } of lines) {
		const lane = computedOf.length === 0 ? 'feature' : 'computed';
		const self = add(featureNode(feature), { lane, label: feature, note: '', artifact: '' });
		if (lane === 'computed') for (const part of computedOf) join(featureNode(part), self);
		else {
			const way = steps.map(({ recipe, step }) => `${recipe} ${step}`).join('\n');
			const recipes = [...new Set(steps.map(({ recipe }) => recipe))].join(', ');
			const [first] = steps;
			const note = noteOf(recipes, steps.length);
			const before = first ? add(`way ${way}`, { lane: 'step', label: titleOf(first.op), note, artifact: '' }) : self;
			if (before !== self) join(before, self);
			for (const { dataset, id, column } of sources)
				join(add(`source ${id} ${column}`, { lane: 'source', label: column, note: dataset, artifact: id }), before);
		}
		for (const { name, id } of trainingSets) join(self, add(id, { lane: 'set', label: name, note: '', artifact: id }));
		for (const { name, id } of models) add(id, { lane: 'model', label: name, note: '', artifact: id });
		for (const { name, id } of packages) add(id, { lane: 'package', label: name, note: '', artifact: id });
	}
	return { nodes: [...nodes.values()], edges: [...edges.values()].filter(({ from }) => nodes.has(from)) };
}

/** Adds the ways between what reads the features: which model was trained on which set, which package was made of which model. */
export function withReaders(
	graph: LineageGraph,
	artifacts: readonly { readonly id: string; readonly parents: Readonly<Record<string, string>> }[]
): LineageGraph {
	const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
	const shown = new Set(graph.nodes.filter(({ lane }) => lane === 'set' || lane === 'model').map(({ id }) => id));
	// tables between a training set and a model are left out of the picture
	const shownBefore = (id: string, seen = new Set<string>()): string[] => {
		if (seen.has(id)) return [];
		seen.add(id);
		return Object.values(byId.get(id)?.parents ?? {}).flatMap((parent) =>
			shown.has(parent) ? [parent] : shownBefore(parent, seen)
		);
	};
	const readers = graph.nodes.filter(({ lane }) => lane === 'model' || lane === 'package');
	const edges = readers.flatMap(({ id }) => [...new Set(shownBefore(id))].map((from) => ({ from, to: id })));
	return { nodes: graph.nodes, edges: [...graph.edges, ...edges] };
}
