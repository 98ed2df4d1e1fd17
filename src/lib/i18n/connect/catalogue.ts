import type { Locale } from '../catalogue';
import type { Translation } from '../translation';
import type { connect as english } from './en';

export type ConnectTexts = Translation<typeof english>;

const loaded = new Map<Locale, ConnectTexts>();

/** The texts of the dialog for sources; the page that shows it loads them before it is drawn. */
export async function loadConnectTexts(locale: Locale): Promise<ConnectTexts> {
	const texts = loaded.get(locale) ?? (await (locale === 'ja' ? import('./ja') : import('./en'))).connect;
	loaded.set(locale, texts);
	return texts;
}

/** The texts as they were loaded before. */
export function loadedConnectTexts(locale: Locale): ConnectTexts | undefined {
	return loaded.get(locale);
}
