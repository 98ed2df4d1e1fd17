import { dateFunction } from './date-function';

export const yearMonth = dateFunction({
	id: 'year-month',
	title: 'Year and month',
	description: 'Text like 2024-02.',
	suffix: '_year_month',
	type: 'VARCHAR',
	sql: (x) => `strftime(${x}, '%Y-%m')`
});
