import type { TreesEstimator } from '../model/model';
import { answersOf } from '../train/predict';
import { cutsOf, type Choices, type CutTree, type Cuts } from './counterfactual-cuts';
import { marginBounds, shortfall } from './counterfactual-goal';
import { offerRows, withValues, type Problem } from './counterfactual-problem';
import type { Shortlist } from './counterfactual-shortlist';

/** Margins kept at a time for a pair of inputs. */
const mostCells = 2_000_000;

/**
 * Nearest answers of trees that change one or two inputs, exactly: every value of `Choices`, then every pair of them. The
 * margins of all pairs of two inputs come from one walk through the trees, which adds each leaf to a rectangle of the pairs that
 * reach it. Sums are in double here and in float32 in the model, so what is near the edge is put to the model itself.
 * Returns how many changes nothing was passed over of: 0 to 2.
 */
export async function searchTrees(problem: Problem, estimator: TreesEstimator, shortlist: Shortlist): Promise<number> {
	const cuts = cutsOf(problem, estimator);
	const free = cuts.choices.flatMap(({ values }, at) => (values.length > 1 ? [at] : []));
	const single = free.flatMap((at) =>
		(cuts.choices[at]?.values ?? []).flatMap((value, place) =>
			place === cuts.choices[at]?.own ? [] : [withValues(problem.row, [at, value])]
		)
	);
	await offerRows(problem, shortlist, single, 'cuts', true);
	if (problem.maxChanges < 2) return 1;
	const least = (at: number) => cuts.choices[at]?.costs.reduce((a, b) => (b > 0 && b < a ? b : a), Infinity) ?? 0;
	const pairs = free
		.flatMap((i, place) => free.slice(place + 1).map((j) => ({ i, j, least: least(i) + least(j) })))
		.sort((a, b) => a.least - b.least);
	const slack = slackOf(estimator);
	for (const [done, { i, j, least }] of pairs.entries()) {
		await problem.checkpoint(done, pairs.length);
		if (least >= shortlist.bound) break;
		if (problem.isLate()) return 1;
		await searchPair(problem, cuts, i, j, slack, shortlist);
	}
	return 2;
}

/** More than rounding to float32 after every tree can move a sum of leaves. */
function slackOf({ trees, base }: TreesEstimator): number {
	const size = (sum: number, value: number) => sum + Math.abs(value);
	const top = trees.reduce((sum, tree) => sum + tree.value.reduce((most, v) => Math.max(most, Math.abs(v)), 0), 0);
	return (trees.length + 8) * 2 ** -23 * (base.reduce(size, 0) + top);
}

async function searchPair(
	problem: Problem,
	cuts: Cuts,
	i: number,
	j: number,
	slack: number,
	shortlist: Shortlist
): Promise<void> {
	const [first, second] = [cuts.choices[i], cuts.choices[j]];
	if (!first || !second) return;
	const columns = second.values.length;
	const band = Math.max(1, Math.floor(mostCells / (columns * cuts.base.length)));
	const accepts = edgeTest(problem, slack);
	for (let from = 0; from < first.values.length; from += band) {
		const rows = Math.min(band, first.values.length - from);
		const margins = pairMargins(cuts, i, j, from, rows);
		const refused = new Set<number>();
		for (;;) {
			const cell = cheapest(
				first,
				second,
				from,
				rows,
				shortlist.bound,
				(at) => !refused.has(at) && accepts(margins, at)
			);
			if (cell < 0) break;
			const values = [first.values[from + Math.floor(cell / columns)], second.values[cell % columns]] as const;
			const row = withValues(problem.row, [i, values[0] ?? NaN], [j, values[1] ?? NaN]);
			const [verdict] = await offerRows(problem, shortlist, [row], 'cuts', true);
			if (verdict?.isMet === true) break;
			refused.add(cell);
		}
	}
}

