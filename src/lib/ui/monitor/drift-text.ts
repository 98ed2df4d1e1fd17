import { changeOf } from '$lib/core/monitor/change';
import type { ColumnDrift } from '$lib/core/monitor/drift';
import type { Distributions } from '$lib/core/monitor/drift-report';
import type { SharedBin } from '$lib/core/monitor/shared-bins';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A change this large is called one, if it is no chance: the least effect of a report. */
const leastEffect = 0.1;

/** A number of a column: a moment in time where the column holds those. */
export function valueText(value: number, kind: string, i18n: I18n): string {
	return kind === 'datetime' ? i18n.day(value) : i18n.number(value, 3);
}

export function binText({ from, to, value }: SharedBin, kind: string, i18n: I18n): string {
	const t = i18n.t.monitor.distribution;
	if (value !== null) return value === '' ? '“”' : value;
	if (from !== null && to !== null) return t.between(valueText(from, kind, i18n), valueText(to, kind, i18n));
	if (to !== null) return t.upTo(valueText(to, kind, i18n));
	return from !== null ? t.over(valueText(from, kind, i18n)) : t.other;
}

/** What happened to a column, in a plain sentence without its end. */
export function changeText(drift: ColumnDrift, distributions: Distributions | null | undefined, i18n: I18n): string {
	const t = i18n.t.monitor.change;
	const { column, kind, effect } = drift;
	if (!drift.drifted) {
		if (effect === null) return t.undefined(column);
		return effect >= leastEffect ? t.unsure(column) : t.steady(column);
	}
	const change = changeOf(drift, distributions?.reference[column], distributions?.current[column]);
	switch (change.type) {
		case 'moved':
			return t.moved(
				column,
				change.deviations > 0,
				i18n.number(Math.abs(change.deviations), 1),
				valueText(change.from, kind, i18n),
				valueText(change.to, kind, i18n)
			);
		case 'spread':
			return t.spread(column, change.ratio > 1, i18n.number(change.ratio, 1));
		case 'value':
			return t.value(column, change.value, i18n.percent(change.from), i18n.percent(change.to));
		case 'missing':
			return t.missing(column, i18n.percent(change.from), i18n.percent(change.to));
		case 'shape':
			return t.shape(column, i18n.percent(effect ?? 0));
	}
}

/** The verdict of a cell in a word. */
export function verdictText({ drifted, missing, effect, reason }: ColumnDrift, i18n: I18n): string {
	const t = i18n.t.monitor.picture;
	if (drifted) return reason === 'missing-changed' && missing.drifted ? t.missing : t.drifted;
	return effect === null ? t.undefined : t.steady;
}

/** A p-value: never 0, which no test can say. */
export function tailText(pValue: number | null, i18n: I18n): string {
	if (pValue === null) return '–';
	return pValue < 0.001 ? `< ${i18n.number(0.001, 3)}` : i18n.number(pValue, 3);
}
