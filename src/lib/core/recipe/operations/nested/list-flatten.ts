import { AppError } from '../../../errors';
import { elementOf, listFunction } from '../../each-list';

export const listFlatten = listFunction({
	id: 'list-flatten',
	title: 'Flatten lists of lists',
	description: 'Makes one list of the elements of the lists in a list, in order; missing inner lists are passed over.',
	suffix: '',
	sql: (x) => `flatten(${x})`,
	result: (element) => {
		if (elementOf(element) === element)
			throw new AppError('table/column-kind', { column: '', kind: `${element}[]`, wanted: 'list of lists' });
		return element;
	}
});
