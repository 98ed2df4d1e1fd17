import { preferredLocale } from '$lib/i18n/catalogue';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';

export async function load(): Promise<void> {
	await loadOperationTexts(preferredLocale());
}
