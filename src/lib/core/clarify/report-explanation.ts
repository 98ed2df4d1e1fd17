import { escaped, htmlTable, note, section, shareBar, type HtmlCell } from '../document/html';
import { figure } from '../document/svg';
import type { Writer } from '../document/writer';
import { cellAt, columnNamed, type Columns } from '../table/columns';
import { isTemporalType } from '../table/schema';
import type { Explanation } from './explanation';
import { drawnRows, swarmDots, waterfallSteps } from './pictures';
import type { ExplainedRows } from './report';
import { beeswarm, dependence, waterfall, type DependencePoint } from './report-chart';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
}

const mostColumns = 12;
const mostDots = 200;
const mostSteps = 9;
const dependenceColumns = 4;
const mostCategories = 6;

/** Importance, each row as dots, a few rows one by one, and what the first columns add by their value. */
export function explanationSection({ found, rows, against }: ExplainedRows, isNumber: boolean, ink: Ink): string {
	const { t, w } = ink;
	const e = t.explanation;
	const [first] = found.importance;
	if (found.predictions.length === 0 || !first) return section(e.title, note(e.noRows));
	const basis = [
		e.methods[found.method],
		found.exact ? e.exact : e.estimated,
		e.outputs[isNumber ? 'number' : found.output],
		e.basis(w.count(found.predictions.length), against, w.count(found.background))
	];
	const shown = found.importance.slice(0, mostColumns).map(({ feature }) => feature);
	const parts = [
		note(basis.join(' ')),
		importanceFigure(found, ink),
		swarmFigure(found, rows, shown, ink),
		...pickedRows(found).map(([kind, row]) => rowFigure(found, rows, row, kind, ink)),
		`<div class="pair">${shown
			.slice(0, dependenceColumns)
			.map((feature) => dependenceFigure(found, rows, feature, ink))
			.join('')}</div>`
	];
	return section(e.title, parts.join(''));
}

function importanceFigure({ importance }: Explanation, { t, w }: Ink): string {
	const e = t.explanation;
	const most = Math.max(1e-300, importance[0]?.meanAbs ?? 0);
	const rows = importance.map(({ feature, meanAbs }): HtmlCell[] => [
		feature,
		numberCell(meanAbs, w),
		shareBar(meanAbs / most, w.number(meanAbs, 3))
	]);
	const says = importance[0] ? e.importanceSays(importance[0].feature, w.number(importance[0].meanAbs, 3)) : '';
	return figure(e.importance, says, '', htmlTable([e.column, e.meanAbs, ''], rows));
}

function swarmFigure(found: Explanation, rows: Columns, order: readonly string[], { t, w }: Ink): string {
	const e = t.explanation;
	const dots = swarmDots(found, rows, order, drawnRows(found.predictions.length, mostDots));
	const width = found.features.length;
	const table = order.map((feature): HtmlCell[] => {
		const place = found.features.indexOf(feature);
		const values = Float64Array.from(found.predictions, (_, row) => found.values[row * width + place] ?? NaN).sort();
		const middle = values[(values.length - 1) >> 1] ?? NaN;
		return [feature, ...[values[0] ?? NaN, middle, values.at(-1) ?? NaN].map((value) => numberCell(value, w))];
	});
	const says = e.swarmSays(order[0] ?? '');
	return figure(
		e.swarm,
		says,
		beeswarm(dots, order, `${e.swarm}. ${says}`, w),
		htmlTable([e.column, e.least, e.middle, e.most], table)
	);
}

type RowKind = 'lowest' | 'middle' | 'highest';

/** The rows with the lowest, the middle and the highest answer; each row once. */
function pickedRows({ predictions }: Explanation): [RowKind, number][] {
	const order = Array.from(predictions.keys()).sort((a, b) => (predictions[a] ?? 0) - (predictions[b] ?? 0) || a - b);
	const at = (place: number) => order[place] ?? 0;
	const all: [RowKind, number][] = [
		['highest', at(order.length - 1)],
		['middle', at((order.length - 1) >> 1)],
		['lowest', at(0)]
	];
	return all.filter(([, row], place) => all.findIndex(([, other]) => other === row) === place);
}

function rowFigure(found: Explanation, rows: Columns, row: number, kind: RowKind, { t, w }: Ink): string {
	const e = t.explanation;
	const steps = waterfallSteps(found, row, mostSteps).map((step) => ({
		...step,
		name: step.feature ?? e.others(w.count(step.columns))
	}));
	const says = e.rowSays(
		w.number(found.baseValue, 3),
		w.number(found.predictions[row] ?? NaN, 3),
		steps[0]?.name ?? ''
	);
	const title = `${e.row(w.count(row + 1))}: ${e.rowKinds[kind]}`;
	const hasErrors = found.errors !== null;
	const table = steps.map(({ name, feature, value, error }): HtmlCell[] => [
		name,
		feature === null ? null : cellText(rows, feature, row, e.missing, w),
		numberCell(value, w),
		...(hasErrors ? [error === null ? null : numberCell(error, w)] : [])
	]);
	const heads = [e.column, e.value, e.adds, ...(hasErrors ? [e.error] : [])];
	return figure(title, says, waterfall(steps, found.baseValue, `${title}. ${says}`, w), htmlTable(heads, table));
}

