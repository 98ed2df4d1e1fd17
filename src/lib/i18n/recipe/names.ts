/** A column name or a value inside a sentence stands between isolates, so that the page can set it apart and its script keeps order. */
export function named(text: string): string {
	return `\u2068${text.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`;
}

export interface SentencePart {
	readonly text: string;
	readonly named: boolean;
}

/** Splits a sentence at its names. */
export function sentenceParts(sentence: string): SentencePart[] {
	return sentence
		.split(/\u2068([^\u2069]*)\u2069/)
		.flatMap((text, i) => (text === '' ? [] : [{ text, named: i % 2 === 1 }]));
}
