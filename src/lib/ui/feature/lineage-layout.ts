import { lanes, type Lane, type LineageGraph, type LineageNode } from '$lib/core/feature/lineage-graph';

export interface PlacedNode extends LineageNode {
	readonly x: number;
	readonly y: number;
}

export const box = { height: 40, gapX: 30, gapY: 8, top: 26 } as const;
/** Boxes are as wide as there is room, between these. */
const [narrowest, widest] = [112, 180];

/** Places nodes in lanes from left to right, each lane centred; lanes without a node take no room. */
export function placeLineage(
	{ nodes }: LineageGraph,
	available: number
): {
	readonly nodes: readonly PlacedNode[];
	readonly lanes: readonly { readonly lane: Lane; readonly x: number }[];
	readonly boxWidth: number;
	readonly width: number;
	readonly height: number;
} {
	const used = lanes.filter((lane) => nodes.some((node) => node.lane === lane));
	const count = Math.max(1, used.length);
	const boxWidth = Math.floor(Math.min(widest, Math.max(narrowest, (available + box.gapX) / count - box.gapX)));
	const tallOf = (count: number) => Math.max(1, count) * (box.height + box.gapY) - box.gapY;
	const room = tallOf(Math.max(0, ...used.map((lane) => nodes.filter((node) => node.lane === lane).length)));
	const xOf = (lane: Lane) => used.indexOf(lane) * (boxWidth + box.gapX);
	const placed = used.flatMap((lane) => {
		const own = nodes.filter((node) => node.lane === lane);
		const start = box.top + (room - tallOf(own.length)) / 2;
		return own.map((node, place) => ({ ...node, x: xOf(lane), y: start + place * (box.height + box.gapY) }));
	});
	return {
		nodes: placed,
		lanes: used.map((lane) => ({ lane, x: xOf(lane) })),
		boxWidth,
		width: count * (boxWidth + box.gapX) - box.gapX,
		height: box.top + room
	};
}
