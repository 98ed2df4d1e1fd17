import { escaped, htmlTable, note, section, type HtmlCell } from '../document/html';
import type { Writer } from '../document/writer';
import { calledClass } from '../model/called-class';
import type { Columns } from '../table/columns';
import { numberWriter } from './report-number';
import type { Change, Counterfactual, Wanted } from './counterfactual';
import type { Value } from './counterfactual-space';
import type { FoundChanges } from './report';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
	/** Of the model; none where it answers with a number. */
	readonly classes: readonly string[];
	readonly threshold: number | undefined;
	/** Rows of the model's inputs, for the types of its columns. */
	readonly rows: Columns | null;
}

/** The nearest changes of one row that give another answer, or that there are none. */
export function changesSection({ place, wanted, found }: FoundChanges, ink: Ink): string {
	const { t, w } = ink;
	const c = t.changes;
	const row = place === null ? c.usualRow : c.row(w.count(place + 1));
	const asked = c.asked(row, answerText(found.before, ink), wantedText(wanted, ink));
	if (found.status === 'already') return section(c.title, note(`${asked} ${c.already}`));
	if (found.status === 'none') return section(c.title, note(`${asked} ${noneText(found, ink)}`));
	const lines = found.found.map((one): HtmlCell[] => [
		changesCell(one.changes, ink),
		answerText(one.answer, ink),
		{ markup: escaped(w.number(one.distance, 3)), isNumber: true },
		one.proven ? c.proven : c.searched
	]);
	const says = c.says(w.count(found.found.length));
	const time = found.ended === 'time' ? ` ${c.timeUp}` : '';
	return section(
		c.title,
		note(`${asked} ${says}${time} ${c.distanceNote}`) + htmlTable([c.changes, c.answer, c.distance, c.certainty], lines)
	);
}

function noneText({ closest, blockers, ended }: FoundChanges['found'], ink: Ink): string {
	const c = ink.t.changes;
	const names = blockers.map(({ column }) => column).join(', ');
	return [
		ended === 'time' ? c.noneInTime : c.none,
		...(closest ? [c.closest(answerText(closest, ink))] : []),
		...(names === '' ? [] : [c.blockers(names)])
	].join(' ');
}

function changesCell(changes: Counterfactual['changes'], ink: Ink): HtmlCell {
	const lines = changes.map(({ column, from, to }: Change) =>
		escaped(ink.t.changes.change(column, valueText(column, from, ink), valueText(column, to, ink)))
	);
	return { markup: `<span class="words">${lines.join('<br/>')}</span>` };
}

function valueText(column: string, value: Value, { t, w, rows }: Ink): string {
	if (value === '' || (typeof value === 'number' && Number.isNaN(value))) return t.explanation.missing;
	if (typeof value === 'string') return value;
	return numberWriter(rows, w)(column, value);
}

function answerText(answer: readonly number[], { t, w, classes, threshold }: Ink): string {
	if (classes.length === 0) return w.number(answer[0] ?? NaN, 4);
	const best = calledClass(answer, 0, classes.length, threshold);
	return t.changes.sure(classes[best] ?? '', w.percent(answer[best] ?? NaN));
}

function wantedText(wanted: Wanted, { t, w, classes }: Ink): string {
	const c = t.changes;
	if (wanted.type === 'class') {
		const name = classes[wanted.classIndex] ?? '';
		return wanted.probability === null ? t.quoted(name) : c.atLeast(t.quoted(name), w.percent(wanted.probability));
	}
	const { least, most } = wanted;
	if (least !== null && most !== null) return t.explanation.from(w.number(least), w.number(most));
	return least !== null ? `≥ ${w.number(least)}` : most !== null ? `≤ ${w.number(most)}` : '';
}
