import type { I18n } from '$lib/i18n/i18n.svelte';
import type { DriftWindow } from '$lib/state/monitor.svelte';

/** What a report compares, in words: tables by name, or this device and what its package was trained on. */
export function windowNames(
	{ reference, current, meta }: DriftWindow,
	i18n: I18n
): { reference: string; current: string } {
	const t = i18n.t.monitor.window;
	if (meta.window) return { reference: reference === null ? t.gone : t.trained(reference), current: t.device };
	return { reference: reference ?? t.gone, current: current ?? t.gone };
}
