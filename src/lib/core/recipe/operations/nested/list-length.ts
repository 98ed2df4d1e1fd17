import { listFunction } from '../../each-list';

export const listLength = listFunction({
	id: 'list-length',
	title: 'Length of a list',
	description: 'How many elements a list has, missing ones too; of a missing list it is missing.',
	suffix: '_length',
	sql: (x) => `len(${x})`,
	result: () => 'BIGINT'
});
