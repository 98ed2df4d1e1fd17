import { dateFunction } from './date-function';

export const yearWeek = dateFunction({
	id: 'year-week',
	title: 'Year and week',
	description: 'Text like 2024-W05, by ISO 8601.',
	suffix: '_year_week',
	type: 'VARCHAR',
	sql: (x) => `isoyear(${x}) || '-W' || lpad(week(${x})::VARCHAR, 2, '0')`
});
