import { isNumericType, type Field } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';
import { cellText } from '../table/cell-text';

/** An event time as its column holds it: a date without a time of midnight, or the group's own number. */
export function eventText(i18n: I18n, field: Field, at: number): string {
	return isNumericType(field.type) ? i18n.number(at) : cellText(field.type, at).replace(/ 00:00:00$/, '');
}

/** How long ago an event was; null where times are plain numbers. */
export function agoText(i18n: I18n, field: Field, at: number, now: number): string | null {
	return isNumericType(field.type) ? null : i18n.ago(at, now);
}
