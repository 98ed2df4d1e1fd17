/** From left to right: where features come from, themselves, and what reads them. */
export const lanes = ['source', 'step', 'feature', 'computed', 'set', 'model', 'package'] as const;
export type Lane = (typeof lanes)[number];

export interface LineageNode {
	readonly id: string;
	readonly lane: Lane;
	readonly label: string;
	/** A second, quiet line: the table of a column, the recipe of steps. */
	readonly note: string;
	/** Artifact it stands for; '' for a feature. */
	readonly artifact: string;
}

export interface LineageGraph {
	readonly nodes: readonly LineageNode[];
	readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** What lies on a way through a node, before it and after it, itself included. */
export function connectedTo({ edges }: LineageGraph, id: string): ReadonlySet<string> {
	const walk = (from: 'from' | 'to', to: 'from' | 'to') => {
		const seen = new Set([id]);
		for (const at of seen) for (const edge of edges) if (edge[from] === at) seen.add(edge[to]);
		return seen;
	};
	return new Set([...walk('to', 'from'), ...walk('from', 'to')]);
}
