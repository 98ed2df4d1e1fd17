import type { ErrorCode } from '$lib/core/errors';
import type { ErrorText } from './en';

/** Why a series cannot be forecast. */
export const forecastErrors: Readonly<Record<Extract<ErrorCode, `forecast/${string}`>, ErrorText>> = {
	'forecast/time-invalid': {
		what: ({ column, type }) => `“${column}” (${type}) holds no times.`,
		mend: 'Choose a column of dates or numbers, or turn it into dates in the Data stage.'
	},
	'forecast/value-invalid': {
		what: ({ column, type }) => `“${column}” (${type}) holds no numbers.`,
		mend: 'Choose a column of numbers.'
	},
	'forecast/not-finite': {
		what: ({ rows }) => `${rows} rows hold an infinite value or time.`,
		mend: 'Replace or drop them in the Data stage.'
	},
	'forecast/no-values': {
		what: () => 'No row has both a time and a value.',
		mend: 'Choose other columns.'
	},
	'forecast/too-short': {
		what: ({ steps, least }) => `The series has too few steps: ${steps}, and ${least} are needed.`,
		mend: 'Forecast fewer steps, or choose a shorter season or shorter steps.'
	},
	'forecast/too-long': {
		what: ({ steps, limit }) => `The series spans ${steps} steps, more than ${limit}.`,
		mend: 'Choose longer steps, or mend a time that is far off.'
	},
	'forecast/irregular': {
		what: ({ off, times }) => `The times do not come at even steps: ${off} of ${times} lie off them.`,
		mend: 'Choose a step such as a day or a month; the rows of a step are merged.'
	},
	'forecast/constant': {
		what: ({ value }) => `Every step is ${value}, so there is nothing to forecast.`,
		mend: 'Choose another column.'
	},
	'forecast/too-many-series': {
		what: ({ series, limit }) => `That makes ${series} series, more than ${limit}.`,
		mend: 'Choose a column with fewer values, or keep some of the rows first.'
	}
};
