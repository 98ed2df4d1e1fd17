import { listFunction } from '../../each-list';

export const listDropMissing = listFunction({
	id: 'list-drop-missing',
	title: 'Drop missing elements',
	description: 'Leaves out the missing elements of a list, which may leave it empty.',
	suffix: '',
	sql: (x) => `list_filter(${x}, lambda e: e IS NOT NULL)`,
	result: (element) => `${element}[]`
});
