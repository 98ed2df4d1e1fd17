import { dateFunction } from './date-function';

export const secondsOfDay = dateFunction({
	id: 'seconds-of-day',
	title: 'Seconds of the day',
	description: 'Seconds since midnight, with their fraction.',
	suffix: '_seconds_of_day',
	type: 'DOUBLE',
	sql: (x) => `(epoch_us(${x}) - epoch_us(date_trunc('day', ${x}))) / 1e6`,
	portable: (graph, ms) => {
		const day = graph.number(86_400_000);
		const gone = graph.binary('multiply', graph.unary('floor', graph.binary('divide', ms, day)), day);
		return graph.binary('divide', graph.binary('subtract', ms, gone), graph.number(1000));
	}
});