/** Whether the margins of a cell give the wanted answer, or nearly. */
function edgeTest(
	{ model, wanted, outputs }: Problem,
	slack: number
): (margins: Float64Array, cell: number) => boolean {
	const bounds = marginBounds(model, wanted);
	if (bounds) {
		const [least, most] = [bounds.least - slack, bounds.most + slack];
		return (margins, cell) => (margins[cell] ?? NaN) >= least && (margins[cell] ?? NaN) <= most;
	}
	const classes = model.classes.length;
	return (margins, cell) =>
		shortfall(wanted, answersOf(model, margins.slice(cell * classes, (cell + 1) * classes)), 0, outputs) <= slack;
}

/** The accepted cell of least cost, where it is below `bound`; -1 when there is none. */
function cheapest(
	first: Choices,
	second: Choices,
	from: number,
	rows: number,
	bound: number,
	accepts: (cell: number) => boolean
): number {
	const columns = second.values.length;
	let [best, least] = [-1, bound];
	for (let a = 0; a < rows; a++) {
		const cost = first.costs[from + a] ?? 0;
		if (from + a === first.own || cost >= least) continue;
		for (let b = 0; b < columns; b++) {
			const both = cost + (second.costs[b] ?? 0);
			if (b === second.own || both >= least || !accepts(a * columns + b)) continue;
			[best, least] = [a * columns + b, both];
		}
	}
	return best;
}

/** Margins where input i takes its values from..from+rows and input j all of its: row-major cells x outputs. */
export function pairMargins(
	{ choices, trees, base }: Cuts,
	i: number,
	j: number,
	from: number,
	rows: number
): Float64Array {
	const outputs = base.length;
	const columns = choices[j]?.values.length ?? 0;
	const margins = new Float64Array(rows * columns * outputs);
	const add = (output: number, value: number, top: number, bottom: number, left: number, right: number) => {
		const put = (a: number, b: number, v: number) => {
			if (a >= rows || b >= columns) return;
			const at = (a * columns + b) * outputs + output;
			margins[at] = (margins[at] ?? 0) + v;
		};
		put(top, left, value);
		put(bottom + 1, left, -value);
		put(top, right + 1, -value);
		put(bottom + 1, right + 1, value);
	};
	base.forEach((value, output) => add(output, Math.fround(value), 0, rows - 1, 0, columns - 1));
	for (const tree of trees) addTree(tree, choices, i, j, from, rows, add);
	for (let a = 0; a < rows; a++)
		for (let b = 0; b < columns; b++)
			for (let k = 0; k < outputs; k++) {
				const at = (a * columns + b) * outputs + k;
				const above = a > 0 ? (margins[at - columns * outputs] ?? 0) : 0;
				const before = b > 0 ? (margins[at - outputs] ?? 0) : 0;
				const both = a > 0 && b > 0 ? (margins[at - (columns + 1) * outputs] ?? 0) : 0;
				margins[at] = (margins[at] ?? 0) + above + before - both;
			}
	return margins;
}

type AddBox = (output: number, value: number, top: number, bottom: number, left: number, right: number) => void;

function addTree(
	tree: CutTree,
	choices: readonly Choices[],
	i: number,
	j: number,
	from: number,
	rows: number,
	add: AddBox
): void {
	const walk = (start: number, top: number, bottom: number, left: number, right: number): void => {
		let node = start;
		for (;;) {
			const input = tree.input[node] ?? -1;
			if (input < 0) {
				add(tree.output, tree.value[node] ?? 0, top, bottom, left, right);
				return;
			}
			const choice = choices[input];
			const split = choice?.splits[tree.split[node] ?? 0];
			if (!choice || !split) return;
			if (input !== i && input !== j) {
				node = (split.left[choice.own] === 1 ? tree.left[node] : tree.right[node]) ?? 0;
				continue;
			}
			const [low, high] = input === i ? [top + from, bottom + from] : [left, right];
			for (let at = low; at <= high;) {
				const end = Math.min(split.runEnd[at] ?? at, high);
				const child = (split.left[at] === 1 ? tree.left[node] : tree.right[node]) ?? 0;
				if (input === i) walk(child, at - from, end - from, left, right);
				else walk(child, top, bottom, at, end);
				at = end + 1;
			}
			return;
		}
	};
	walk(0, 0, rows - 1, 0, (choices[j]?.values.length ?? 1) - 1);
}
