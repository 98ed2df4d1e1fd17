import type { I18n } from '$lib/i18n/i18n.svelte';

const units = [
	['weeks', 604_800_000],
	['days', 86_400_000],
	['hours', 3_600_000],
	['minutes', 60_000]
] as const;

/** A TTL in the largest unit that tells it in whole numbers: "30 days". */
export function ttlText(i18n: I18n, ttlMs: number): string {
	const [unit, size] = units.find(([, length]) => ttlMs >= length && ttlMs % length === 0) ?? ['minutes', 60_000];
	return i18n.t.feature.span[unit](ttlMs / size);
}
