import type { I18n } from '$lib/i18n/i18n.svelte';

/** A time as short as it can be: 35 µs, 4.2 ms, 1.25 s. */
export function briefTime(i18n: I18n, ms: number): string {
	if (ms === 0) return '0';
	if (Math.abs(ms) < 0.9995) return `${i18n.number(Math.round(ms * 1000))} µs`;
	if (Math.abs(ms) < 999.5) return `${i18n.number(ms)} ms`;
	return `${i18n.number(ms / 1000)} s`;
}
