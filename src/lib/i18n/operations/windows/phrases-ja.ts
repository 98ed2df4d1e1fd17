import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import { options } from '../words-ja';

export const unit = (words: StepWords) => options[words.text('unit')] ?? (words.is('unit', 'rows') ? '行' : '');
export const within = (words: StepWords) =>
	words.texts('by').length === 0 ? '' : `${list(words.texts('by'))} ごとに `;
const order = (words: StepWords) => (words.text('order') === '' ? '' : `${named(words.text('order'))} の順で `);
export const along = (words: StepWords) => `${within(words)}${order(words)}`;
export const ordered = (title: string) => (words: StepWords) => `${along(words)}${columns(words)} の${title}`;
export const grouped = (title: string) => (words: StepWords) => `${within(words)}${columns(words)} の${title}`;
export const steps = (title: string) => (words: StepWords) =>
	`${along(words)}${columns(words)} の${title}（${words.text('n')}）`;
export const rolling = (title: string) => (words: StepWords) =>
	`${along(words)}${columns(words)} の${title}（${words.text('n')} ${unit(words)}）`;
