import { en, type Texts } from './en';

export type { Texts };
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

const loaded = new Map<Locale, Texts>([['en', en]]);

/** The texts of a language; only the one on screen is fetched. */
export async function loadCatalogue(locale: Locale): Promise<Texts> {
	const texts = loaded.get(locale) ?? (await import('./ja')).ja;
	loaded.set(locale, texts);
	return texts;
}

/** The texts of a language that was loaded before. */
export function loadedCatalogue(locale: Locale): Texts | undefined {
	return loaded.get(locale);
}

const localeKey = 'temoto.locale';

/** The language chosen on this device, else that of the browser. */
export function preferredLocale(): Locale {
	const kept = localStorage.getItem(localeKey);
	const wanted = kept ?? navigator.language;
	return locales.find((locale) => wanted.startsWith(locale)) ?? 'en';
}

export function keepLocale(locale: Locale): void {
	localStorage.setItem(localeKey, locale);
}
