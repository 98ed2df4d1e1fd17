import { escaped, htmlTable, note, section, shareBar, type HtmlCell } from '../document/html';
import type { Writer } from '../document/writer';
import { strongestPairs, type Interactions } from './interaction';
import type { AuditTexts } from './texts/report-en';

const mostPairs = 12;

/** Pairs of columns that move the answer together, the strongest first. */
export function pairsSection(pairs: Interactions, { t, w }: { readonly t: AuditTexts; readonly w: Writer }): string {
	const p = t.pairs;
	const all = strongestPairs(pairs).filter(({ meanAbs }) => meanAbs > 0);
	const shown = all.slice(0, mostPairs);
	const [strongest] = shown;
	if (!strongest) return section(p.title, note(p.none));
	const rows = shown.map(({ first, second, meanAbs }): HtmlCell[] => [
		first,
		second,
		{ markup: escaped(w.number(meanAbs, 3)), isNumber: true },
		shareBar(meanAbs / strongest.meanAbs, w.number(meanAbs, 3))
	]);
	const says = p.says(strongest.first, strongest.second, w.number(strongest.meanAbs, 3));
	const cut = all.length > shown.length ? ` ${p.more(w.count(all.length - shown.length))}` : '';
	return section(
		p.title,
		note(`${p.lead(w.count(pairs.rowCount))} ${says}${cut}`) +
			htmlTable([p.first, p.second, t.explanation.meanAbs, ''], rows)
	);
}
