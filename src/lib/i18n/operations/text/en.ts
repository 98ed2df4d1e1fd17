import type { textOperations } from '$lib/core/recipe/operations/text';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const text: GroupTexts<typeof textOperations> = {
	operations: {
		'clean-text': {
			title: 'Clean text',
			description: 'Trim white space and change the case of text.',
			sentence: (words) => {
				const acts = [
					...(words.is('trim', true) ? ['trim'] : []),
					...(words.is('collapse', true) ? ['single spaces'] : []),
					...(words.is('case', 'keep') ? [] : [words.is('case', 'lower') ? 'lower case' : 'upper case']),
					...(words.is('emptyIsMissing', true) ? ['empty is missing'] : [])
				];
				return `Clean ${columns(words)}: ${acts.join(', ')}`;
			}
		},
		'lower-case': {
			title: 'Lower case',
			description: 'All letters in lower case.',
			sentence: (words) => `Lower case in ${columns(words)}`
		},
		'upper-case': {
			title: 'Upper case',
			description: 'All letters in upper case.',
			sentence: (words) => `Upper case in ${columns(words)}`
		},
		capitalise: {
			title: 'Capitalise',
			description: 'The first character in upper case, the rest in lower case.',
			sentence: (words) => `Capitalise ${columns(words)}`
		},
		'title-case': {
			title: 'Title case',
			description: 'Every word begins in upper case and goes on in lower case.',
			sentence: (words) => `Title case in ${columns(words)}`
		},
		'swap-case': {
			title: 'Swap case',
			description: 'Upper case becomes lower case, and lower case upper case.',
			sentence: (words) => `Swap the case of ${columns(words)}`
		},
		'remove-digits': {
			title: 'Remove digits',
			description: 'Takes away the digits of every script.',
			sentence: (words) => `Remove digits from ${columns(words)}`
		},
		'remove-letters': {
			title: 'Remove letters',
			description: 'Takes away the letters of every script.',
			sentence: (words) => `Remove letters from ${columns(words)}`
		},
		'remove-punctuation': {
			title: 'Remove punctuation',
			description: 'Takes away punctuation: . , ; ! ? - brackets and quotes, and 。、「」.',
			sentence: (words) => `Remove punctuation from ${columns(words)}`
		},
		'remove-symbols': {
			title: 'Remove symbols',
			description: 'Keeps letters, digits and white space, and takes the rest away.',
			sentence: (words) => `Remove symbols from ${columns(words)}`
		},
		'remove-whitespace': {
			title: 'Remove white space',
			description: 'Takes all white space away, the ideographic space too.',
			sentence: (words) => `Remove white space from ${columns(words)}`
		},
		'remove-accents': {
			title: 'Remove accents',
			description: 'Takes the accents of Latin and Greek letters away: é becomes e. Other scripts stay as they are.',
			sentence: (words) => `Remove accents from ${columns(words)}`
		},
		'remove-emoji': {
			title: 'Remove emoji',
			description: 'Takes emoji and pictographs away, with what joins and colours them.',
			sentence: (words) => `Remove emoji from ${columns(words)}`
		},
		'remove-html-tags': {
			title: 'Remove HTML tags',
			description: 'Takes away tags, comments, and what stands in script and style elements.',
			sentence: (words) => `Remove HTML tags from ${columns(words)}`
		},
		'remove-invisible': {
			title: 'Remove invisible characters',
			description: 'Takes away control characters, zero-width spaces and byte order marks; tabs and line ends stay.',
			sentence: (words) => `Remove invisible characters from ${columns(words)}`
		},
		'remove-non-ascii': {
			title: 'Remove non-ASCII characters',
			description: 'Takes away every character that is not ASCII.',
			sentence: (words) => `Remove non-ASCII characters from ${columns(words)}`
		},
		'collapse-spaces': {
			title: 'Collapse spaces',
			description: 'Makes every run of white space one space, and takes it away at both ends.',
			sentence: (words) => `Collapse spaces in ${columns(words)}`
		},
		'remove-line-breaks': {
			title: 'Join lines',
			description: 'Makes every run of line ends one space.',
			sentence: (words) => `Join the lines of ${columns(words)}`
		},
		'normalise-width': {
			title: 'Normalise width',
			description: 'Full-width letters and digits become ASCII, half-width katakana full width.',
			sentence: (words) => `Normalise the width of ${columns(words)}`
		},
		'normalise-unicode': {
			title: 'Normalise Unicode',
			description: 'Composes letters and their marks to one character (NFC), so that texts that look alike are alike.',
			sentence: (words) => `Normalise the Unicode of ${columns(words)}`
		},
		'hiragana-to-katakana': {
			title: 'Hiragana to katakana',
			description: 'Turns hiragana into katakana.',
			sentence: (words) => `Hiragana to katakana in ${columns(words)}`
		},
		'katakana-to-hiragana': {
			title: 'Katakana to hiragana',
			description: 'Turns full-width katakana into hiragana.',
			sentence: (words) => `Katakana to hiragana in ${columns(words)}`
		},
		'straighten-quotes': {
			title: 'Straighten quotes',
			description: 'Curly quotes become straight, dashes hyphens, and … three dots.',
			sentence: (words) => `Straighten the quotes of ${columns(words)}`
		},
		'reverse-text': {
			title: 'Reverse text',
			description: 'Turns the order of the characters round; what is seen as one character stays whole.',
			sentence: (words) => `Reverse ${columns(words)}`
		},
		slugify: {
			title: 'Slug for an address',
			description: 'Lower-case ASCII letters and digits with dashes between, as in a web address.',
			sentence: (words) => `Make slugs of ${columns(words)}`
		},
		'snake-case': {
			title: 'snake_case',
			description: 'The words of a name in lower case with underscores between.',
			sentence: (words) => `snake_case in ${columns(words)}`
		},
		'kebab-case': {
			title: 'kebab-case',
			description: 'The words of a name in lower case with dashes between.',
			sentence: (words) => `kebab-case in ${columns(words)}`
		},
		'camel-case': {
			title: 'camelCase',
			description: 'The words of a name joined, each but the first with a capital.',
			sentence: (words) => `camelCase in ${columns(words)}`
		},
		quote: {
			title: 'Put in quotes',
			description: 'Puts double quotes round a text and doubles those inside, as CSV does.',
			sentence: (words) => `Put ${columns(words)} in quotes`
		},
		unquote: {
			title: 'Take out of quotes',
			description: 'Takes one pair of quotes away that stands round a text: "…", \'…\', 「…」, “…”.',
			sentence: (words) => `Take ${columns(words)} out of quotes`
		},
		'url-encode': {
			title: 'URL encode',
			description: 'Writes what may not stand in an address as percent codes.',
			sentence: (words) => `URL encode ${columns(words)}`
		},
		'url-decode': {
			title: 'URL decode',
			description: 'Reads percent codes back. What is not valid UTF-8 then is missing.',
			sentence: (words) => `URL decode ${columns(words)}`
		},
		'base64-encode': {
			title: 'Base64 encode',
			description: 'Writes the UTF-8 bytes of a text as Base64.',
			sentence: (words) => `Base64 encode ${columns(words)}`
		},
		'base64-decode': {
			title: 'Base64 decode',
			description: 'Reads Base64 back as UTF-8. What is not valid becomes missing.',
			sentence: (words) => `Base64 decode ${columns(words)}`
		},
		'html-decode': {
			title: 'Decode HTML entities',
			description:
				'Turns &amp; &lt; &gt; &quot; &apos; &nbsp; and other common names, and &#233; and &#xE9;, into their characters.',
			sentence: (words) => `Decode the HTML entities of ${columns(words)}`
		},
		'html-encode': {
			title: 'Encode for HTML',
			description: 'Writes & < > and both quotes as entities.',
			sentence: (words) => `Encode ${columns(words)} for HTML`
		},
		md5: {
			title: 'MD5 digest',
			description: 'The MD5 digest of the UTF-8 bytes in hexadecimal. It hides nothing that can be guessed.',
			sentence: (words) => `MD5 of ${columns(words)}`
		},
		sha256: {
			title: 'SHA-256 digest',
			description: 'The SHA-256 digest of the UTF-8 bytes in hexadecimal. What can be guessed can be found again.',
			sentence: (words) => `SHA-256 of ${columns(words)}`
		},
		initials: {
			title: 'Initials',
			description: 'The first letter of every word, in upper case.',
			sentence: (words) => `Initials of ${columns(words)}`
		},
		'sort-words': {
			title: 'Sort words',
			description: 'The words of a text in order, with one space between. Words are what white space parts.',
			sentence: (words) => `Sort the words of ${columns(words)}`
		},
		'unique-words': {
			title: 'Drop repeated words',
			description: 'Keeps the first of every word, whatever the case of its letters.',
			sentence: (words) => `Drop repeated words from ${columns(words)}`
		},
		'mask-email': {
			title: 'Mask e-mail addresses',
			description: 'Keeps the first character before the @ and the domain, and writes *** for the rest.',
			sentence: (words) => `Mask e-mail addresses in ${columns(words)}`
		},
		'pad-left': {
			title: 'Pad on the left',
			description: 'Fills text up on the left to a width. Longer text stays as it is.',
			sentence: (words) => `Pad ${columns(words)} on the left to ${words.text('width')} characters`
		},
		'pad-right': {
			title: 'Pad on the right',
			description: 'Fills text up on the right to a width. Longer text stays as it is.',
			sentence: (words) => `Pad ${columns(words)} on the right to ${words.text('width')} characters`
		},
		'pad-both': {
			title: 'Pad on both sides',
			description:
				'Puts text in the middle of a width; an odd place over goes to the right. Longer text stays as it is.',
			sentence: (words) => `Pad ${columns(words)} on both sides to ${words.text('width')} characters`
		},
		'zero-pad': {
			title: 'Pad with zeros',
			description: 'Puts zeros before the digits, after a sign, to a width.',
			sentence: (words) => `Pad ${columns(words)} with zeros to ${words.text('width')} characters`
		},
		strip: {
			title: 'Strip both ends',
			description: 'Takes characters away at both ends, or white space when none are given.',
			sentence: (words) => `Strip ${columns(words)} at both ends`
		},
		'strip-left': {
			title: 'Strip on the left',
			description: 'Takes characters away at the start, or white space when none are given.',
			sentence: (words) => `Strip ${columns(words)} on the left`
		},
		'strip-right': {
			title: 'Strip on the right',
			description: 'Takes characters away at the end, or white space when none are given.',
			sentence: (words) => `Strip ${columns(words)} on the right`
		},
		'add-prefix': {
			title: 'Add a prefix',
			description: 'Puts a text before the values.',
			sentence: (words) => `Put ${named(words.text('text'))} before ${columns(words)}`
		},
		'add-suffix': {
			title: 'Add a suffix',
			description: 'Puts a text behind the values.',
			sentence: (words) => `Put ${named(words.text('text'))} behind ${columns(words)}`
		},
		'remove-prefix': {
			title: 'Remove a prefix',
			description: 'Takes a text away where the value begins with it.',
			sentence: (words) => `Remove ${named(words.text('text'))} at the start of ${columns(words)}`
		},
		'remove-suffix': {
			title: 'Remove a suffix',
			description: 'Takes a text away where the value ends with it.',
			sentence: (words) => `Remove ${named(words.text('text'))} at the end of ${columns(words)}`
		},
		'remove-characters': {
			title: 'Remove characters',
			description: 'Takes the given characters away wherever they stand.',
			sentence: (words) => `Remove ${named(words.text('characters'))} from ${columns(words)}`
		},
		'keep-characters': {
			title: 'Keep characters',
			description: 'Keeps only the given characters.',
			sentence: (words) => `Keep only ${named(words.text('characters'))} in ${columns(words)}`
		},
		'shorten-text': {
			title: 'Shorten text',
			description: 'Cuts text to a length, the sign of the cut included. Shorter text stays as it is.',
			sentence: (words) => `Shorten ${columns(words)} to ${words.text('length')} characters`
		},
		'first-words': {
			title: 'Keep the first words',
			description: 'Keeps so many words from the start, with one space between.',
			sentence: (words) => `Keep the first ${words.text('count')} words of ${columns(words)}`
		},
		'repeat-text': {
			title: 'Repeat text',
			description: 'Writes the text so many times over.',
			sentence: (words) => `Repeat ${columns(words)} ${words.text('count')} times`
		},
		'insert-text': {
			title: 'Insert at a place',
			description: 'Puts a text in after so many characters; a negative place counts from the end.',
			sentence: (words) => `Insert ${named(words.text('text'))} into ${columns(words)} at ${words.text('position')}`
		},
		mask: {
			title: 'Mask text',
			description: 'Hides every character but the last or first few.',
			sentence: (words) => `Mask ${columns(words)}`
		},
		'mask-digits': {
			title: 'Mask digits',
			description: 'Hides every digit but the last few; spaces and dashes stay: for card and telephone numbers.',
			sentence: (words) => `Mask the digits of ${columns(words)}`
		},
		'remove-words': {
			title: 'Remove words',
			description: 'Takes words away, whatever the case of their letters. Words are what white space parts.',
			sentence: (words) => `Remove ${list(words.texts('words'))} from ${columns(words)}`
		},
		'remove-stop-words': {
			title: 'Remove stop words',
			description:
				'Takes away words that say little, such as the, of, and, or lone Japanese particles. White space parts words.',
			sentence: (words) => `Remove stop words from ${columns(words)}`
		},
		'wrap-text': {
			title: 'Wrap lines',
			description: 'Breaks lines at spaces so that none is longer than a width.',
			sentence: (words) => `Wrap ${columns(words)} at ${words.text('width')} characters`
		}
	},
	fields: {
		suffix: 'Ending of the new name',
		width: 'Characters',
		fill: 'Fill with',
		characters: 'Characters',
		text: 'Text',
		length: 'Characters',
		ellipsis: 'Ellipsis',
		count: 'How many',
		position: 'After character',
		keep: 'Characters to keep',
		side: 'Which are kept',
		character: 'Written instead',
		words: 'Words',
		language: 'Language'
	},
	options: { last: 'The last', first: 'The first', english: 'English', japanese: 'Japanese' }
};
