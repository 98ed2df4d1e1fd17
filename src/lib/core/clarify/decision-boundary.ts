import { askModel } from '../model/asked-model';
import { calledClass } from '../model/called-class';
import type { Model } from '../model/model';
import type { Predictor } from '../ports';
import type { Columns } from '../table/columns';
import { AppError } from '../errors';
import { cutPlaces } from './counterfactual-cuts';
import { axesOf, gridValue, rowsOf, tableOf, type NumberAxis, type Row, type RowAxis } from './counterfactual-space';

/** Where along a column of numbers the class that a row is called becomes another one. */
export interface Flip {
	/** The last value with the class before, and the first with the one after: neighbours at the column's precision. */
	readonly below: number;
	readonly above: number;
	/** Places in the model's classes. */
	readonly from: number;
	readonly to: number;
}

/** The answers for a row when one of its values moves and the others stay. */
export interface DecisionLine {
	readonly column: string;
	readonly type: 'number' | 'text';
	/** Numbers rising, or categories, the row's own first. */
	readonly values: readonly (number | string)[];
	/** Row-major values x classes, or numbers. */
	readonly answers: Float64Array;
	/** Numbers of a model of classes only. */
	readonly flips: readonly Flip[];
	/** Every value of the column was tried, or every way the trees' thresholds let it fall: no flip is passed over. */
	readonly isWhole: boolean;
}

export interface LinesJob {
	readonly model: Model;
	/** The first row is moved. */
	readonly row: Columns;
	/** Says between what values the columns lie. */
	readonly background: Columns;
}

export interface DecisionLines {
	/** The row's own answer: all classes, or the number. */
	readonly answer: readonly number[];
	readonly lines: readonly DecisionLine[];
}

const places = 101;
const mostCuts = 1000;
const mostCategories = 60;
const bisections = 40;

/**
 * The answer for a row and along each of its columns, with the places where the decision flips. Trees are asked on both sides of every
 * threshold; of other models places are evenly spaced, and each flip between two of them is narrowed down to neighbouring values, so two
 * flips that lie closer together can be passed over. model/input-missing, table/empty without a row.
 */
export async function decisionLines(
	{ model, row, background }: LinesJob,
	predictor: Predictor
): Promise<DecisionLines> {
	const own = rowsOf(model.inputs, row)[0];
	if (!own) throw new AppError('table/empty', { table: 'row' });
	const asked = await askModel(model, predictor);
	const ask = (rows: readonly Row[]) => asked.answers(asked.encode(tableOf(model.inputs, rows)));
	const axes = axesOf(model.inputs, own, rowsOf(model.inputs, background), []);
	const outputs = Math.max(1, model.classes.length);
	const spaces = axes.map((axis) => valuesAlong(model, axis));
	const answers = await ask([own, ...spaces.flatMap(({ values }, at) => values.map((value) => own.with(at, value)))]);
	let from = outputs;
	const lines = axes.map((axis, at): DecisionLine => {
		const { values = [], isWhole = false } = spaces[at] ?? {};
		const part = answers.slice(from, (from += values.length * outputs));
		return { column: axis.name, type: axis.type, values, answers: part, flips: [], isWhole };
	});
	const answer = [...answers.subarray(0, outputs)];
	return model.classes.length === 0
		? { answer, lines }
		: { answer, lines: await withFlips(own, axes, lines, model, ask) };
}

function valuesAlong(model: Model, axis: RowAxis): Pick<DecisionLine, 'values' | 'isWhole'> {
	if (axis.type === 'text') {
		const all = [axis.original, ...axis.categories].filter((category) => category !== '');
		return { values: all.slice(0, mostCategories), isWhole: all.length <= mostCategories };
	}
	const size = axis.last - axis.first + 1;
	if (!(size > 0)) return { values: [], isWhole: true };
	const even = Array.from({ length: Math.min(size, places) }, (_, k) =>
		size <= places ? axis.first + k : axis.first + Math.round((k * (size - 1)) / (places - 1))
	);
	const cuts = model.estimator.type === 'trees' ? cutPlaces(model, model.estimator, axis) : null;
	const isWhole = size <= places || (cuts !== null && cuts.length <= mostCuts);
	const tried = cuts && isWhole ? [...new Set([...even, ...cuts])].sort((a, b) => a - b) : even;
	return { values: tried.map((place) => gridValue(axis, place)), isWhole };
}

