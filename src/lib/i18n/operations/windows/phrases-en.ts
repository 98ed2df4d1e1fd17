import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import { options } from '../words-en';

export const unit = (words: StepWords) => (options[words.text('unit')] ?? words.text('unit')).toLowerCase();
export const within = (words: StepWords) =>
	words.texts('by').length === 0 ? '' : ` within ${list(words.texts('by'))}`;
const order = (words: StepWords) => (words.text('order') === '' ? '' : ` by ${named(words.text('order'))}`);
export const along = (words: StepWords) => `${order(words)}${within(words)}`;
export const ordered = (title: string) => (words: StepWords) => `${title} of ${columns(words)}${along(words)}`;
export const grouped = (title: string) => (words: StepWords) => `${title}: ${columns(words)}${within(words)}`;
export const steps = (title: string) => (words: StepWords) =>
	`${title}: ${columns(words)}, ${words.text('n')} ${words.text('n') === '1' ? 'row' : 'rows'}${along(words)}`;
export const rolling = (title: string) => (words: StepWords) =>
	`${title} of ${columns(words)} over ${words.text('n')} ${unit(words)}${along(words)}`;
