import { loadCatalogue, preferredLocale } from '$lib/i18n/catalogue';

export const ssr = false;
export const prerender = false;

/** The texts are there before anything is drawn: no flash of another language. */
export async function load(): Promise<void> {
	await loadCatalogue(preferredLocale());
}
