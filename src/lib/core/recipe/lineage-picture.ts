import {
	ancestorsOf,
	descendantsOf,
	stepId,
	type RecipeLineage,
	type SourceColumn,
	type StepPlace
} from './column-lineage';

/** A box of the picture of a column's way: a column of a table, a step, or a column of the result. */
export interface LineageBox {
	readonly id: string;
	readonly box:
		| { readonly kind: 'source'; readonly source: SourceColumn }
		| { readonly kind: 'step'; readonly place: StepPlace; readonly columns: readonly string[] }
		| { readonly kind: 'result'; readonly column: string };
	/** From left to right, and from top to bottom within it. */
	readonly layer: number;
	readonly row: number;
	/** On the way to or from the chosen column. */
	readonly onPath: boolean;
}

export interface LineageLine {
	readonly from: string;
	readonly to: string;
	readonly onPath: boolean;
	/** The rows it passes through in the layers between, where no box stands. */
	readonly via: readonly number[];
}

export interface LineagePicture {
	readonly boxes: readonly LineageBox[];
	readonly lines: readonly LineageLine[];
	readonly layers: number;
	readonly rows: number;
}

/** A column of a table, or of the result. */
export type ChosenColumn =
	{ readonly kind: 'source'; readonly id: string } | { readonly kind: 'result'; readonly column: string };

/**
 * The way of columns from the tables (left) over steps to the result (right), with what concerns the chosen one marked. Without `all`
 * only that is drawn.
 */
export function lineagePicture(lineage: RecipeLineage, chosen: ChosenColumn, all: boolean): LineagePicture {
	const start =
		chosen.kind === 'source' ? chosen.id : lineage.results.find(({ column }) => column === chosen.column)?.origin;
	const after = descendantsOf(lineage, start === undefined ? [] : [start]);
	const path = new Set([...ancestorsOf(lineage, start === undefined ? [] : [start]), ...after]);
	const places = new Map(lineage.made.map(({ id, line, index }) => [id, stepId(line, index)]));
	const boxOf = (id: string) => places.get(id) ?? id;
	const lines = new Map<string, LineageLine>();
	const addLine = (from: string, to: string, onPath: boolean) => {
		if (from === to || (!all && !onPath)) return;
		const key = `${from} ${to}`;
		lines.set(key, { from, to, onPath: onPath || lines.get(key)?.onPath === true, via: [] });
	};
	for (const { id, parents } of lineage.made)
		for (const parent of parents) addLine(boxOf(parent), boxOf(id), path.has(id) && path.has(parent));
	for (const { column, origin } of lineage.results) {
		// of two columns with one origin only the chosen one is meant
		const isMeant = chosen.kind !== 'result' || origin !== start || column === chosen.column;
		addLine(boxOf(origin), resultId(column), after.has(origin) && isMeant);
	}
	return laidOut(boxesOf(lineage, path, all, [...lines.values()]), [...lines.values()]);
}

type Unplaced = Omit<LineageBox, 'layer' | 'row'>;

function boxesOf(
	lineage: RecipeLineage,
	path: ReadonlySet<string>,
	all: boolean,
	lines: readonly LineageLine[]
): Unplaced[] {
	const steps = new Map<string, { place: StepPlace; columns: string[]; onPath: boolean }>();
	for (const { id, line, index, column } of lineage.made) {
		const onPath = path.has(id);
		if (!all && !onPath) continue;
		const key = stepId(line, index);
		const step = steps.get(key) ?? { place: { line, index }, columns: [], onPath: false };
		steps.set(key, { ...step, columns: [...step.columns, column], onPath: step.onPath || onPath });
	}
	const ends = new Set(lines.filter(({ onPath }) => onPath).map(({ to }) => to));
	return [
		...lineage.sources.map((source) => ({
			id: source.id,
			box: { kind: 'source' as const, source },
			onPath: path.has(source.id)
		})),
		...Array.from(steps, ([id, { place, columns, onPath }]) => ({
			id,
			box: { kind: 'step' as const, place, columns },
			onPath
		})),
		...lineage.results.map(({ column }) => ({
			id: resultId(column),
			box: { kind: 'result' as const, column },
			onPath: ends.has(resultId(column))
		}))
	].filter(({ onPath }) => all || onPath);
}

function resultId(column: string): string {
	return JSON.stringify(['result', column]);
}

/**
 * Each box one layer right of the last that leads to it, results in the last layer; rows near those they come from. A line over several
 * layers has a row of its own in those between.
 */
function laidOut(boxes: readonly Unplaced[], lines: readonly LineageLine[]): LineagePicture {
	const layers = layersOf(boxes, lines);
	const layer = (id: string) => layers.get(id) ?? 0;
	const last = Math.max(0, ...layers.values());
	/** What stands in each layer: boxes and lines that pass, and what each comes from. */
	const standing: { id: string; from: string[] }[][] = Array.from({ length: last + 1 }, () => []);
	const into = new Map<string, string[]>();
	const passing = lines.map(({ from, to }) => {
		const between = Array.from({ length: Math.max(0, layer(to) - layer(from) - 1) }, (_, i) => layer(from) + 1 + i);
		return between.map((at) => ({ id: `${from} ${to} ${at}`, at }));
	});
	lines.forEach(({ from, to }, i) => into.set(to, [...(into.get(to) ?? []), passing[i]?.at(-1)?.id ?? from]));
	for (const { id } of boxes) standing[layer(id)]?.push({ id, from: into.get(id) ?? [] });
	lines.forEach(({ from }, i) =>
		passing[i]?.forEach(({ id, at }, k) => standing[at]?.push({ id, from: [passing[i]?.[k - 1]?.id ?? from] }))
	);
	const rows = new Map<string, number>();
	const wish = (from: readonly string[]) => {
		const above = from.flatMap((each) => rows.get(each) ?? []);
		return above.length === 0 ? 0 : above.reduce((a, b) => a + b, 0) / above.length;
	};
	standing.forEach((here, at) => {
		// columns of the result keep their order, as those of the tables do
		const placed = at === 0 || at === last ? here : here.toSorted((a, b) => wish(a.from) - wish(b.from));
		placed.forEach(({ id }, row) => rows.set(id, row));
	});
	const row = (id: string) => rows.get(id) ?? 0;
	return {
		boxes: boxes
			.map((each) => ({ ...each, layer: layer(each.id), row: row(each.id) }))
			.toSorted((a, b) => a.layer - b.layer || a.row - b.row),
		lines: lines.map((line, i) => ({ ...line, via: (passing[i] ?? []).map(({ id }) => row(id)) })),
		layers: boxes.length === 0 ? 0 : last + 1,
		rows: 1 + Math.max(-1, ...rows.values())
	};
}

function layersOf(boxes: readonly Unplaced[], lines: readonly LineageLine[]): Map<string, number> {
	const layers = new Map(boxes.map(({ id, box }) => [id, box.kind === 'source' ? 0 : 1]));
	// steps stand in an order in which each comes after those it reads
	for (const { id, box } of boxes)
		if (box.kind === 'step')
			layers.set(id, 1 + Math.max(0, ...lines.flatMap(({ from, to }) => (to === id ? (layers.get(from) ?? 0) : []))));
	const last = 1 + Math.max(0, ...boxes.map(({ id, box }) => (box.kind === 'result' ? 0 : (layers.get(id) ?? 0))));
	for (const { id, box } of boxes) if (box.kind === 'result') layers.set(id, last);
	return layers;
}
