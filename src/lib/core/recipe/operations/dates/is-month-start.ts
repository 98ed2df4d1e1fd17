import { datePartPortable } from '../../calendar';
import { dateFunction } from './date-function';

export const isMonthStart = dateFunction({
	id: 'is-month-start',
	title: 'Is the first of a month',
	description: 'Whether it is the first day of its month.',
	suffix: '_is_month_start',
	type: 'BOOLEAN',
	sql: (x) => `day(${x}) = 1`,
	portable: (graph, ms) => graph.binary('equal', datePartPortable(graph, 'day', ms), graph.number(1))
});
