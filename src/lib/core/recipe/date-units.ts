/** Units of time, as operations name them, and their SQL. */
export const dateUnits = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
export type DateUnit = (typeof dateUnits)[number];

/** Units of the calendar, whose lengths differ. */
const months: Partial<Record<DateUnit, number>> = { year: 12, quarter: 3, month: 1 };

/** Seconds of a unit; of years, quarters and months the mean of the Gregorian calendar (365.2425 days a year). */
export const secondsOf: Readonly<Record<DateUnit, number>> = {
	year: 31_556_952,
	quarter: 7_889_238,
	month: 2_629_746,
	week: 604_800,
	day: 86_400,
	hour: 3600,
	minute: 60,
	second: 1
};

/** An INTERVAL of `amount` (a whole number, or SQL of one) units. */
export function intervalSql(amount: number | string, unit: DateUnit): string {
	const count = typeof amount === 'number' ? `(${amount})` : amount;
	const month = months[unit];
	if (month !== undefined) return `to_months((${count} * ${month})::INTEGER)`;
	if (unit === 'week' || unit === 'day') return `to_days((${count} * ${unit === 'week' ? 7 : 1})::INTEGER)`;
	return `to_${unit}s((${count})::BIGINT)`;
}

/** The start of the span of `every` units that holds a moment. Weeks begin on Monday; spans count from 2000-01-03, of months from 2000-01-01. */
export function spanStartSql(every: number, unit: DateUnit, moment: string): string {
	return `time_bucket(${intervalSql(every, unit)}, ${moment})`;
}

export const differenceMethods = ['complete', 'exact', 'boundaries'] as const;
export type DifferenceMethod = (typeof differenceMethods)[number];

/**
 * From one moment to another in a unit. `complete`: units gone by, towards zero; a month has gone by when its day and time are reached.
 * `exact`: with its fraction, months and years by their mean length. `boundaries`: how often the unit changed (2023-12-31 to 2024-01-01
 * is one year).
 */
export function differenceSql(method: DifferenceMethod, unit: DateUnit, from: string, to: string): string {
	const seconds = `((epoch_us(${to}) - epoch_us(${from})) / 1e6)`;
	if (method === 'exact') return `${seconds} / ${secondsOf[unit]}e0`;
	if (method === 'boundaries') return `date_diff('${unit}', ${from}, ${to})`;
	const month = months[unit];
	if (month === undefined) return `trunc(${seconds} / ${secondsOf[unit]}e0)::BIGINT`;
	const gone = `CASE WHEN ${to} >= ${from} THEN ${monthsSql(from, to)} ELSE -${monthsSql(to, from)} END`;
	return `(${gone}) // ${month}`;
}

function monthsSql(from: string, to: string): string {
	const within = (moment: string) => `(epoch_us(${moment}) - epoch_us(date_trunc('month', ${moment})))`;
	const boundary = `((year(${to}) - year(${from})) * 12 + month(${to}) - month(${from}))`;
	return `(${boundary} - (${within(to)} < ${within(from)})::BIGINT)`;
}
