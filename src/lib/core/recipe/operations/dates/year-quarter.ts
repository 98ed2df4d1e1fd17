import { dateFunction } from './date-function';

export const yearQuarter = dateFunction({
	id: 'year-quarter',
	title: 'Year and quarter',
	description: 'Text like 2024-Q1.',
	suffix: '_year_quarter',
	type: 'VARCHAR',
	sql: (x) => `year(${x}) || '-Q' || quarter(${x})`
});
