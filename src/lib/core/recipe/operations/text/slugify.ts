import { textFunction } from '../../text-function';
import { replaced, removed } from '../../text-pattern';

export const slugify = textFunction({
	id: 'slugify',
	group: 'text',
	title: 'Slug for an address',
	description: 'Lower case, without accents, with a dash for every run of what is neither letter nor digit.',
	sql: (x) => removed(replaced(`lower(strip_accents(${x}))`, '[^a-z0-9]+', '-'), '^-|-$')
});
