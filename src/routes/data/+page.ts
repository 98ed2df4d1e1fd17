import { preferredLocale } from '$lib/i18n/catalogue';
import { loadConnectTexts } from '$lib/i18n/connect/catalogue';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';

export async function load(): Promise<void> {
	await Promise.all([loadOperationTexts(preferredLocale()), loadConnectTexts(preferredLocale())]);
}
