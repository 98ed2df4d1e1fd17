import { escaped, htmlPage, htmlTable, note, section } from '../document/html';

export interface AnalysisPage {
	/** Language tag. */
	readonly tag: string;
	readonly title: string;
	/** The table it is of, and of how many rows. */
	readonly about: string;
	readonly sentence: string;
	/** The picture as SVG markup, as it is drawn on screen; empty without one. */
	readonly picture: string;
	readonly heads: readonly string[];
	readonly rows: readonly (readonly (string | number | null)[])[];
}

const mostRows = 2000;

/** An analysis as one file: its picture inside, its figures below. */
export function analysisHtml({ tag, title, about, sentence, picture, heads, rows }: AnalysisPage): string {
	const figures = htmlTable(heads, rows.slice(0, mostRows));
	return htmlPage(
		tag,
		title,
		`<h1>${escaped(title)}</h1>${note(about)}${section(sentence, picture)}<section>${figures}</section>`
	);
}
