import type { tablesOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const tables: GroupTexts<typeof tablesOperations> = {
	operations: {
		join: {
			title: 'Join a table',
			description: 'Bring columns of another table to the rows with the same keys.',
			sentence: (words) => {
				if (words.is('type', 'semi')) return `Keep rows found in ${named(words.text('table'))}`;
				if (words.is('type', 'anti')) return `Drop rows found in ${named(words.text('table'))}`;
				return `Join ${named(words.text('table'))} by ${list(words.pairs('keys').map(([key]) => key))}`;
			}
		}
	},
	fields: {
		table: 'Table',
		keys: 'Keys that must agree',
		type: 'Rows that stay',
		columns: 'Columns to bring',
		suffix: 'Added to a name that is taken'
	},
	options: {
		left: 'All of this table',
		inner: 'Those with a partner',
		right: 'All of the other table',
		full: 'All of both',
		semi: 'Those with a partner, nothing brought',
		anti: 'Those without a partner'
	}
};
