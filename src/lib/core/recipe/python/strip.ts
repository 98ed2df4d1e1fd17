import { whiteSpace } from '../text-pattern';

/** The sides that a pattern whose matches are taken away trims white space from; null when it does something else. */
export function stripSide(pattern: string): 'both' | 'left' | 'right' | null {
	switch (pattern) {
		case `^${whiteSpace}+|${whiteSpace}+$`:
			return 'both';
		case `^${whiteSpace}+`:
			return 'left';
		case `${whiteSpace}+$`:
			return 'right';
		default:
			return null;
	}
}
