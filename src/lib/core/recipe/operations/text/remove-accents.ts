import { textFunction } from '../../text-function';
import { eachMatch } from '../../text-pattern';

export const removeAccents = textFunction({
	id: 'remove-accents',
	group: 'text',
	title: 'Remove accents',
	description: 'Takes the accents of Latin and Greek letters away: é becomes e. Other scripts stay as they are.',
	sql: (x) => eachMatch(x, '(?:[\\p{Latin}\\p{Greek}]\\p{M}*)+', (part) => `strip_accents(${part})`)
});
