import type { ColumnRule } from '$lib/core/clarify/counterfactual';
import { AppError } from '$lib/core/errors';
import { parseNumber, parsePair, splitEscaped } from './options';

export interface RuleFlags {
	readonly immutable?: readonly string[];
	readonly range?: readonly string[];
	readonly increaseOnly?: readonly string[];
	readonly decreaseOnly?: readonly string[];
	readonly categories?: readonly string[];
	readonly whole?: readonly string[];
}

/** Rules on what columns may become, several of a column put together. */
export function parseRules(flags: RuleFlags): ColumnRule[] {
	const of = (option: string, texts: readonly string[] = []) => texts.map((text) => parsePair(option, text));
	const columns = (texts: readonly string[] = []) => texts.flatMap((text) => splitEscaped(text, ','));
	return [
		...columns(flags.immutable).map((column) => ({ column, immutable: true })),
		...of('range', flags.range).map(([column, text]) => ({ column, ...parseBounds('range', text) })),
		...columns(flags.increaseOnly).map((column) => ({ column, direction: 'up' as const })),
		...columns(flags.decreaseOnly).map((column) => ({ column, direction: 'down' as const })),
		...of('categories', flags.categories).map(([column, text]) => ({ column, categories: splitEscaped(text, ',') })),
		...columns(flags.whole).map((column) => ({ column, whole: true }))
	];
}

/** `LO..HI`, either end left out where there is no bound. */
export function parseBounds(option: string, text: string): { readonly least?: number; readonly most?: number } {
	const [low, high, ...more] = text.split('..');
	if (low === undefined || high === undefined || more.length > 0 || (low === '' && high === ''))
		throw new AppError('usage/bad-option', { option, value: text, allowed: 'LO..HI, LO.. or ..HI' });
	return {
		...(low === '' ? {} : { least: parseNumber(option, low) }),
		...(high === '' ? {} : { most: parseNumber(option, high) })
	};
}
