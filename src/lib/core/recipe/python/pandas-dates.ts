import { type Call } from './expression';
import { atom, loose, numberOf, textOf, type Code } from './code';
import { pythonText } from './literal';
import { series } from './pandas-expression';
import { Untranslatable } from './sql-parse';

const parts: Readonly<Record<string, string>> = {
	year: 'year',
	month: 'month',
	day: 'day',
	hour: 'hour',
	minute: 'minute',
	second: 'second',
	quarter: 'quarter',
	dayofyear: 'dayofyear',
	week: 'isocalendar().week',
	isoyear: 'isocalendar().year'
};
const periods: Readonly<Record<string, string>> = { month: 'M', quarter: 'Q', year: 'Y' };
const floors: Readonly<Record<string, string>> = { hour: 'h', minute: 'min', second: 's' };

/** A function of dates in pandas. Throws Untranslatable. */
export function pandasDateFunction({ fn, args }: Call, [a, b]: readonly Code[]): Code {
	if (!a) throw new Untranslatable();
	const x = () => series(a);
	if (fn in parts) return atom(`${x()}.dt.${parts[fn]}.astype("Int64")`);
	switch (fn) {
		case 'isodow':
			return loose(`${x()}.dt.dayofweek.astype("Int64") + 1`);
		case 'truncate':
			return truncated(x(), textOf(args[1]));
		case 'last-day':
			return atom(`${x()}.dt.to_period("M").dt.end_time.dt.normalize()`);
		case 'days-between':
			if (!b) throw new Untranslatable();
			return atom(`(${series(b)}.dt.normalize() - ${x()}.dt.normalize()).dt.days.astype("Int64")`);
		case 'microseconds-between':
			if (!b) throw new Untranslatable();
			return atom(`((${series(b)} - ${x()}) / pd.Timedelta(microseconds=1)).round().astype("Int64")`);
		case 'format':
			return atom(`${x()}.dt.strftime(${pythonText(textOf(args[1]))}).astype("string")`);
		case 'parse':
			return atom(`pd.to_datetime(${x() && a.text}, format=${pythonText(textOf(args[1]))}, errors="coerce")`);
		case 'add-months':
			return loose(`${x()} + pd.DateOffset(months=${numberOf(args[1])})`);
		case 'add-days':
		case 'add-hours':
		case 'add-minutes':
		case 'add-seconds':
			return loose(`${x()} + pd.Timedelta(${fn.slice(4)}=${numberOf(args[1])})`);
		case 'to-date':
			return atom(`${x()}.dt.normalize()`);
		case 'to-timestamp':
			return a;
		default:
			throw new Untranslatable();
	}
}

function truncated(x: string, unit: string): Code {
	if (unit === 'day') return atom(`${x}.dt.normalize()`);
	if (unit === 'week') return loose(`${x}.dt.normalize() - pd.to_timedelta(${x}.dt.dayofweek, unit="D")`);
	const period = periods[unit];
	if (period !== undefined) return atom(`${x}.dt.to_period("${period}").dt.start_time`);
	const floor = floors[unit];
	if (floor === undefined) throw new Untranslatable();
	return atom(`${x}.dt.floor("${floor}")`);
}
