import { escaped, htmlPage, htmlTable, note, section } from '../document/html';
import { writerFor } from '../document/writer';
import { isBreach } from '../clarify/limit';
import { limitText } from '../clarify/limit-text';
import { writeJson } from '../json';
import { cardFields, groupDoubts, type ModelCard } from './card';
import { cardSections } from './card-sections';
import type { CardTexts } from './texts/card-en';

const made = (card: ModelCard, t: CardTexts) =>
	t.made(`${new Date(card.madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`);

/** A card as one HTML file: no script, nothing fetched, to read and to print. */
export function cardHtml(card: ModelCard, t: CardTexts): string {
	const sections = cardSections(card, t, writerFor(t.tag)).map(({ title, paragraphs, bullets, table }) => {
		const list = bullets.map((text) => `<li>${escaped(text)}</li>`).join('');
		return section(
			title,
			paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('') +
				(list === '' ? '' : `<ul>${list}</ul>`) +
				(table ? htmlTable(table.heads, table.rows) : '')
		);
	});
	const title = t.title(card.name);
	return htmlPage(t.tag, title, `<h1>${escaped(title)}</h1>${note(made(card, t))}${sections.join('\n')}`);
}

/** A card as Markdown: names and values of the data as text, whatever signs they hold. */
export function cardMarkdown(card: ModelCard, t: CardTexts): string {
	const sections = cardSections(card, t, writerFor(t.tag)).map(({ title, paragraphs, bullets, table }) =>
		[
			`## ${plain(title)}`,
			...paragraphs.map(plain),
			...(bullets.length > 0 ? [bullets.map((text) => `- ${plain(text)}`).join('\n')] : []),
			...(table ? [markdownTable(table.heads, table.rows)] : [])
		].join('\n\n')
	);
	return `# ${plain(t.title(card.name))}\n\n${plain(made(card, t))}\n\n${sections.join('\n\n')}\n`;
}

function markdownTable(heads: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
	const line = (cells: readonly (string | null)[]) => `| ${cells.map((cell) => plain(cell ?? '–')).join(' | ')} |`;
	return [line(heads), `| ${heads.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text on one line with every sign that Markdown reads behind a backslash. */
function plain(text: string): string {
	return text
		.replaceAll(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
		.replaceAll(/^(\s*)([-+=]|\d+[.)])(?=\s|$)/g, '$1\\$2')
		.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/** The facts of a card as one JSON document. Keys: docs/model-card.md. */
export function cardJson(card: ModelCard): string {
	const { fairness, words, madeAt, lineage, ...facts } = card;
	return `${writeJson(
		{
			schemaVersion: 1,
			kind: 'temoto-model-card',
			...facts,
			madeAt: new Date(madeAt).toISOString(),
			words: Object.fromEntries(cardFields.map((field) => [field, words[field]])),
			lineage: lineage.map((step) => ({ ...step, madeAt: new Date(step.madeAt).toISOString() })),
			fairness: fairness && {
				...fairness,
				doubts: groupDoubts(fairness.groups).map(({ group, why, size }) => ({
					facet: group.facet,
					value: group.value,
					why,
					size
				})),
				limits: fairness.limits.map((check) => ({
					limit: limitText(check.limit),
					facet: check.facet,
					value: check.value,
					measured: check.measured,
					finding: check.finding,
					breached: isBreach(check)
				}))
			}
		},
		'\t'
	)}\n`;
}
