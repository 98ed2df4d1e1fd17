import { expect, it } from 'vitest';
import { searchOperations } from '$lib/core/recipe/search-operations';

const operations = [
	{ id: 'drop-columns', title: 'Drop columns', about: 'Removes columns' },
	{ id: 'constant', title: 'Drop constant columns', about: 'Drops columns of one value; missing ones do not count' },
	{ id: 'drop-missing', title: 'Drop missing', about: 'Leaves out rows with gaps' },
	{ id: 'fill-missing', title: 'Fill missing', about: 'Puts a value in gaps' },
	{ id: 'one-hot', title: 'Indicator columns', about: 'ワンホット a column a category' }
];

it('puts a name before a description, and a beginning before a middle', () => {
	expect(searchOperations(operations, 'drop missing')).toEqual(['drop-missing', 'constant']);
	expect(searchOperations(operations, 'miss')).toEqual(['drop-missing', 'fill-missing', 'constant']);
	expect(searchOperations(operations, 'column')).toEqual(['drop-columns', 'constant', 'one-hot']);
});

it('finds by the id, the other language and in any case, and nothing by what is nowhere', () => {
	expect(searchOperations(operations, 'one-HOT')).toEqual(['one-hot']);
	expect(searchOperations(operations, 'ワンホット')).toEqual(['one-hot']);
	expect(searchOperations(operations, 'drop nowhere')).toEqual([]);
	expect(searchOperations(operations, '  ')).toEqual(operations.map(({ id }) => id));
});
