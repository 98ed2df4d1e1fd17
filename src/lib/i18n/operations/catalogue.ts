import type { Locale } from '../catalogue';
import type { OperationTexts } from './texts';

const loaded = new Map<Locale, OperationTexts>();

/** The texts of the operations in a language. They are many: a page that shows recipes loads them before it is drawn. */
export async function loadOperationTexts(locale: Locale): Promise<OperationTexts> {
	const texts = loaded.get(locale) ?? (await (locale === 'ja' ? import('./ja') : import('./en'))).operations;
	loaded.set(locale, texts);
	return texts;
}

/** The texts as they were loaded before. */
export function loadedOperationTexts(locale: Locale): OperationTexts | undefined {
	return loaded.get(locale);
}
