import { cleanText } from './text/clean-text';
import { lowerCase } from './text/lower-case';
import { upperCase } from './text/upper-case';
import { capitalise } from './text/capitalise';
import { titleCase } from './text/title-case';
import { swapCase } from './text/swap-case';
import { removeDigits } from './text/remove-digits';
import { removeLetters } from './text/remove-letters';
import { removePunctuation } from './text/remove-punctuation';
import { removeSymbols } from './text/remove-symbols';
import { removeWhitespace } from './text/remove-whitespace';
import { removeAccents } from './text/remove-accents';
import { removeEmoji } from './text/remove-emoji';
import { removeHtmlTags } from './text/remove-html-tags';
import { removeInvisible } from './text/remove-invisible';
import { removeNonAscii } from './text/remove-non-ascii';
import { collapseSpaces } from './text/collapse-spaces';
import { removeLineBreaks } from './text/remove-line-breaks';
import { normaliseWidth } from './text/normalise-width';
import { normaliseUnicode } from './text/normalise-unicode';
import { hiraganaToKatakana } from './text/hiragana-to-katakana';
import { katakanaToHiragana } from './text/katakana-to-hiragana';
import { straightenQuotes } from './text/straighten-quotes';
import { reverseText } from './text/reverse-text';
import { slugify } from './text/slugify';
import { snakeCase } from './text/snake-case';
import { kebabCase } from './text/kebab-case';
import { camelCase } from './text/camel-case';
import { quote } from './text/quote';
import { unquote } from './text/unquote';
import { urlEncode } from './text/url-encode';
import { urlDecode } from './text/url-decode';
import { base64Encode } from './text/base64-encode';
import { base64Decode } from './text/base64-decode';
import { htmlDecode } from './text/html-decode';
import { htmlEncode } from './text/html-encode';
import { md5Digest } from './text/md5';
import { sha256Digest } from './text/sha256';
import { initials } from './text/initials';
import { sortWords } from './text/sort-words';
import { uniqueWords } from './text/unique-words';
import { maskEmail } from './text/mask-email';
import { padLeft } from './text/pad-left';
import { padRight } from './text/pad-right';
import { padBoth } from './text/pad-both';
import { zeroPad } from './text/zero-pad';
import { strip } from './text/strip';
import { stripLeft } from './text/strip-left';
import { stripRight } from './text/strip-right';
import { addPrefix } from './text/add-prefix';
import { addSuffix } from './text/add-suffix';
import { removePrefix } from './text/remove-prefix';
import { removeSuffix } from './text/remove-suffix';
import { removeCharacters } from './text/remove-characters';
import { keepCharacters } from './text/keep-characters';
import { shortenText } from './text/shorten-text';
import { firstWords } from './text/first-words';
import { repeatText } from './text/repeat-text';
import { insertText } from './text/insert-text';
import { mask } from './text/mask';
import { maskDigits } from './text/mask-digits';
import { removeWords } from './text/remove-words';
import { removeStopWords } from './text/remove-stop-words';
import { wrapText } from './text/wrap-text';

export const textOperations = [
	cleanText,
	lowerCase,
	upperCase,
	capitalise,
	titleCase,
	swapCase,
	removeDigits,
	removeLetters,
	removePunctuation,
	removeSymbols,
	removeWhitespace,
	removeAccents,
	removeEmoji,
	removeHtmlTags,
	removeInvisible,
	removeNonAscii,
	collapseSpaces,
	removeLineBreaks,
	normaliseWidth,
	normaliseUnicode,
	hiraganaToKatakana,
	katakanaToHiragana,
	straightenQuotes,
	reverseText,
	slugify,
	snakeCase,
	kebabCase,
	camelCase,
	quote,
	unquote,
	urlEncode,
	urlDecode,
	base64Encode,
	base64Decode,
	htmlDecode,
	htmlEncode,
	md5Digest,
	sha256Digest,
	initials,
	sortWords,
	uniqueWords,
	maskEmail,
	padLeft,
	padRight,
	padBoth,
	zeroPad,
	strip,
	stripLeft,
	stripRight,
	addPrefix,
	addSuffix,
	removePrefix,
	removeSuffix,
	removeCharacters,
	keepCharacters,
	shortenText,
	firstWords,
	repeatText,
	insertText,
	mask,
	maskDigits,
	removeWords,
	removeStopWords,
	wrapText
] as const;
