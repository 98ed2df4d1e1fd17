import type { Value } from '../../field';
import { fixedMoment } from './fixed-moment';

/** A list of days for IN. Throws recipe/params-invalid where one cannot be read. */
export function holidayDays(op: string, field: string, days: readonly Value[]): string {
	return `(${days.map((day) => `${fixedMoment(op, field, String(day))}::DATE`).join(', ')})`;
}

/** SQL of the count of business days from a moment's day (counted) to another's (not counted) that is not before it. */
export function businessDaysSql(op: string, holidays: readonly Value[]): (from: string, to: string) => string {
	const days = [...new Set(holidays.map(String))];
	return (from, to) => {
		// Weekdays from Monday 1970-01-05 to a day: five a week and those of the week begun.
		const before = (x: string) => {
			const since = `date_diff('day', DATE '1970-01-05', ${x}::DATE)`;
			return `((isodow(${x}) - 1 < 5)::BIGINT * (isodow(${x}) - 1) + (isodow(${x}) - 1 >= 5)::BIGINT * 5 + 5 * ((${since} - (isodow(${x}) - 1)) // 7))`;
		};
		const free = days.map((day) => {
			const at = `${fixedMoment(op, 'holidays', day)}::DATE`;
			return `(isodow(${at}) <= 5 AND ${at} >= ${from}::DATE AND ${at} < ${to}::DATE)::BIGINT`;
		});
		return `(${[`${before(to)} - ${before(from)}`, ...free].join(' - ')})`;
	};
}

/** SQL of the n-th business day after a moment's day; before it when n is negative. */
export function nthBusinessDaySql(op: string, moment: string, n: number, holidays: readonly Value[]): string {
	const day = `${moment}::DATE`;
	if (n === 0) return day;
	const sign = Math.sign(n);
	// So many days hold enough weekdays even when every holiday is one of them.
	const enough = (Math.ceil((Math.abs(n) + holidays.length) / 5) + 1) * 7;
	const at = `${day} + (i * ${sign})::INTEGER`;
	const isFree = holidays.length === 0 ? '' : ` AND ${at} NOT IN ${holidayDays(op, 'holidays', holidays)}`;
	return `${day} + ([i FOR i IN range(1, ${enough + 1}) IF isodow(${at}) <= 5${isFree}][${Math.abs(n)}] * ${sign})::INTEGER`;
}
