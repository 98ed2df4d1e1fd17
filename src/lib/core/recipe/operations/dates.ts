import { addBusinessDays } from './dates/add-business-days';
import { addTime } from './dates/add-time';
import { ageInYears } from './dates/age-in-years';
import { businessDaysBetween } from './dates/business-days-between';
import { combineDateTime } from './dates/combine-date-time';
import { cyclicDate } from './dates/cyclic-date';
import { dateDifference } from './dates/date-difference';
import { dateFromParts } from './dates/date-from-parts';
import { dateParts } from './dates/date-parts';
import { dateSequence } from './dates/date-sequence';
import { dayName } from './dates/day-name';
import { dayOfQuarter } from './dates/day-of-quarter';
import { daysInMonth } from './dates/days-in-month';
import { endOfMonth } from './dates/end-of-month';
import { endOfQuarter } from './dates/end-of-quarter';
import { endOfWeek } from './dates/end-of-week';
import { endOfYear } from './dates/end-of-year';
import { expandDates } from './dates/expand-dates';
import { fiscalQuarter } from './dates/fiscal-quarter';
import { fiscalYear } from './dates/fiscal-year';
import { formatDate } from './dates/format-date';
import { isBusinessDay } from './dates/is-business-day';
import { isLeapYear } from './dates/is-leap-year';
import { isMonthEnd } from './dates/is-month-end';
import { isMonthStart } from './dates/is-month-start';
import { isQuarterEnd } from './dates/is-quarter-end';
import { isQuarterStart } from './dates/is-quarter-start';
import { isWeekendDay } from './dates/is-weekend-day';
import { isYearEnd } from './dates/is-year-end';
import { isYearStart } from './dates/is-year-start';
import { isoWeek } from './dates/iso-week';
import { isoYear } from './dates/iso-year';
import { japaneseEra } from './dates/japanese-era';
import { markDates } from './dates/mark-dates';
import { monthName } from './dates/month-name';
import { partOfDay } from './dates/part-of-day';
import { roundTime } from './dates/round-time';
import { season } from './dates/season';
import { secondsOfDay } from './dates/seconds-of-day';
import { shiftTimeZone } from './dates/shift-time-zone';
import { startOfMonth } from './dates/start-of-month';
import { startOfQuarter } from './dates/start-of-quarter';
import { startOfWeek } from './dates/start-of-week';
import { startOfYear } from './dates/start-of-year';
import { subtractTime } from './dates/subtract-time';
import { timeSinceDate } from './dates/time-since-date';
import { truncateDate } from './dates/truncate-date';
import { unixTime } from './dates/unix-time';
import { validateDates } from './dates/validate-dates';
import { weekOfMonth } from './dates/week-of-month';
import { yearMonth } from './dates/year-month';
import { yearQuarter } from './dates/year-quarter';
import { yearWeek } from './dates/year-week';

export const datesOperations = [
	dateParts,
	cyclicDate,
	dayName,
	monthName,
	isoWeek,
	isoYear,
	yearWeek,
	yearMonth,
	yearQuarter,
	weekOfMonth,
	dayOfQuarter,
	daysInMonth,
	fiscalYear,
	fiscalQuarter,
	season,
	partOfDay,
	secondsOfDay,
	startOfWeek,
	startOfMonth,
	startOfQuarter,
	startOfYear,
	endOfWeek,
	endOfMonth,
	endOfQuarter,
	endOfYear,
	isWeekendDay,
	isMonthStart,
	isMonthEnd,
	isQuarterStart,
	isQuarterEnd,
	isYearStart,
	isYearEnd,
	isLeapYear,
	markDates,
	addTime,
	subtractTime,
	dateDifference,
	timeSinceDate,
	ageInYears,
	truncateDate,
	roundTime,
	shiftTimeZone,
	businessDaysBetween,
	addBusinessDays,
	isBusinessDay,
	unixTime,
	formatDate,
	japaneseEra,
	combineDateTime,
	dateFromParts,
	validateDates,
	dateSequence,
	expandDates
] as const;
