import type { Call } from './expression';
import { atom, numberOf, textOf, tight, type Code } from './code';
import type { Needs } from './dialect';
import { pythonText } from './literal';
import { polarsCode } from './polars-expression';
import { Untranslatable } from './sql-parse';

const parts: Readonly<Record<string, string>> = {
	year: 'year()',
	month: 'month()',
	day: 'day()',
	hour: 'hour()',
	minute: 'minute()',
	second: 'second()',
	quarter: 'quarter()',
	dayofyear: 'ordinal_day()',
	isodow: 'weekday()',
	week: 'week()',
	isoyear: 'iso_year()'
};
const durations: Readonly<Record<string, string>> = {
	year: '1y',
	quarter: '1q',
	month: '1mo',
	week: '1w',
	day: '1d',
	hour: '1h',
	minute: '1m',
	second: '1s'
};
const added: Readonly<Record<string, string>> = {
	'add-months': 'mo',
	'add-days': 'd',
	'add-hours': 'h',
	'add-minutes': 'm',
	'add-seconds': 's'
};

/** A function of dates in polars. Throws Untranslatable. */
export function polarsDateFunction({ fn, args }: Call, needs: Needs): Code {
	const [first, second] = args;
	if (!first) throw new Untranslatable();
	const x = tight(polarsCode(first, needs));
	const part = parts[fn];
	if (part !== undefined) return atom(`${x}.dt.${part}.cast(pl.Int64)`);
	const unit = added[fn];
	// a date has no hours to add to
	const moment = first.type === 'date' ? `${x}.cast(pl.Datetime("us"))` : x;
	if (unit !== undefined) return atom(`${moment}.dt.offset_by("${numberOf(args[1])}${unit}")`);
	const days = (code: string) => `${code}.cast(pl.Date)`;
	switch (fn) {
		case 'truncate':
			return atom(`${moment}.dt.truncate("${durations[textOf(args[1])]}")`);
		case 'last-day':
			return atom(`${x}.dt.month_end().cast(pl.Date)`);
		case 'days-between':
			if (!second) throw new Untranslatable();
			return atom(`(${days(tight(polarsCode(second, needs)))} - ${days(x)}).dt.total_days()`);
		case 'microseconds-between':
			if (!second) throw new Untranslatable();
			return atom(`(${tight(polarsCode(second, needs))} - ${x}).dt.total_microseconds()`);
		case 'format':
			return atom(`${x}.dt.strftime(${pythonText(textOf(args[1]))})`);
		case 'parse':
			return atom(`${x}.str.to_datetime(${pythonText(textOf(args[1]))}, time_unit="us", strict=False)`);
		case 'to-date':
			return atom(`${x}.cast(pl.Date)`);
		case 'to-timestamp':
			return atom(`${x}.cast(pl.Datetime("us"))`);
		default:
			throw new Untranslatable();
	}
}
