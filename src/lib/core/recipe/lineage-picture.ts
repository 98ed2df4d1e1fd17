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
		lines.set(key, { from, to, onPath: onPath || lines.get(key)?.onPath === true });
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

/** Each box one layer right of the last that leads to it, results in the last layer; rows near those they come from. */
function laidOut(boxes: readonly Unplaced[], lines: readonly LineageLine[]): LineagePicture {
	const layers = new Map(boxes.map(({ id, box }) => [id, box.kind === 'source' ? 0 : 1]));
	const into = new Map<string, string[]>();
	for (const { from, to } of lines) into.set(to, [...(into.get(to) ?? []), from]);
	// steps stand in an order in which each comes after those it reads
	for (const { id, box } of boxes)
		if (box.kind === 'step')
			layers.set(id, 1 + Math.max(0, ...(into.get(id) ?? []).map((from) => layers.get(from) ?? 0)));
	const last = 1 + Math.max(0, ...boxes.map(({ id, box }) => (box.kind === 'result' ? 0 : (layers.get(id) ?? 0))));
	for (const { id, box } of boxes) if (box.kind === 'result') layers.set(id, last);
	const rows = new Map<string, number>();
	for (let layer = 0; layer <= last; layer++) {
		const here = boxes.filter(({ id }) => layers.get(id) === layer);
		const wish = (id: string) => {
			const from = (into.get(id) ?? []).flatMap((each) => rows.get(each) ?? []);
			return from.length === 0 ? 0 : from.reduce((a, b) => a + b, 0) / from.length;
		};
		// columns of the result keep their order, as those of the tables do
		const placed = layer === 0 || layer === last ? here : here.toSorted((a, b) => wish(a.id) - wish(b.id));
		placed.forEach(({ id }, row) => rows.set(id, row));
	}
	const made = boxes.map((each) => ({ ...each, layer: layers.get(each.id) ?? 0, row: rows.get(each.id) ?? 0 }));
	return {
		boxes: made.toSorted((a, b) => a.layer - b.layer || a.row - b.row),
		lines,
		layers: boxes.length === 0 ? 0 : last + 1,
		rows: 1 + Math.max(-1, ...rows.values())
	};
}
