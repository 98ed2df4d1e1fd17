import { named } from '../../recipe/names';
import { columns, into } from '../phrases-en';
import type { OperationText } from '../texts';

export const functions = {
	log: {
		title: 'Natural logarithm',
		description: 'ln x; missing where x is not above 0.',
		sentence: (words) => `Logarithm of ${columns(words)}`
	},
	log1p: {
		title: 'Logarithm of 1 + x',
		description: 'ln(1 + x), which keeps 0 at 0.',
		sentence: (words) => `Logarithm of 1 + ${columns(words)}`
	},
	log2: {
		title: 'Logarithm to base 2',
		description: 'log2 x; missing where x is not above 0.',
		sentence: (words) => `Logarithm to base 2 of ${columns(words)}`
	},
	log10: {
		title: 'Logarithm to base 10',
		description: 'log10 x; missing where x is not above 0.',
		sentence: (words) => `Logarithm to base 10 of ${columns(words)}`
	},
	'signed-log': {
		title: 'Signed logarithm',
		description: 'A logarithm that takes negative numbers and keeps 0.',
		sentence: (words) => `Signed logarithm of ${columns(words)}`
	},
	'inverse-sinh': {
		title: 'Inverse hyperbolic sine',
		description: 'Like a logarithm for large numbers of either sign.',
		sentence: (words) => `Inverse hyperbolic sine of ${columns(words)}`
	},
	exponential: {
		title: 'Exponential',
		description: 'e to the power of x.',
		sentence: (words) => `Exponential of ${columns(words)}`
	},
	square: { title: 'Square', description: 'x times x.', sentence: (words) => `Square ${columns(words)}` },
	'square-root': {
		title: 'Square root',
		description: 'Missing where x is negative.',
		sentence: (words) => `Square root of ${columns(words)}`
	},
	'cube-root': {
		title: 'Cube root',
		description: 'Takes negative numbers too.',
		sentence: (words) => `Cube root of ${columns(words)}`
	},
	power: {
		title: 'Power',
		description: 'x to the power of a number.',
		sentence: (words) => `${columns(words)} to the power of ${words.text('exponent')}`
	},
	reciprocal: {
		title: 'Reciprocal',
		description: '1 / x; missing where x is 0.',
		sentence: (words) => `Reciprocal of ${columns(words)}`
	},
	sigmoid: {
		title: 'Sigmoid',
		description: 'Any number to between 0 and 1.',
		sentence: (words) => `Sigmoid of ${columns(words)}`
	},
	logit: {
		title: 'Logit',
		description: 'The inverse of the sigmoid, for shares.',
		sentence: (words) => `Logit of ${columns(words)}`
	},
	tanh: {
		title: 'Hyperbolic tangent',
		description: 'Any number to between -1 and 1.',
		sentence: (words) => `Hyperbolic tangent of ${columns(words)}`
	},
	round: {
		title: 'Round to decimals',
		description: 'Round to so many decimals; halves go away from 0.',
		sentence: (words) => `Round ${columns(words)} to ${words.text('digits')} decimals`
	},
	floor: {
		title: 'Round down',
		description: 'The whole number not above x.',
		sentence: (words) => `Round ${columns(words)} down`
	},
	ceiling: {
		title: 'Round up',
		description: 'The whole number not below x.',
		sentence: (words) => `Round ${columns(words)} up`
	},
	'whole-part': {
		title: 'Cut off decimals',
		description: 'The whole part, towards 0.',
		sentence: (words) => `Cut the decimals of ${columns(words)} off`
	},
	'round-to-multiple': {
		title: 'Round to a multiple',
		description: 'Round to a multiple of 5, 0.25 or any number.',
		sentence: (words) => `Round ${columns(words)} to multiples of ${words.text('multiple')}`
	},
	'significant-digits': {
		title: 'Round to significant digits',
		description: 'Keep so many digits from the first one.',
		sentence: (words) => `Round ${columns(words)} to ${words.text('digits')} significant digits`
	},
	'fraction-part': {
		title: 'Decimal part',
		description: 'What stands behind the point.',
		sentence: (words) => `Decimal part of ${columns(words)}`
	},
	absolute: {
		title: 'Absolute value',
		description: 'The number without its sign.',
		sentence: (words) => `Absolute value of ${columns(words)}`
	},
	negate: {
		title: 'Change the sign',
		description: 'Plus to minus and minus to plus.',
		sentence: (words) => `Change the sign of ${columns(words)}`
	},
	sign: { title: 'Sign', description: '-1, 0 or 1.', sentence: (words) => `Sign of ${columns(words)}` },
	modulo: {
		title: 'Remainder',
		description: 'What is left after division.',
		sentence: (words) => `Remainder of ${columns(words)} by ${words.text('divisor')}`
	},
	'add-constant': {
		title: 'Add a number',
		description: 'Add a number to each value.',
		sentence: (words) => `Add ${words.text('amount')} to ${columns(words)}`
	},
	'subtract-constant': {
		title: 'Subtract a number',
		description: 'Subtract a number, or subtract from it.',
		sentence: (words) =>
			words.is('reversed', true)
				? `${words.text('amount')} minus ${columns(words)}`
				: `Subtract ${words.text('amount')} from ${columns(words)}`
	},
	'multiply-by': {
		title: 'Multiply by a number',
		description: 'Multiply each value by a number.',
		sentence: (words) => `Multiply ${columns(words)} by ${words.text('factor')}`
	},
	'divide-by': {
		title: 'Divide by a number',
		description: 'Divide by a number, or divide it.',
		sentence: (words) =>
			words.is('reversed', true)
				? `${words.text('divisor')} divided by ${columns(words)}`
				: `Divide ${columns(words)} by ${words.text('divisor')}`
	},
	'soft-threshold': {
		title: 'Shrink towards 0',
		description: 'Take an amount off the size of each number.',
		sentence: (words) => `Shrink ${columns(words)} by ${words.text('amount')} towards 0`
	},
	'remove-correlation': {
		title: 'Remove correlation with sensitive columns',
		description: 'Take from numbers what sensitive columns say of them.',
		sentence: (words) => `Take from ${columns(words)} what ${words.text('sensitive')} says of it`
	},
	binarise: {
		title: 'Above a threshold or not',
		description: '1 above a threshold, else 0.',
		sentence: (words) => `Is ${columns(words)} above ${words.text('threshold')}`
	},
	bin: {
		title: 'Put into bins',
		description: 'Cut numbers into bins of equal width, equal counts or at your edges.',
		sentence: (words) => {
			const column = named(words.text('column'));
			if (words.is('method', 'edges')) return `Cut ${column} at ${words.texts('edges').join(', ')}${into(words)}`;
			const kind = words.is('method', 'quantile') ? 'equally full' : 'equally wide';
			return `Cut ${column} into ${words.text('count')} ${kind} bins${into(words)}`;
		}
	},
	cyclic: {
		title: 'Put on a circle',
		description: 'Sine and cosine of a number that goes round, such as an hour.',
		sentence: (words) => `Put ${columns(words)} on a circle of ${words.text('period')}`
	},
	sine: { title: 'Sine', description: 'Of an angle in radians.', sentence: (words) => `Sine of ${columns(words)}` },
	cosine: {
		title: 'Cosine',
		description: 'Of an angle in radians.',
		sentence: (words) => `Cosine of ${columns(words)}`
	},
	'degrees-to-radians': {
		title: 'Degrees to radians',
		description: 'Times pi / 180.',
		sentence: (words) => `${columns(words)} from degrees to radians`
	},
	'radians-to-degrees': {
		title: 'Radians to degrees',
		description: 'Times 180 / pi.',
		sentence: (words) => `${columns(words)} from radians to degrees`
	},
	'convert-unit': {
		title: 'Convert units',
		description: 'Length, mass, temperature, area, volume, speed, time, energy, pressure.',
		sentence: (words) => `Convert ${columns(words)} from ${words.text('from')} to ${words.text('to')}`
	}
} as const satisfies Record<string, OperationText>;
