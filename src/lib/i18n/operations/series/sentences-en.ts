import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { OperationText } from '../texts';
import { along, unit, within } from '../windows/phrases-en';

export const sentences = {
	resample: {
		title: 'Resample a series',
		description: 'One row for each hour, day, month … of each series.',
		sentence: (words) =>
			`Resample ${named(words.text('time'))} to every ${words.text('every')} ${unit(words)}${within(words)}`
	},
	'fill-time-gaps': {
		title: 'Add rows for missing times',
		description: 'Makes a series regular by adding the rows it lacks.',
		sentence: (words) =>
			`Add rows to ${named(words.text('time'))} for every ${words.text('every')} ${unit(words)}${within(words)}`
	},
	'merge-repeated-times': {
		title: 'Merge rows of the same time',
		description: 'Rows of a series at one moment become one.',
		sentence: (words) => `Merge rows of the same ${named(words.text('time'))}${within(words)}`
	},
	'mark-time-gaps': {
		title: 'Mark gaps in time',
		description: 'Whether a long time lies before the row.',
		sentence: (words) =>
			`Mark gaps in ${named(words.text('time'))} of more than ${words.text('every')} ${unit(words)}${within(words)}`
	},
	'keep-common-times': {
		title: 'Keep times all series have',
		description: 'Keeps moments that no series lacks.',
		sentence: (words) => `Keep the ${named(words.text('time'))} that all series have${within(words)}`
	},
	'trim-series': {
		title: 'Trim series',
		description: 'Drops empty rows at both ends of a series.',
		sentence: (words) => `Trim ${columns(words)}${along(words)}`
	},
	'drop-short-series': {
		title: 'Drop short series',
		description: 'Keeps series with enough rows.',
		sentence: (words) => `Drop series of fewer than ${words.text('least')} rows${within(words)}`
	},
	'drop-sparse-series': {
		title: 'Drop series with many gaps',
		description: 'Drops series with too much missing.',
		sentence: (words) => `Drop series with many gaps in ${columns(words)}${within(words)}`
	},
	'fill-series': {
		title: 'Fill gaps of series, and drop sparse ones',
		description:
			'Fills gaps along each series: the value before, after or nearest, interpolated on a line, the most common, or one given.',
		sentence: (words) => `Fill gaps of ${columns(words)}${along(words)}`
	},
	'interpolate-curve': {
		title: 'Interpolate on a curve',
		description: 'Fills missing numbers on a smooth curve.',
		sentence: (words) => `Interpolate ${columns(words)} on a curve${along(words)}`
	},
	'fill-lists': {
		title: 'Fill gaps inside lists',
		description: 'Fills the missing elements of lists.',
		sentence: (words) => `Fill gaps inside ${columns(words)}`
	},
	'series-to-lists': {
		title: 'Gather series into lists',
		description: 'One row a series, its values as lists in the order of time.',
		sentence: (words) => `Gather ${columns(words)} into lists by ${named(words.text('time'))}${within(words)}`
	},
	'standardise-length': {
		title: 'Give lists one length',
		description: 'Cuts long lists and fills up short ones.',
		sentence: (words) => `Give ${columns(words)} one length`
	},
	'list-features': {
		title: 'Features of lists',
		description: 'Mean, trend, peaks and 60 more of the series in a list.',
		sentence: (words) => `Features of ${columns(words)}`
	},
	'series-features': {
		title: 'Features of series',
		description: 'One row a series with mean, trend, peaks and 60 more.',
		sentence: (words) => `Features of ${columns(words)}${along(words)}`
	},
	'rolling-features': {
		title: 'Features of a rolling window',
		description: 'Features of the last values before each row.',
		sentence: (words) => `Features of the last ${words.text('n')} values of ${columns(words)}${along(words)}`
	},
	'lag-features': {
		title: 'Lag features',
		description: 'The values before each row, as columns or a list.',
		sentence: (words) => `Last ${words.text('n')} values of ${columns(words)}${along(words)}`
	},
	'change-since': {
		title: 'Change since that time before',
		description: 'The difference from a year, week or day ago.',
		sentence: (words) =>
			`Change of ${columns(words)} since ${words.text('every')} ${unit(words)} before ${named(words.text('time'))}${within(words)}`
	},
	'percent-change-since': {
		title: 'Percent change since that time before',
		description: 'Year over year, week over week.',
		sentence: (words) =>
			`Percent change of ${columns(words)} since ${words.text('every')} ${unit(words)} before ${named(words.text('time'))}${within(words)}`
	},
	'value-as-of': {
		title: 'Value known so long before',
		description: 'The newest value that was known by then.',
		sentence: (words) =>
			`${columns(words)} as known ${words.text('every')} ${unit(words)} before ${named(words.text('time'))}${within(words)}`
	},
	'value-later': {
		title: 'Value so long after',
		description: 'What a forecast is to foretell.',
		sentence: (words) =>
			`${columns(words)}, ${words.text('every')} ${unit(words)} after ${named(words.text('time'))}${within(words)}`
	},
	'time-since-event': {
		title: 'Time since the last event',
		description: 'How long ago a condition last held.',
		sentence: (words) => `Time since ${named(words.text('condition'))} in ${named(words.text('time'))}${within(words)}`
	},
	'fourier-terms': {
		title: 'Fourier terms',
		description: 'Sine and cosine of a season.',
		sentence: (words) => `Fourier terms of ${named(words.text('time'))} for every ${words.text('every')} ${unit(words)}`
	},
	detrend: {
		title: 'Remove the trend',
		description: 'Takes the straight line of a series away.',
		sentence: (words) => `Remove the trend of ${columns(words)}${along(words)}`
	},
	'remove-seasonal-mean': {
		title: 'Remove the season',
		description: 'Takes the mean of the month, weekday or hour away.',
		sentence: (words) => `Remove the season of ${columns(words)} by ${named(words.text('time'))}${within(words)}`
	},
	'decompose-series': {
		title: 'Trend, season and the rest',
		description: 'Takes a series apart into three columns.',
		sentence: (words) => `Trend, season and the rest of ${columns(words)}${along(words)}`
	},
	'mark-unusual': {
		title: 'Mark unusual values of a series',
		description: 'Values far from what trend and season say.',
		sentence: (words) => `Mark unusual values of ${columns(words)}${along(words)}`
	},
	'repair-spikes': {
		title: 'Repair spikes',
		description: 'Values far from the median around them.',
		sentence: (words) => `Repair spikes of ${columns(words)}${along(words)}`
	},
	'smooth-polynomial': {
		title: 'Smooth by polynomials',
		description: 'Savitzky-Golay: keeps peaks where they are.',
		sentence: (words) => `Smooth ${columns(words)} by polynomials over ${words.text('n')} rows${along(words)}`
	},
	'smooth-locally': {
		title: 'Smooth by local lines',
		description: 'LOESS: a line through the rows around.',
		sentence: (words) => `Smooth ${columns(words)} by local lines over ${words.text('n')} rows${along(words)}`
	},
	'mark-peaks': {
		title: 'Mark peaks',
		description: 'Whether the value tops those around it.',
		sentence: (words) => `Mark peaks of ${named(words.text('column'))}${along(words)}`
	},
	'mark-crossings': {
		title: 'Mark crossings of a level',
		description: 'Whether the value went over or under a level.',
		sentence: (words) => `Mark where ${named(words.text('column'))} crosses ${words.text('level')}${along(words)}`
	},
	'cumulative-deviation-from-mean': {
		title: 'Cumulative deviation from the mean',
		description: 'Turns where the level of a series changes (CUSUM).',
		sentence: (words) => `Cumulative deviation of ${columns(words)}${along(words)}`
	}
} as const satisfies Record<string, OperationText>;
