import { AppError } from '$lib/core/errors';
import type { TrainSpec } from '$lib/core/train/spec';
import { parseDuration, parseNumber, parsePair } from './options';

export const splitForms = 'random, stratified, group=COLUMN, time=COLUMN';

/** `--split` and `--gap` as a spec says them. A gap is a time for dates (`7d`), or a number in the column's own unit. */
export function parseSplit(split: string | undefined, gap: string | undefined): Pick<TrainSpec, 'splitBy'> {
	const wrong = (option: string, value: string, allowed: string) =>
		new AppError('usage/bad-option', { option, value, allowed });
	if (gap !== undefined && !split?.startsWith('time=')) throw wrong('gap', gap, 'used with --split time=COLUMN only');
	if (split === undefined) return {};
	if (split === 'random' || split === 'stratified') return { splitBy: { by: split } };
	if (!split.includes('=')) throw wrong('split', split, splitForms);
	const [by, column] = parsePair('split', split);
	if (by === 'group') return { splitBy: { by, column } };
	if (by !== 'time') throw wrong('split', split, splitForms);
	if (gap === undefined) return { splitBy: { by, column } };
	const between = /[a-z]$/.test(gap) ? parseDuration('gap', gap) : parseNumber('gap', gap);
	if (between < 0) throw wrong('gap', gap, 'a number from 0, or a time such as 7d');
	return { splitBy: { by, column, gap: between } };
}