function dependenceFigure(found: Explanation, rows: Columns, feature: string, ink: Ink): string {
	const { t, w } = ink;
	const e = t.explanation;
	const column = columnNamed(rows, feature);
	if (!column) return '';
	const width = found.features.length;
	const place = found.features.indexOf(feature);
	const isText = column.vector.kind === 'text';
	const isTime = isTemporalType(column.type);
	const cells = Array.from(found.predictions, (_, row) => cellAt(column.vector, row));
	const adds = (row: number) => found.values[row * width + place] ?? NaN;
	const groups = isText ? categoryGroups(cells) : numberGroups(cells);
	const names = groups.map(({ low, high, text }) =>
		text !== null
			? text === ''
				? e.missing
				: text
			: low === null || high === null
				? e.missing
				: low === high
					? valueText(low, isTime, w)
					: e.from(valueText(low, isTime, w), valueText(high, isTime, w))
	);
	const means = groups.map((group) => mean(group.rows.map(adds)));
	const table = groups.map((group, at): HtmlCell[] => [
		names[at] ?? '',
		{ markup: escaped(w.count(group.rows.length)), isNumber: true },
		numberCell(means[at] ?? NaN, w)
	]);
	const points = groups.flatMap((group, at) =>
		group.rows.map((row): DependencePoint => {
			const cell = cells[row];
			return { x: isText ? at : typeof cell === 'number' ? cell : NaN, y: adds(row) };
		})
	);
	const known = groups.flatMap(({ low, text }, at) => (low !== null || text !== null ? [at] : []));
	// categories have no order of their own: the ones that add least and most are told
	const order = isText ? known.toSorted((a, b) => (means[a] ?? 0) - (means[b] ?? 0)) : known;
	const end = (at: number | undefined) => [names[at ?? 0] ?? '', w.number(means[at ?? 0] ?? NaN, 3)] as const;
	const says = e.dependenceSays(...end(order[0]), ...end(order.at(-1)));
	const title = e.dependence(feature);
	const picture = dependence(points.slice(0, mostDots * 2), isText ? names : null, `${title}. ${says}`, w);
	return figure(title, says, picture, htmlTable([feature, e.rows, e.adds], table));
}

interface ValueGroup {
	readonly rows: readonly number[];
	readonly low: number | null;
	readonly high: number | null;
	readonly text: string | null;
}

/** The commonest categories, the commonest first; missing counts as ''. */
function categoryGroups(cells: readonly (string | number | null)[]): ValueGroup[] {
	const byText = new Map<string, number[]>();
	cells.forEach((cell, row) => {
		const text = cell === null ? '' : String(cell);
		const known = byText.get(text);
		if (known) known.push(row);
		else byText.set(text, [row]);
	});
	return [...byText]
		.sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
		.slice(0, mostCategories)
		.map(([text, rows]) => ({ rows, low: null, high: null, text }));
}

/** Rows by the value of a number in about equal parts, then those without one. */
function numberGroups(cells: readonly (string | number | null)[]): ValueGroup[] {
	const finite = (row: number) => {
		const cell = cells[row];
		return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
	};
	const all = Array.from(cells.keys());
	const known = all.filter((row) => finite(row) !== null).sort((a, b) => (finite(a) ?? 0) - (finite(b) ?? 0));
	const missing = all.filter((row) => finite(row) === null);
	const parts: ValueGroup[] = [];
	for (let from = 0; from < known.length;) {
		let to = Math.min(known.length, Math.max(from + 1, Math.ceil((known.length * (parts.length + 1)) / 4)));
		while (to < known.length && finite(known[to] ?? 0) === finite(known[to - 1] ?? 0)) to++;
		const rows = known.slice(from, to);
		parts.push({ rows, low: finite(rows[0] ?? 0), high: finite(rows.at(-1) ?? 0), text: null });
		from = to;
	}
	return missing.length > 0 ? [...parts, { rows: missing, low: null, high: null, text: null }] : parts;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function valueText(value: number, isTime: boolean, w: Writer): string {
	return isTime ? new Date(value).toISOString().slice(0, 10) : w.number(value, 4);
}

function cellText(rows: Columns, feature: string, row: number, missing: string, w: Writer): string {
	const column = columnNamed(rows, feature);
	const cell = column ? cellAt(column.vector, row) : null;
	if (cell === null || cell === '' || (typeof cell === 'number' && Number.isNaN(cell))) return missing;
	return typeof cell === 'number' ? valueText(cell, isTemporalType(column?.type ?? ''), w) : cell;
}

function numberCell(value: number, w: Writer): HtmlCell {
	return { markup: escaped(w.number(value, 3)), isNumber: true };
}
