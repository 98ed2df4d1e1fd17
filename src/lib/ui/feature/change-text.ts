import type { FeatureStatistics } from '$lib/core/feature/batch';
import { isTemporalType } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';
import { cellText } from '../table/cell-text';

/** What is known of a feature at one ingest. */
export interface Measured {
	readonly statistics: FeatureStatistics;
	readonly rows: number;
}

export interface Change {
	readonly direction: 'up' | 'down' | 'other' | 'same';
	readonly text: string;
}

const dayMs = 86_400_000;
/** A mean that moved by less than this share of the spread before is about the same. */
const leastShift = 0.1;
const leastShare = 0.05;
const leastMissing = 0.01;

export function valueText(i18n: I18n, type: string, value: number | string | null): string {
	if (value === null) return '–';
	if (typeof value === 'string') return value;
	return isTemporalType(type) ? cellText(type, value) : i18n.number(value);
}

/** What most values are: mean and spread of numbers, the commonest of anything else. */
export function typicalText(i18n: I18n, { statistics, rows }: Measured): string {
	const { type, mean, std, top, missing } = statistics;
	const t = i18n.t.feature;
	if (missing === rows) return t.allMissing;
	if (mean !== null && isTemporalType(type))
		return valueText(i18n, type, Math.round(mean / dayMs) * dayMs).slice(0, 10);
	if (mean !== null) return std === null ? i18n.number(mean) : t.mean(i18n.number(mean), i18n.number(std));
	const [first] = top;
	return first ? t.top(first.value, i18n.percent(first.count / rows, 0)) : '–';
}

/** How a feature stands against the ingest before, worst things in words. */
export function changesOf(i18n: I18n, now: Measured, before: Measured): readonly Change[] {
	const t = i18n.t.feature;
	const changes = [...meanChange(i18n, now, before), ...topChange(i18n, now, before)];
	const [gaps, gapsBefore] = [missingShare(now), missingShare(before)];
	if (Math.abs(gaps - gapsBefore) >= leastMissing)
		changes.push({
			direction: gaps > gapsBefore ? 'up' : 'down',
			text: t.missingUp(i18n.percent(gapsBefore), i18n.percent(gaps))
		});
	return changes.length === 0 ? [{ direction: 'same', text: t.same }] : changes;
}

function meanChange(i18n: I18n, { statistics: now }: Measured, { statistics: before }: Measured): Change[] {
	if (now.mean === null || before.mean === null) return [];
	const shift = now.mean - before.mean;
	if (shift === 0 || Math.abs(shift) < leastShift * (before.std ?? 0)) return [];
	const t = i18n.t.feature;
	const by = isTemporalType(now.type)
		? t.span.days(Math.round((10 * Math.abs(shift)) / dayMs) / 10)
		: i18n.number(Math.abs(shift));
	return [shift > 0 ? { direction: 'up', text: t.up(by) } : { direction: 'down', text: t.down(by) }];
}

function topChange(i18n: I18n, now: Measured, before: Measured): Change[] {
	const [first] = now.statistics.mean === null ? now.statistics.top : [];
	if (!first) return [];
	const t = i18n.t.feature;
	const was = before.statistics.top.find(({ value }) => value === first.value);
	if (!was) return [{ direction: 'other', text: t.newTop(first.value) }];
	const [share, shareBefore] = [first.count / now.rows, was.count / before.rows];
	if (Math.abs(share - shareBefore) < leastShare) return [];
	const text = t.shareUp(first.value, i18n.percent(shareBefore, 0), i18n.percent(share, 0));
	return [{ direction: share > shareBefore ? 'up' : 'down', text }];
}

export function missingShare({ statistics, rows }: Measured): number {
	return rows === 0 ? 0 : statistics.missing / rows;
}
