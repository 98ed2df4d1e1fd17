import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { featureColumns, featureFields } from './feature-columns';
import { vectorField } from '../../vector-column';

export const listFeatures = defineOperation({
	id: 'list-features',
	group: 'series',
	title: 'Features of lists',
	description:
		'Features of the series that each list of numbers holds, as columns or as one list: the minimal 8, an efficient subset, all, or those chosen. Missing elements are passed over; what is not defined for so few is missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('vector'), ...featureFields }),
	query: (params, input) => {
		const lists = params.columns.map((name) => ({
			name,
			list: sqlName(vectorField(input, name).name),
			from: [name]
		}));
		const { columns, from } = featureColumns('list-features', params, input, lists);
		return { columns: withColumns(input, columns), from };
	}
});
