import { datePartPortable } from '../../calendar';
import { dateFunction } from './date-function';

export const isWeekendDay = dateFunction({
	id: 'is-weekend-day',
	title: 'Is on a weekend',
	description: 'Whether it is a Saturday or a Sunday.',
	suffix: '_is_weekend',
	type: 'BOOLEAN',
	sql: (x) => `isodow(${x}) >= 6`,
	portable: (graph, ms) => datePartPortable(graph, 'is-weekend', ms)
});
