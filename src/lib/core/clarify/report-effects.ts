import { escaped, htmlTable, note, section, shareBar, type HtmlCell } from '../document/html';
import { figure } from '../document/svg';
import type { Writer } from '../document/writer';
import { isTemporalType } from '../table/schema';
import type { Effect } from './effect';
import type { ErrorSlice, ErrorSlices } from './error-tree';
import { curve } from './report-chart';
import { ruleWords, type WriteNumber } from './rule-words';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
}

const mostCurves = 20;

/** Effects of one column each; those of two are left to the page. */
export function effectsSection(effects: readonly Effect[], ink: Ink): string {
	const single = effects.filter(({ axes }) => axes.length === 1);
	if (single.length === 0) return '';
	const pictures = single.map((effect) => effectFigure(effect, ink)).join('');
	return section(ink.t.effects.title, `${note(ink.t.effects.lead)}<div class="pair">${pictures}</div>`);
}

function effectFigure({ kind, axes, values, support, curves, mean }: Effect, { t, w }: Ink): string {
	const [axis] = axes;
	if (!axis) return '';
	const isTime = axis.kind === 'number' && isTemporalType(axis.type);
	const name = (place: number) => {
		const value = axis.values[place] ?? '';
		if (typeof value === 'string') return value === '' ? t.explanation.missing : value;
		return isTime ? new Date(value).toISOString().slice(0, 10) : w.number(value, 4);
	};
	const finite = Array.from(values).filter(Number.isFinite);
	const ends = [Math.min(...finite), Math.max(...finite), mean].map((value) => w.number(value, 3));
	const says = t.effects.says[kind](ends[0] ?? '', ends[1] ?? '', ends[2] ?? '');
	const title = t.effects.of(axis.column);
	const label = `${title}. ${says}`;
	const rows = Array.from(values, (value, place): HtmlCell[] => [
		name(place),
		number(value, w),
		{ markup: escaped(w.count(support[place] ?? 0)), isNumber: true }
	]);
	const table = htmlTable([t.effects.place, t.effects.answer, t.effects.support], rows);
	const line = Array.from(values, (y, place) => ({
		x: axis.kind === 'number' ? (axis.values[place] ?? NaN) : place,
		y
	}));
	if (axis.kind === 'category')
		return figure(
			title,
			says,
			'',
			barTable(
				Array.from(values, (value, place) => [name(place), value, support[place] ?? 0] as const),
				{ t, w }
			)
		);
	const behind = Array.from({ length: Math.min(mostCurves, curves?.rows.length ?? 0) }, (_, row) =>
		line.map(({ x }, place) => ({ x, y: curves?.values[row * line.length + place] ?? NaN }))
	);
	return figure(title, says, curve(line, behind, label, w), table);
}

/** Categories with the answer as a bar from the least of 0 and all answers. */
function barTable(lines: readonly (readonly [string, number, number])[], { t, w }: Ink): string {
	const answers = lines.map(([, value]) => value);
	const [low, high] = [Math.min(0, ...answers), Math.max(0, ...answers)];
	return htmlTable(
		[t.effects.place, t.effects.answer, '', t.effects.support],
		lines.map(([name, value, rows]): HtmlCell[] => [
			name,
			number(value, w),
			shareBar(high > low ? (value - low) / (high - low) : 0, w.number(value, 3)),
			{ markup: escaped(w.count(rows)), isNumber: true }
		])
	);
}

/** The slices of an error tree as a table with bars. */
export function errorsSection(errors: ErrorSlices, words: WriteNumber, ink: Ink): string {
	const { t, w } = ink;
	const { task, rows, whole, slices } = errors;
	const write = (value: number) => (task === 'classification' ? w.percent(value) : w.number(value, 3));
	const most = Math.max(1e-300, ...slices.map(({ upper, value }) => upper ?? value ?? 0));
	const lines = [whole, ...slices].map((slice): HtmlCell[] => [
		{
			markup: `<span class="words">${escaped(ruleWords(slice.rule, t.errors.rule, words))}${slice.isWorse ? ` <b class="high">${escaped(t.errors.worse)}</b>` : ''}</span>`
		},
		{ markup: escaped(w.count(slice.measured)), isNumber: true },
		slice.value === null ? null : { markup: escaped(write(slice.value)), isNumber: true },
		sliceBar(slice, most, write),
		slice.share === null ? null : { markup: escaped(w.percent(slice.share)), isNumber: true }
	]);
	const heads = [t.errors.where, t.errors.rows, t.errors.wrong[task], t.bias.interval, t.errors.share];
	const says = whole.value === null ? '' : t.errors.says[task](write(whole.value));
	return section(
		t.errors.title,
		note(`${t.errors.basis(w.count(rows.measured), w.count(rows.found))} ${says}`) + htmlTable(heads, lines)
	);
}

function sliceBar({ value, lower, upper }: ErrorSlice, most: number, write: (value: number) => string): HtmlCell {
	if (value === null) return null;
	const interval = lower === null || upper === null ? null : { lower: lower / most, upper: upper / most };
	return shareBar(value / most, write(value), interval);
}

function number(value: number, w: Writer): HtmlCell {
	return Number.isFinite(value) ? { markup: escaped(w.number(value, 3)), isNumber: true } : null;
}
