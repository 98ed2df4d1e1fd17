import type { findOperations } from '$lib/core/recipe/operations/find';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const find: GroupTexts<typeof findOperations> = {
	operations: {
		'find-first': {
			title: 'Find first',
			description: 'Where a text first stands, from 1; 0 where it does not.',
			sentence: (words) => `Find the first ${named(words.text('text'))} in ${columns(words)}`
		},
		'find-last': {
			title: 'Find last',
			description: 'Where a text last stands, from 1; 0 where it does not.',
			sentence: (words) => `Find the last ${named(words.text('text'))} in ${columns(words)}`
		},
		'find-all': {
			title: 'Find all',
			description: 'The list of all matches of a pattern.',
			sentence: (words) => `Find all ${named(words.text('pattern'))} in ${columns(words)}`
		},
		'count-matches': {
			title: 'Count matches',
			description: 'How often a pattern matches.',
			sentence: (words) => `Count ${named(words.text('pattern'))} in ${columns(words)}`
		},
		'count-text': {
			title: 'Count a text',
			description: 'How often a text stands in the value, without overlap.',
			sentence: (words) => `Count ${named(words.text('text'))} in ${columns(words)}`
		},
		'extract-pattern': {
			title: 'Extract a pattern',
			description: 'The first match of a pattern, or one of its groups; missing where it does not match.',
			sentence: (words) => `Extract ${named(words.text('pattern'))} from ${columns(words)}`
		},
		'extract-groups': {
			title: 'Extract groups to columns',
			description: 'One column for each group that the pattern captures; missing where it does not match.',
			sentence: (words) => `Extract the groups of ${named(words.text('pattern'))} from ${named(words.text('column'))}`
		},
		'extract-between': {
			title: 'Extract between delimiters',
			description: 'What stands between two delimiters; missing where they do not stand.',
			sentence: (words) =>
				`Extract between ${named(words.text('left'))} and ${named(words.text('right'))} from ${columns(words)}`
		},
		'extract-slice': {
			title: 'Extract from a place',
			description: 'So many characters from a place on, which counts from 1, or from the end when it is negative.',
			sentence: (words) =>
				`Extract ${words.text('length')} characters of ${columns(words)} from place ${words.text('position')}`
		},
		'before-delimiter': {
			title: 'Text before a delimiter',
			description: 'What stands before the first delimiter; the whole text where there is none.',
			sentence: (words) => `Take what is before ${named(words.text('delimiter'))} in ${columns(words)}`
		},
		'after-delimiter': {
			title: 'Text after a delimiter',
			description: 'What stands after the first delimiter; missing where there is none.',
			sentence: (words) => `Take what is after ${named(words.text('delimiter'))} in ${columns(words)}`
		},
		'nth-part': {
			title: 'Part between delimiters',
			description:
				'One of the parts between delimiters, from 1, or from the end when negative; missing where there are fewer.',
			sentence: (words) =>
				`Take part ${words.text('place')} of ${columns(words)}, parted at ${named(words.text('delimiter'))}`
		},
		'nth-word': {
			title: 'Word by its place',
			description: 'One of the words, from 1, or from the end when negative; missing where there are fewer.',
			sentence: (words) => `Take word ${words.text('place')} of ${columns(words)}`
		},
		'first-word': {
			title: 'First word',
			description: 'The first word; missing where there is none.',
			sentence: (words) => `Take the first word of ${columns(words)}`
		},
		'last-word': {
			title: 'Last word',
			description: 'The last word; missing where there is none.',
			sentence: (words) => `Take the last word of ${columns(words)}`
		},
		'first-characters': {
			title: 'First characters',
			description: 'So many characters from the start.',
			sentence: (words) => `Take the first ${words.text('count')} characters of ${columns(words)}`
		},
		'last-characters': {
			title: 'Last characters',
			description: 'So many characters from the end.',
			sentence: (words) => `Take the last ${words.text('count')} characters of ${columns(words)}`
		},
		'extract-number': {
			title: 'Extract a number',
			description:
				'The first number in the text, with its sign, thousands separators and decimals: from "about 1,200.50 yen" 1200.5.',
			sentence: (words) => `Extract a number from ${columns(words)}`
		},
		'extract-numbers': {
			title: 'Extract all numbers',
			description: 'The list of the numbers in the text.',
			sentence: (words) => `Extract all numbers from ${columns(words)}`
		},
		'extract-email': {
			title: 'Extract an e-mail address',
			description: 'The first e-mail address; missing where there is none.',
			sentence: (words) => `Extract an e-mail address from ${columns(words)}`
		},
		'extract-emails': {
			title: 'Extract all e-mail addresses',
			description: 'The list of the e-mail addresses.',
			sentence: (words) => `Extract all e-mail addresses from ${columns(words)}`
		},
		'email-domain': {
			title: 'Domain of an e-mail address',
			description: 'What stands behind the @ of the first e-mail address, in lower case; missing where there is none.',
			sentence: (words) => `Take the domain of the e-mail address in ${columns(words)}`
		},
		'extract-urls': {
			title: 'Extract all web addresses',
			description: 'The list of the web addresses that begin with http:// or https://.',
			sentence: (words) => `Extract all web addresses from ${columns(words)}`
		},
		'extract-url': {
			title: 'Extract a web address',
			description: 'The first web address that begins with http:// or https://; missing where there is none.',
			sentence: (words) => `Extract a web address from ${columns(words)}`
		},
		'url-domain': {
			title: 'Domain of a web address',
			description:
				'The host of a web address in lower case, without www. and without its port; missing where there is none.',
			sentence: (words) => `Take the domain of ${columns(words)}`
		},
		'url-path': {
			title: 'Path of a web address',
			description: 'The path of a web address, "/" where it has none; missing where the text is no address.',
			sentence: (words) => `Take the path of ${columns(words)}`
		},
		'url-query-value': {
			title: 'Value in the query of a web address',
			description: 'The value of a key behind the ? of a URL, with its percent codes read; missing without the key.',
			sentence: (words) => `Take ${named(words.text('key'))} from the query of ${columns(words)}`
		},
		'extract-hashtags': {
			title: 'Extract hashtags',
			description: 'The list of the words behind #, without it.',
			sentence: (words) => `Extract the hashtags of ${columns(words)}`
		},
		'extract-mentions': {
			title: 'Extract mentions',
			description: 'The list of the names behind @, without it; e-mail addresses are none.',
			sentence: (words) => `Extract the mentions of ${columns(words)}`
		},
		'extract-digits': {
			title: 'Keep the digits of a telephone number',
			description:
				'The digits alone, full-width ones as ASCII, with a + that stands first; missing where there are none.',
			sentence: (words) => `Keep the telephone digits of ${columns(words)}`
		},
		'extract-postcode': {
			title: 'Extract a postcode',
			description:
				'The first postcode as the country writes it: 123-4567, 12345-6789, SW1A 1AA. Missing where there is none.',
			sentence: (words) => `Extract a postcode from ${columns(words)}`
		},
		'extract-year': {
			title: 'Extract a year',
			description: 'The first year from 1000 to 2999 that stands alone, as a number; missing where there is none.',
			sentence: (words) => `Extract a year from ${columns(words)}`
		},
		'extract-date': {
			title: 'Extract a date',
			description:
				'The first date written year first: 2024-01-31, 2024/1/31, 2024.1.31 or 2024年1月31日. A date that does not exist is missing.',
			sentence: (words) => `Extract a date from ${columns(words)}`
		},
		'extract-currency': {
			title: 'Extract a currency',
			description:
				'The code of the first currency named by a sign or by its code: $ USD, € EUR, £ GBP, ¥ and 円 JPY, ₹ INR, ₩ KRW. Missing where there is none.',
			sentence: (words) => `Extract the currency of ${columns(words)}`
		},
		'file-extension': {
			title: 'File extension',
			description: 'What stands behind the last dot of a file name, in lower case; missing where there is none.',
			sentence: (words) => `Take the file extension of ${columns(words)}`
		},
		'file-name': {
			title: 'File name',
			description: 'What stands behind the last / or \\ of a path.',
			sentence: (words) => `Take the file name of ${columns(words)}`
		},
		'extract-quoted': {
			title: 'Extract quoted text',
			description: 'What stands in the first pair of quotes: "…", “…”, 「…」 or 『…』. Missing where there is none.',
			sentence: (words) => `Extract quoted text from ${columns(words)}`
		},
		'replace-text': {
			title: 'Replace text',
			description: 'Replaces a text by another wherever it stands, letter by letter.',
			sentence: (words) => `Replace ${named(words.text('text'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'replace-first': {
			title: 'Replace the first',
			description: 'Replaces a text by another where it first stands.',
			sentence: (words) =>
				`Replace the first ${named(words.text('text'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'replace-last': {
			title: 'Replace the last',
			description: 'Replaces a text by another where it last stands.',
			sentence: (words) =>
				`Replace the last ${named(words.text('text'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'replace-pattern': {
			title: 'Replace a pattern',
			description: 'Replaces every match of a regular expression; \\1 to \\9 stand for its groups, \\0 for the match.',
			sentence: (words) => `Replace ${named(words.text('pattern'))} by ${named(words.text('to'))} in ${columns(words)}`
		},
		'replace-between': {
			title: 'Replace between delimiters',
			description: 'Replaces what stands between the first left and the last right delimiter; the delimiters stay.',
			sentence: (words) =>
				`Replace what is between ${named(words.text('left'))} and ${named(words.text('right'))} in ${columns(words)} by ${named(words.text('to'))}`
		},
		'replace-slice': {
			title: 'Replace at a place',
			description: 'Replaces so many characters from a place on, which counts from 1.',
			sentence: (words) =>
				`Replace ${words.text('length')} characters of ${columns(words)} from place ${words.text('position')} by ${named(words.text('to'))}`
		},
		'matches-to-missing': {
			title: 'Matches become missing',
			description: 'Text in which a regular expression matches becomes missing.',
			sentence: (words) => `Make ${columns(words)} missing where ${named(words.text('pattern'))} matches`
		},
		'others-to-missing': {
			title: 'What does not match becomes missing',
			description: 'Text in which a regular expression does not match becomes missing.',
			sentence: (words) => `Make ${columns(words)} missing where ${named(words.text('pattern'))} does not match`
		},
		'split-to-list': {
			title: 'Split into a list',
			description: 'The parts between delimiters as a list; a limit leaves the rest in the last.',
			sentence: (words) => `Split ${columns(words)} at ${named(words.text('delimiter'))} into a list`
		},
		'split-to-columns': {
			title: 'Split into columns',
			description:
				'The first parts between delimiters, a column each; missing where there are fewer. The last can take the rest.',
			sentence: (words) =>
				`Split ${named(words.text('column'))} at ${named(words.text('delimiter'))} into ${words.text('count')} columns`
		},
		'split-at': {
			title: 'Split at a place',
			description: 'Two columns: the first so many characters, and the rest.',
			sentence: (words) => `Split ${named(words.text('column'))} behind character ${words.text('position')}`
		},
		'split-into-rows': {
			title: 'Split into rows',
			description:
				'One row for each part between delimiters, white space at its ends taken away; the other columns are repeated. A missing text stays one row.',
			sentence: (words) => `Split ${named(words.text('column'))} at ${named(words.text('delimiter'))} into rows`
		},
		'split-camel-case': {
			title: 'Part camelCase',
			description:
				'Puts a space where lower case turns to upper case, and before the last capital of many: parseHTTPHeader becomes parse HTTP Header.',
			sentence: (words) => `Part the words of ${columns(words)}`
		}
	},
	fields: {
		suffix: 'Ending of the new name',
		text: 'Text',
		pattern: 'Regular expression',
		group: 'Group (0: all of it)',
		left: 'Left delimiter',
		right: 'Right delimiter',
		position: 'From character',
		length: 'Characters',
		first: 'From character',
		last: 'To character',
		delimiter: 'Delimiter',
		place: 'Which (from the end: negative)',
		key: 'Key',
		country: 'Country',
		most: 'At most (0: all)',
		rest: 'The last takes the rest'
	},
	options: { japan: 'Japan', 'united-states': 'United States', 'united-kingdom': 'United Kingdom' }
};
