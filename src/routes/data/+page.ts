import { preferredLocale } from '$lib/i18n/catalogue';
import { loadConnectTexts } from '$lib/i18n/connect/catalogue';
import { loadInsightTexts } from '$lib/i18n/insight/catalogue';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';

export async function load(): Promise<void> {
	const locale = preferredLocale();
	await Promise.all([loadOperationTexts(locale), loadConnectTexts(locale), loadInsightTexts(locale)]);
}
