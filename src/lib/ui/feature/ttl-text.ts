import { ttlParts } from '$lib/core/feature/ttl';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A TTL in words: "30 days". */
export function ttlText(i18n: I18n, ttlMs: number): string {
	const { count, unit } = ttlParts(ttlMs);
	return i18n.t.feature.span[unit](count);
}
