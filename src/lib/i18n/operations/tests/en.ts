import type { testsOperations } from '$lib/core/recipe/operations/tests';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const tests: GroupTexts<typeof testsOperations> = {
	operations: {
		'length-equals': {
			title: 'Length equals',
			description: 'True where the text has so many characters.',
			sentence: (words) => `Does ${columns(words)} have ${words.text('length')} characters?`
		},
		'length-at-least': {
			title: 'Length at least',
			description: 'True where the text has so many characters or more.',
			sentence: (words) => `Does ${columns(words)} have ${words.text('length')} characters or more?`
		},
		'length-between': {
			title: 'Length between',
			description: 'True where the number of characters lies in a range.',
			sentence: (words) => `Does ${columns(words)} have ${words.text('least')} to ${words.text('most')} characters?`
		},
		'starts-with': {
			title: 'Starts with',
			description: 'True where the value begins with a text.',
			sentence: (words) => `Does ${columns(words)} start with ${named(words.text('text'))}?`
		},
		'ends-with': {
			title: 'Ends with',
			description: 'True where the value ends with a text.',
			sentence: (words) => `Does ${columns(words)} end with ${named(words.text('text'))}?`
		},
		'contains-text': {
			title: 'Contains',
			description: 'True where a text stands somewhere in the value.',
			sentence: (words) => `Does ${columns(words)} contain ${named(words.text('text'))}?`
		},
		'matches-pattern': {
			title: 'Matches a pattern',
			description: 'True where a regular expression matches: somewhere, at the start, or the whole text.',
			sentence: (words) => `Does ${columns(words)} match ${named(words.text('pattern'))}?`
		},
		'equals-one-of': {
			title: 'Is in a list',
			description: 'True where the value is in a list, letter by letter.',
			sentence: (words) => `Is ${columns(words)} one of ${list(words.texts('values'))}?`
		},
		'is-alphanumeric': {
			title: 'Is alphanumeric',
			description: "Letters and digits of any script and nothing else, as Python's isalnum.",
			sentence: (words) => `Is ${columns(words)} letters and digits alone?`
		},
		'is-letters': {
			title: 'Is letters',
			description: "Letters of any script and nothing else, as Python's isalpha.",
			sentence: (words) => `Is ${columns(words)} letters alone?`
		},
		'is-digits': {
			title: 'Is digits',
			description: "Digits of any script, superscripts too, and nothing else, as Python's isdigit.",
			sentence: (words) => `Is ${columns(words)} digits alone?`
		},
		'is-decimal': {
			title: 'Is decimal digits',
			description: "Digits from 0 to 9 of any script and nothing else, as Python's isdecimal.",
			sentence: (words) => `Is ${columns(words)} decimal digits alone?`
		},
		'is-numeric': {
			title: 'Is numeric characters',
			description:
				"Digits, fractions and numerals such as 五 and nothing else, as Python's isnumeric. For numbers as people write them use: Is a number.",
			sentence: (words) => `Is ${columns(words)} numeric characters alone?`
		},
		'is-number': {
			title: 'Is a number',
			description: 'True where the text reads as a finite number: 12, -3.5, 1e6.',
			sentence: (words) => `Is ${columns(words)} a number?`
		},
		'is-space': {
			title: 'Is white space',
			description: "White space and nothing else, as Python's isspace: empty text is not.",
			sentence: (words) => `Is ${columns(words)} white space alone?`
		},
		'is-blank': {
			title: 'Is blank',
			description: 'True where the text is empty or white space alone.',
			sentence: (words) => `Is ${columns(words)} blank?`
		},
		'is-title': {
			title: 'Is title case',
			description: "Upper case begins every run of letters and lower case goes on, as Python's istitle.",
			sentence: (words) => `Is ${columns(words)} in title case?`
		},
		'is-lower': {
			title: 'Is lower case',
			description: "There are lower-case letters and no capitals, as Python's islower.",
			sentence: (words) => `Is ${columns(words)} in lower case?`
		},
		'is-upper': {
			title: 'Is upper case',
			description: "There are capitals and no lower-case letters, as Python's isupper.",
			sentence: (words) => `Is ${columns(words)} in upper case?`
		},
		'is-ascii': {
			title: 'Is ASCII',
			description: 'True where every character is ASCII; empty text is.',
			sentence: (words) => `Is ${columns(words)} ASCII?`
		},
		'has-digits': {
			title: 'Has digits',
			description: 'True where there is a digit of any script.',
			sentence: (words) => `Does ${columns(words)} have digits?`
		},
		'has-letters': {
			title: 'Has letters',
			description: 'True where there is a letter of any script.',
			sentence: (words) => `Does ${columns(words)} have letters?`
		},
		'has-japanese': {
			title: 'Has Japanese',
			description: 'True where there are kana; Chinese characters alone could be Chinese.',
			sentence: (words) => `Does ${columns(words)} have Japanese?`
		},
		'is-email': {
			title: 'Is an e-mail address',
			description: 'True where the text is one e-mail address as people write them.',
			sentence: (words) => `Is ${columns(words)} an e-mail address?`
		},
		'is-url': {
			title: 'Is a web address',
			description: 'True where the text is an http or https address with a host.',
			sentence: (words) => `Is ${columns(words)} a web address?`
		},
		'is-ip-address': {
			title: 'Is an IP address',
			description: 'True where the text is an IPv4 address of four numbers to 255, or an IPv6 address.',
			sentence: (words) => `Is ${columns(words)} an IP address?`
		},
		'is-uuid': {
			title: 'Is a UUID',
			description: 'True where the text is 32 hexadecimal digits as 8-4-4-4-12.',
			sentence: (words) => `Is ${columns(words)} a UUID?`
		},
		'is-iso-date': {
			title: 'Is an ISO date',
			description:
				'True where the text is a date that exists, as 2024-01-31, with a time of day behind T or a space or not.',
			sentence: (words) => `Is ${columns(words)} an ISO date?`
		},
		'is-hexadecimal': {
			title: 'Is hexadecimal',
			description: 'Digits and letters to F, behind 0x or # or not.',
			sentence: (words) => `Is ${columns(words)} hexadecimal?`
		},
		'is-boolean-word': {
			title: 'Is a word for yes or no',
			description: 'True where the text is a word for true or false: yes, no, on, off, 1, 0, はい, いいえ.',
			sentence: (words) => `Is ${columns(words)} a word for yes or no?`
		},
		'is-palindrome': {
			title: 'Is a palindrome',
			description:
				'Reads the same from the end, case, accents, white space and punctuation aside; text without letters or digits is none.',
			sentence: (words) => `Is ${columns(words)} a palindrome?`
		},
		'is-card-number': {
			title: 'Is a card number',
			description: 'True where 12 to 19 digits pass the Luhn check, spaces and dashes aside.',
			sentence: (words) => `Is ${columns(words)} a card number?`
		},
		'is-isbn': {
			title: 'Is an ISBN',
			description: 'True where the check digit of an ISBN of 10 or 13 digits is right, dashes and spaces aside.',
			sentence: (words) => `Is ${columns(words)} an ISBN?`
		},
		'count-characters': {
			title: 'Count characters',
			description: 'How many characters (code points) the text has.',
			sentence: (words) => `Count the characters of ${columns(words)}`
		},
		'count-words': {
			title: 'Count words',
			description: 'How many words there are: what white space parts.',
			sentence: (words) => `Count the words of ${columns(words)}`
		},
		'count-unique-words': {
			title: 'Count different words',
			description: 'How many different words there are, the case of letters aside.',
			sentence: (words) => `Count the different words of ${columns(words)}`
		},
		'count-lines': {
			title: 'Count lines',
			description: 'How many lines there are; empty text has none, and a line end at the end begins no line.',
			sentence: (words) => `Count the lines of ${columns(words)}`
		},
		'count-sentences': {
			title: 'Count sentences',
			description: 'How many runs of text end with . ! ? 。 ！ ？ or the end of the text.',
			sentence: (words) => `Count the sentences of ${columns(words)}`
		},
		'count-punctuation': {
			title: 'Count punctuation',
			description: 'How many punctuation characters there are.',
			sentence: (words) => `Count the punctuation of ${columns(words)}`
		},
		'count-bytes': {
			title: 'Count bytes',
			description: 'How many bytes the text takes as UTF-8.',
			sentence: (words) => `Count the bytes of ${columns(words)}`
		},
		'mean-word-length': {
			title: 'Mean word length',
			description: 'The mean number of characters in a word; missing where there are no words.',
			sentence: (words) => `Mean word length of ${columns(words)}`
		},
		'capital-ratio': {
			title: 'Share of capitals',
			description: 'The share of the characters that are capital letters; of empty text it is missing.',
			sentence: (words) => `Share of capitals in ${columns(words)}`
		},
		'lower-ratio': {
			title: 'Share of lower case',
			description: 'The share of the characters that are lower-case letters; of empty text it is missing.',
			sentence: (words) => `Share of lower case in ${columns(words)}`
		},
		'digit-ratio': {
			title: 'Share of digits',
			description: 'The share of the characters that are digits; of empty text it is missing.',
			sentence: (words) => `Share of digits in ${columns(words)}`
		},
		'special-ratio': {
			title: 'Share of special characters',
			description:
				'The share of the characters that are neither letters nor digits nor white space; of empty text it is missing.',
			sentence: (words) => `Share of special characters in ${columns(words)}`
		},
		'space-ratio': {
			title: 'Share of white space',
			description: 'The share of the characters that are white space; of empty text it is missing.',
			sentence: (words) => `Share of white space in ${columns(words)}`
		},
		'similarity-to-text': {
			title: 'Similarity to a text',
			description:
				'How alike the values are to a text: Jaro-Winkler, edits (Levenshtein), or shared characters (Jaccard).',
			sentence: (words) => `How like ${named(words.text('text'))} is ${columns(words)}?`
		},
		'text-similarity': {
			title: 'Similarity of two columns',
			description:
				'How alike the texts of two columns are: Jaro-Winkler, edits (Levenshtein), or shared characters (Jaccard).',
			sentence: (words) => `How alike are ${named(words.text('column'))} and ${named(words.text('other'))}?`
		}
	},
	fields: {
		suffix: 'Ending of the new name',
		text: 'Text',
		length: 'Characters',
		least: 'At least',
		most: 'At most',
		caseSensitive: 'Tell the case of letters apart',
		pattern: 'Regular expression',
		where: 'Where',
		values: 'Values',
		other: 'Other column'
	},
	options: {
		somewhere: 'Somewhere',
		start: 'At the start',
		whole: 'The whole text',
		'jaro-winkler': 'Jaro-Winkler',
		levenshtein: 'Edits (Levenshtein)',
		'edit-similarity': '1 - edits / length',
		'damerau-levenshtein': 'Edits (Damerau-Levenshtein)',
		jaccard: 'Jaccard of characters'
	}
};
