import type { PortableGraph, PortableValue } from './portable';

/**
 * Parts of a moment (milliseconds since 1970 UTC) as SQL and as portable arithmetic. The day count to civil date is Howard Hinnant's
 * `civil_from_days`, in floors of doubles, exact for every date that SQL holds.
 */
export const dateParts = [
	'year',
	'quarter',
	'month',
	'day',
	'weekday',
	'day-of-year',
	'hour',
	'minute',
	'second',
	'is-weekend'
] as const;
export type DatePart = (typeof dateParts)[number];

/** SQL of a part as BIGINT; `moment` is SQL of type TIMESTAMP. Weekdays are 1 (Monday) to 7. */
export function datePartSql(part: DatePart, moment: string): string {
	switch (part) {
		case 'weekday':
			return `isodow(${moment})`;
		case 'day-of-year':
			return `dayofyear(${moment})`;
		case 'is-weekend':
			return `(isodow(${moment}) >= 6)::BIGINT`;
		default:
			return `${part}(${moment})`;
	}
}

const msPerDay = 86_400_000;

export function datePartPortable(graph: PortableGraph, part: DatePart, ms: PortableValue): PortableValue {
	const n = (value: number) => graph.number(value);
	const add = (a: PortableValue, b: PortableValue) => graph.binary('add', a, b);
	const subtract = (a: PortableValue, b: PortableValue) => graph.binary('subtract', a, b);
	const times = (a: PortableValue, b: number) => graph.binary('multiply', a, n(b));
	const over = (a: PortableValue, b: number) => graph.unary('floor', graph.binary('divide', a, n(b)));
	const rest = (a: PortableValue, b: number) => subtract(a, times(over(a, b), b));

	const days = over(ms, msPerDay);
	switch (part) {
		case 'hour':
			return over(rest(ms, msPerDay), 3_600_000);
		case 'minute':
			return over(rest(ms, 3_600_000), 60_000);
		case 'second':
			return over(rest(ms, 60_000), 1000);
		case 'weekday':
			return add(rest(add(days, n(3)), 7), n(1));
		case 'is-weekend':
			return graph.binary('greater-equal', rest(add(days, n(3)), 7), n(5));
	}
	// Days since 0000-03-01, then years that begin in March.
	const shifted = add(days, n(719_468));
	const era = over(shifted, 146_097);
	const dayOfEra = subtract(shifted, times(era, 146_097));
	const daysOfYears = subtract(
		add(subtract(dayOfEra, over(dayOfEra, 1460)), over(dayOfEra, 36_524)),
		over(dayOfEra, 146_096)
	);
	const yearOfEra = over(daysOfYears, 365);
	const yearStart = subtract(add(times(yearOfEra, 365), over(yearOfEra, 4)), over(yearOfEra, 100));
	const dayOfYear = subtract(dayOfEra, yearStart);
	const marchMonth = over(add(times(dayOfYear, 5), n(2)), 153);
	const early = graph.binary('less', marchMonth, n(10));
	const month = graph.choose(early, add(marchMonth, n(3)), subtract(marchMonth, n(9)));
	const year = graph.choose(early, add(times(era, 400), yearOfEra), add(add(times(era, 400), yearOfEra), n(1)));
	switch (part) {
		case 'year':
			return year;
		case 'month':
			return month;
		case 'quarter':
			return over(add(month, n(2)), 3);
		case 'day':
			return add(subtract(dayOfYear, over(add(times(marchMonth, 153), n(2)), 5)), n(1));
		case 'day-of-year': {
			const before = subtract(year, n(1));
			const january = add(
				subtract(add(times(before, 365), over(before, 4)), over(before, 100)),
				subtract(over(before, 400), n(719_162))
			);
			return add(subtract(days, january), n(1));
		}
	}
}

const written = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/;

/** Milliseconds since 1970 of `2020-01-31`, `2020-01-31 12:30` or `2020-01-31T12:30:05.250`, read as UTC; null when it is no date. */
export function parseDate(text: string): number | null {
	const match = written.exec(text.trim());
	if (!match) return null;
	const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
	if (year === undefined || month === undefined || day === undefined) return null;
	if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null;
	const at = Date.UTC(2000, month - 1, day, hour, minute, second, Number((match[7] ?? '').padEnd(3, '0')));
	const date = new Date(at);
	date.setUTCFullYear(year, month - 1, day);
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}
