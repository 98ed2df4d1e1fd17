import type { nestedOperations } from '$lib/core/recipe/operations/nested';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

const value = (words: StepWords) => (words.text('value') === '' ? 'a missing element' : named(words.text('value')));

export const nested: GroupTexts<typeof nestedOperations> = {
	operations: {
		'explode-list': {
			title: 'Explode a list into rows',
			description: 'One row for each element of a list.',
			sentence: (words) => `One row for each element of ${named(words.text('column'))}`
		},
		'explode-together': {
			title: 'Explode several lists together',
			description: 'One row for each place of several lists.',
			sentence: (words) => `One row for each place of ${columns(words)}`
		},
		'list-to-columns': {
			title: 'List to columns',
			description: 'A column for each place of a list of any values; what a list does not have is missing.',
			sentence: (words) => `Spread ${named(words.text('column'))} over columns`
		},
		'flatten-struct': {
			title: 'Flatten a structure',
			description: 'A column of each field of a structure.',
			sentence: (words) => `Flatten ${named(words.text('column'))} into columns`
		},
		'unnest-json': {
			title: 'Unnest JSON objects',
			description: 'A column of each key of JSON objects held as text.',
			sentence: (words) => `Unnest the JSON of ${named(words.text('column'))} into columns`
		},
		'json-value': {
			title: 'Value at a JSON path',
			description: 'What stands at a path such as address.lines[0] in JSON held as text.',
			sentence: (words) => `Take ${named(words.text('path'))} from the JSON of ${named(words.text('column'))}`
		},
		'json-list': {
			title: 'JSON lists to lists',
			description: 'Read JSON lists held as text, such as [1, 2], as lists.',
			sentence: (words) => `Read the JSON lists of ${columns(words)}`
		},
		'json-keys': {
			title: 'Keys of JSON objects',
			description: 'The keys of JSON objects held as text, as a list.',
			sentence: (words) => `List the JSON keys of ${columns(words)}`
		},
		'to-json': {
			title: 'Columns to JSON',
			description: 'Write several columns as one JSON object a row.',
			sentence: (words) => `Write ${columns(words)} as JSON`
		},
		'build-list': {
			title: 'Build a list',
			description: 'One list of the values of several columns.',
			sentence: (words) => `Make a list of ${columns(words)}`
		},
		'build-struct': {
			title: 'Build a structure',
			description: 'One structure of several columns, its fields named like them.',
			sentence: (words) => `Make a structure of ${columns(words)}`
		},
		'list-zip': {
			title: 'Zip lists',
			description: 'One list of structures: the first elements together, the second ones, and so on.',
			sentence: (words) => `Zip ${columns(words)}`
		},
		'list-length': {
			title: 'Length of a list',
			description: 'How many elements a list has.',
			sentence: (words) => `Count the elements of ${columns(words)}`
		},
		'list-distinct-count': {
			title: 'Distinct elements of a list',
			description: 'How many different elements a list has.',
			sentence: (words) => `Count the different elements of ${columns(words)}`
		},
		'list-element-at': {
			title: 'Element at a place',
			description: 'The element at a place, from 1; a negative place counts from the end.',
			sentence: (words) => `Take element ${words.text('place')} of ${columns(words)}`
		},
		'list-first': {
			title: 'First element',
			description: 'The first element of a list.',
			sentence: (words) => `Take the first element of ${columns(words)}`
		},
		'list-last': {
			title: 'Last element',
			description: 'The last element of a list.',
			sentence: (words) => `Take the last element of ${columns(words)}`
		},
		'list-slice': {
			title: 'Slice of a list',
			description: 'The elements from one place to another, both with it.',
			sentence: (words) =>
				`Keep elements ${words.text('from')} to ${words.text('to') || 'the last'} of ${columns(words)}`
		},
		'list-contains': {
			title: 'Contains an element',
			description: 'Whether a value is an element of the list.',
			sentence: (words) => `Does ${columns(words)} contain ${value(words)}?`
		},
		'list-position': {
			title: 'Place of an element',
			description: 'Where a value first stands in the list, from 1.',
			sentence: (words) => `Where in ${columns(words)} does ${value(words)} stand?`
		},
		'list-count-element': {
			title: 'Count an element',
			description: 'How many elements of the list are a value.',
			sentence: (words) => `Count ${value(words)} in ${columns(words)}`
		},
		'list-sum': {
			title: 'Sum of a list',
			description: 'The sum of the numbers of a list.',
			sentence: (words) => `Add up the numbers of ${columns(words)}`
		},
		'list-mean': {
			title: 'Mean of a list',
			description: 'The mean of the numbers of a list.',
			sentence: (words) => `Take the mean of the numbers of ${columns(words)}`
		},
		'list-median': {
			title: 'Median of a list',
			description: 'The median of the numbers of a list.',
			sentence: (words) => `Take the median of the numbers of ${columns(words)}`
		},
		'list-deviation': {
			title: 'Standard deviation of a list',
			description: 'The population standard deviation of the numbers of a list.',
			sentence: (words) => `Take the standard deviation of the numbers of ${columns(words)}`
		},
		'list-minimum': {
			title: 'Smallest element',
			description: 'The smallest element of a list.',
			sentence: (words) => `Take the smallest element of ${columns(words)}`
		},
		'list-maximum': {
			title: 'Largest element',
			description: 'The largest element of a list.',
			sentence: (words) => `Take the largest element of ${columns(words)}`
		},
		'list-range': {
			title: 'Range of a list',
			description: 'The largest number of a list less the smallest.',
			sentence: (words) => `Take the range of the numbers of ${columns(words)}`
		},
		'list-product': {
			title: 'Product of a list',
			description: 'The product of the numbers of a list.',
			sentence: (words) => `Multiply the numbers of ${columns(words)}`
		},
		'list-quantile': {
			title: 'Quantile of a list',
			description: 'A quantile of the numbers of a list.',
			sentence: (words) => `Take the quantile ${words.text('quantile')} of the numbers of ${columns(words)}`
		},
		'list-mode': {
			title: 'Most frequent element',
			description: 'The element that stands most often in a list.',
			sentence: (words) => `Take the most frequent element of ${columns(words)}`
		},
		'list-distinct': {
			title: 'Distinct elements',
			description: 'Keep each element once, where it first stands.',
			sentence: (words) => `Keep each element of ${columns(words)} once`
		},
		'list-sort': {
			title: 'Sort the elements',
			description: 'Sort the elements of each list, missing ones last.',
			sentence: (words) => `Sort the elements of ${columns(words)}`
		},
		'list-reverse': {
			title: 'Reverse a list',
			description: 'Turn the order of the elements round.',
			sentence: (words) => `Reverse ${columns(words)}`
		},
		'list-filter': {
			title: 'Keep elements that compare',
			description: 'Keep the elements that are equal to, above, below or contain a value.',
			sentence: (words) => `Keep the elements of ${columns(words)} that compare with ${value(words)}`
		},
		'list-drop-missing': {
			title: 'Drop missing elements',
			description: 'Leave out the missing elements of a list.',
			sentence: (words) => `Drop the missing elements of ${columns(words)}`
		},
		'list-fill-missing': {
			title: 'Fill missing elements',
			description: 'Put a value where an element of a list is missing.',
			sentence: (words) => `Fill missing elements of ${columns(words)} with ${value(words)}`
		},
		'list-add-element': {
			title: 'Add an element',
			description: 'Put a value at the end or the start of each list.',
			sentence: (words) => `Add ${value(words)} to ${columns(words)}`
		},
		'list-remove-element': {
			title: 'Remove an element',
			description: 'Leave out every element that is a value.',
			sentence: (words) => `Remove ${value(words)} from ${columns(words)}`
		},
		'list-convert': {
			title: 'Convert the elements',
			description: 'Make the elements of each list numbers, texts, truth values or dates.',
			sentence: (words) => `Convert the elements of ${columns(words)}`
		},
		'list-flatten': {
			title: 'Flatten lists of lists',
			description: 'Make one list of the lists in a list.',
			sentence: (words) => `Flatten ${columns(words)}`
		},
		'join-list': {
			title: 'Join a list to text',
			description: 'The elements as one text with a delimiter between them.',
			sentence: (words) => `Join the elements of ${columns(words)} to text`
		},
		'list-concatenate': {
			title: 'Concatenate two lists',
			description: 'The elements of one list, then those of another.',
			sentence: (words) => `Put ${named(words.text('other'))} after ${named(words.text('column'))}`
		},
		'list-union': {
			title: 'Union of two lists',
			description: 'Each element of either list once.',
			sentence: (words) => `Unite ${named(words.text('column'))} with ${named(words.text('other'))}`
		},
		'list-intersection': {
			title: 'Intersection of two lists',
			description: 'Each element that stands in both lists, once.',
			sentence: (words) => `Keep what ${named(words.text('column'))} and ${named(words.text('other'))} share`
		},
		'list-difference': {
			title: 'Difference of two lists',
			description: 'Each element of the first list that is not in the second, once.',
			sentence: (words) => `Keep what ${named(words.text('column'))} has and ${named(words.text('other'))} has not`
		},
		'list-overlap': {
			title: 'Overlap of two lists',
			description: 'The elements two lists share over all they have, from 0 to 1 (Jaccard).',
			sentence: (words) => `How much do ${named(words.text('column'))} and ${named(words.text('other'))} overlap?`
		},
		'list-has-any': {
			title: 'Has an element of another',
			description: 'Whether a list has at least one element of another.',
			sentence: (words) => `Does ${named(words.text('column'))} have an element of ${named(words.text('other'))}?`
		},
		'list-has-all': {
			title: 'Has all elements of another',
			description: 'Whether a list has every element of another.',
			sentence: (words) => `Does ${named(words.text('column'))} have all of ${named(words.text('other'))}?`
		}
	},
	fields: {
		suffix: 'Ending of the new name',
		position: 'Column of the places',
		empty: 'A missing or empty list',
		count: 'How many columns',
		keep: 'Keep what it is made from',
		keys: 'Keys; none: all that are found',
		most: 'At most so many keys',
		path: 'Path',
		type: 'Type',
		elements: 'Type of the elements',
		missing: 'Missing values',
		place: 'Place',
		from: 'From place',
		to: 'To place',
		direction: 'Order',
		value: 'Value; none: a missing element',
		at: 'Where',
		compare: 'Comparison',
		quantile: 'Quantile',
		delimiter: 'Delimiter',
		other: 'Other list'
	},
	options: {
		keep: 'Stays one row',
		drop: 'Is dropped',
		null: 'Are null',
		omit: 'Are left out',
		end: 'At the end',
		start: 'At the start',
		equal: 'Equal to',
		'not-equal': 'Not equal to',
		less: 'Less than',
		'at-most': 'At most',
		greater: 'Greater than',
		'at-least': 'At least',
		contains: 'Contains the text'
	}
};
