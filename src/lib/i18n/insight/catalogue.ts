import type { Locale } from '../catalogue';
import type { Translation } from '../translation';
import type { insight } from './en';

type Insight = typeof insight;
/** Texts of the report come from core, which the command line shares. */
export type InsightTexts = Translation<Omit<Insight, 'report'>> & Pick<Insight, 'report'>;

const loaded = new Map<Locale, InsightTexts>();

/** The texts of reports and analyses in a language; the page that shows them loads them before it is drawn. */
export async function loadInsightTexts(locale: Locale): Promise<InsightTexts> {
	const texts = loaded.get(locale) ?? (await (locale === 'ja' ? import('./ja') : import('./en'))).insight;
	loaded.set(locale, texts);
	return texts;
}

/** The texts as they were loaded before. */
export function loadedInsightTexts(locale: Locale): InsightTexts | undefined {
	return loaded.get(locale);
}
