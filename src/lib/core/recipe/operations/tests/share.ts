import { allMatches } from '../../text-pattern';

/** SQL of the share of characters that a pattern of one character matches; missing for empty text. */
export function shareOf(x: string, pattern: string): string {
	return `length(${allMatches(x, pattern)}) / nullif(length(${x}), 0)`;
}
