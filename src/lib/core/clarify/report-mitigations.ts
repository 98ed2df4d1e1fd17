import { escaped, htmlTable, note, section, type HtmlCell } from '../document/html';
import { figure } from '../document/svg';
import type { Writer } from '../document/writer';
import type { Figure, TriedMitigation, TriedMitigations } from './mitigation-trial';
import { beforeAfter } from './report-chart';
import { criteria, type Criterion } from './threshold';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
}

/** What every mitigation that was tried does to the gap between groups and to accuracy. */
export function mitigationsSection(measured: TriedMitigations, ink: Ink): string {
	const { t, w } = ink;
	const m = t.mitigations;
	const { rows, splits, criterion, asIs, tried } = measured;
	const basis = m.basis(m.estimators[measured.estimator], w.count(rows.train), w.count(rows.test), w.count(splits));
	const sampled = rows.train + rows.test < rows.all ? ` ${m.sampled(w.count(rows.all))}` : '';
	const done = tried.flatMap(({ summary, ...one }) =>
		summary ? [{ name: wayName(one, criterion, ink), summary }] : []
	);
	const failed = tried.flatMap(({ summary, ...one }) => (summary ? [] : [wayName(one, criterion, ink)]));
	const share = (found: Figure | null) => (found === null ? null : rangeCell(found, w));
	const line = (name: string, summary: TriedMitigations['asIs']): HtmlCell[] => [
		{ markup: `<span class="words">${escaped(name)}</span>` },
		...criteria.map((one) => share(summary[one])),
		share(summary.accuracy),
		summary.auc === null ? null : { markup: escaped(w.score(summary.auc.mean)), isNumber: true }
	];
	const heads = [m.mitigation, ...criteria.map((one) => m.gaps[one]), m.accuracy, m.auc];
	const table = htmlTable(heads, [line(m.asIs, asIs), ...done.map(({ name, summary }) => line(name, summary))]);
	const says = saysBest(measured, ink);
	const lines = done.map(({ name, summary }) => ({ name, left: summary[criterion], right: summary.accuracy }));
	const columns = {
		left: { title: m.gaps[criterion], before: asIs[criterion] },
		right: { title: m.accuracy, before: asIs.accuracy }
	};
	const label = `${m.title}. ${says}`;
	const picture = lines.length > 0 ? beforeAfter(lines, columns, label, (value) => w.percent(value)) : '';
	const without = failed.length > 0 ? note(m.impossible(failed.join(', '))) : '';
	return section(m.title, note(`${basis}${sampled}`) + figure(m.chart, says, picture, table) + without);
}

/** Thresholds say what they make alike where it is not what is looked at. */
function wayName({ mitigation, criterion }: Omit<TriedMitigation, 'summary'>, looked: Criterion, { t }: Ink): string {
	const name = t.mitigations.ways[mitigation];
	return criterion === null || criterion === looked ? name : t.mitigations.of(name, t.mitigations.criteria[criterion]);
}

function saysBest({ criterion, asIs, tried }: TriedMitigations, ink: Ink): string {
	const { t, w } = ink;
	const m = t.mitigations;
	const before = asIs[criterion];
	if (before === null) return m.noGap;
	const known = tried.flatMap(({ summary, ...one }) => {
		const gap = summary?.[criterion];
		return gap
			? [{ name: wayName(one, criterion, ink), gap: gap.mean, most: gap.most, accuracy: summary.accuracy }]
			: [];
	});
	const best = known.toSorted((a, b) => a.gap - b.gap)[0];
	if (!best || best.gap >= before.mean) return m.saysNone(w.percent(before.mean));
	const accuracy = (found: Figure | null) => (found === null ? t.notDefined : w.percent(found.mean));
	const says = m.says(
		best.name,
		w.percent(best.gap),
		w.percent(before.mean),
		accuracy(best.accuracy),
		accuracy(asIs.accuracy)
	);
	return best.most >= before.least ? `${says} ${m.perhaps}` : says;
}

/** The mean, and in brackets the least and the most where they differ. */
function rangeCell({ mean, least, most }: Figure, w: Writer): HtmlCell {
	const range = least === most ? '' : ` (${w.percent(least)}–${w.percent(most)})`;
	return { markup: escaped(w.percent(mean) + range), isNumber: true };
}
