import type { WriteNumber } from '$lib/core/clarify/rule-words';
import { isTemporalType, type Field } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** Numbers of columns as people read them, dates as dates. */
export function numberWords(i18n: I18n, fields: readonly Field[]): WriteNumber {
	return (column, value) =>
		isTemporalType(fields.find(({ name }) => name === column)?.type ?? '')
			? new Date(value).toISOString().replace(/T00:00:00\.000Z$/, '')
			: i18n.number(value, 6);
}
