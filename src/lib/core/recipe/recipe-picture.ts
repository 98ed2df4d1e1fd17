import { sectionsOf, stepsOf, type Line } from './edit';
import { recipeGraph, type GraphNode } from './graph';
import type { Recipe } from './recipe';

/** A step, or all steps under one heading. */
export interface PictureItem {
	readonly id: string;
	readonly line: Line;
	readonly start: number;
	/** One past the last. */
	readonly end: number;
	/** The heading, of several steps. */
	readonly group: string | null;
}

/** A box of the picture: a table, or steps that nothing leaves or joins but at its ends. */
export interface PictureBox {
	readonly id: string;
	readonly kind: 'table' | 'steps';
	readonly name: string | null;
	readonly items: readonly PictureItem[];
	/** Boxes that lead to it, as they are declared: the one before it first, then those it joins. */
	readonly from: readonly string[];
	readonly lane: number;
	/** Place and size, in the units of `sizes`. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface PictureLine {
	readonly from: string;
	readonly to: string;
	/** As the `d` of an SVG path. */
	readonly path: string;
	/** It comes from another lane. */
	readonly joins: boolean;
}

export interface RecipePicture {
	readonly boxes: readonly PictureBox[];
	readonly lines: readonly PictureLine[];
	readonly width: number;
	readonly height: number;
}

export interface PictureSizes {
	readonly box: number;
	/** Between lanes. */
	readonly gap: number;
	/** Between boxes of a lane. */
	readonly rise: number;
	/** Of a box above its items. */
	readonly head: number;
	readonly item: number;
}

/** A recipe drawn from top to bottom, a lane for each line: tables, steps and where lines leave and meet. */
export function recipePicture(recipe: Recipe, table: string, sizes: PictureSizes): RecipePicture {
	const graph = recipeGraph(recipe, table);
	const into = new Map(
		graph.nodes.map(({ id }) => [id, graph.edges.flatMap(({ from, to }) => (to === id ? from : []))])
	);
	const boxes = new Map<string, PictureBox>();
	const bottoms = new Map<number, number>();
	for (const node of inOrder(graph.nodes)) {
		const items = itemsOf(recipe, node);
		const from = into.get(node.id) ?? [];
		const above = from.map((id) => {
			const before = boxes.get(id);
			return before ? before.y + before.height + sizes.rise : 0;
		});
		const lane = bottoms.get(node.lane);
		const y = Math.max(0, ...above, lane === undefined ? 0 : lane + sizes.rise);
		const height = sizes.head + items.length * sizes.item;
		bottoms.set(node.lane, y + height);
		const { id, kind, name } = node;
		const x = node.lane * (sizes.box + sizes.gap);
		boxes.set(id, { id, kind, name, items, from, lane: node.lane, x, y, width: sizes.box, height });
	}
	const all = [...boxes.values()];
	return {
		boxes: all.toSorted((a, b) => a.lane - b.lane || a.y - b.y),
		lines: graph.edges.flatMap(({ from, to }) => {
			const [a, b] = [boxes.get(from), boxes.get(to)];
			return a && b ? [{ from, to, path: pathBetween(a, b), joins: a.lane !== b.lane }] : [];
		}),
		width: Math.max(0, ...all.map(({ x, width }) => x + width)),
		height: Math.max(0, ...all.map(({ y, height }) => y + height))
	};
}

/** Boxes after those that lead to them. */
function inOrder(nodes: readonly GraphNode[]): GraphNode[] {
	return nodes.toSorted((a, b) => a.column - b.column || a.lane - b.lane);
}

/** The steps of a box, those under one heading as one. */
function itemsOf(recipe: Recipe, { kind, name, start, end }: GraphNode): PictureItem[] {
	if (kind === 'table') return [];
	return sectionsOf(stepsOf(recipe, name).slice(start, end)).flatMap((section): PictureItem[] => {
		const item = (from: number, to: number, group: string | null) => ({
			id: itemId(name, start + from),
			line: name,
			start: start + from,
			end: start + to,
			group
		});
		if (section.group !== null) return [item(section.start, section.end, section.group)];
		return Array.from({ length: section.end - section.start }, (_, i) => {
			const at = section.start + i;
			return item(at, at + 1, null);
		});
	});
}

function itemId(line: Line, index: number): string {
	return JSON.stringify([line, index]);
}

/** From the foot of one box to the head of another. */
function pathBetween(a: PictureBox, b: PictureBox): string {
	const [x1, y1] = [a.x + a.width / 2, a.y + a.height];
	const [x2, y2] = [b.x + b.width / 2, b.y];
	if (x1 === x2) return `M${x1} ${y1}V${y2}`;
	const bend = Math.max(12, (y2 - y1) / 2);
	return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}