interface Gap {
	readonly at: number;
	readonly axis: NumberAxis;
	readonly from: number;
	readonly to: number;
	low: number;
	high: number;
}

/** Narrows every flip down to neighbours, all columns at once: each turn asks one row a flip. */
async function withFlips(
	own: Row,
	axes: readonly RowAxis[],
	lines: readonly DecisionLine[],
	{ classes: { length: outputs }, threshold }: Model,
	ask: (rows: readonly Row[]) => Promise<Float64Array>
): Promise<DecisionLine[]> {
	const gaps = axes.flatMap((axis, at): Gap[] => {
		const line = lines[at];
		if (axis.type !== 'number' || !line) return [];
		const classes = line.values.map((_, k) => calledClass(line.answers, k * outputs, outputs, threshold));
		return classes.flatMap((to, k): Gap[] => {
			const from = classes[k - 1];
			const [low, high] = [line.values[k - 1], line.values[k]].map((value) => Math.round(Number(value) / axis.step));
			return from === undefined || from === to || low === undefined || high === undefined
				? []
				: [{ at, axis, from, to, low, high }];
		});
	});
	for (let turn = 0; turn < bisections; turn++) {
		const open = gaps.filter(({ low, high }) => high - low > 1);
		if (open.length === 0) break;
		const middles = open.map(({ low, high }) => Math.floor((low + high) / 2));
		const answers = await ask(open.map(({ at, axis }, k) => own.with(at, gridValue(axis, middles[k] ?? 0))));
		open.forEach((gap, k) => {
			if (calledClass(answers, k * outputs, outputs, threshold) === gap.from) gap.low = middles[k] ?? gap.low;
			else gap.high = middles[k] ?? gap.high;
		});
	}
	return lines.map((line, place) => ({
		...line,
		flips: gaps
			.filter(({ at }) => at === place)
			.map(({ axis, from, to, low, high }) => ({
				below: gridValue(axis, low),
				above: gridValue(axis, high),
				from,
				to
			}))
	}));
}

export interface MapJob extends LinesJob {
	/** The two inputs that move. */
	readonly columns: readonly [string, string];
}

/** The answers for a row when two of its values move: row-major first x second x classes, or numbers. */
export interface DecisionMap {
	readonly columns: readonly [string, string];
	readonly values: readonly [readonly (number | string)[], readonly (number | string)[]];
	readonly answers: Float64Array;
}

const mapPlaces = 40;

/** Evenly spaced numbers, at most 40 a column, or the categories. model/input-missing when a column is no input of the model. */
export async function decisionMap(
	{ model, row, background, columns }: MapJob,
	predictor: Predictor
): Promise<DecisionMap> {
	const own = rowsOf(model.inputs, row)[0];
	if (!own) throw new AppError('table/empty', { table: 'row' });
	const asked = await askModel(model, predictor);
	const axes = axesOf(model.inputs, own, rowsOf(model.inputs, background), []);
	const along = (name: string) => {
		const at = axes.findIndex((axis) => axis.name === name);
		const axis = axes[at];
		if (!axis) throw new AppError('model/input-missing', { column: name });
		return { at, values: mapValues(axis) };
	};
	const [first, second] = [along(columns[0]), along(columns[1])];
	const rows = first.values.flatMap((a) => second.values.map((b) => own.with(first.at, a).with(second.at, b)));
	const answers = await asked.answers(asked.encode(tableOf(model.inputs, rows)));
	return { columns, values: [first.values, second.values], answers };
}

function mapValues(axis: RowAxis): (number | string)[] {
	if (axis.type === 'text')
		return [axis.original, ...axis.categories].filter((category) => category !== '').slice(0, mapPlaces);
	const size = Math.max(0, axis.last - axis.first + 1);
	const count = Math.min(size, mapPlaces);
	return Array.from({ length: count }, (_, k) =>
		gridValue(axis, axis.first + (count < 2 ? 0 : Math.round((k * (size - 1)) / (count - 1))))
	);
}
