import { lengthEquals } from './tests/length-equals';
import { lengthAtLeast } from './tests/length-at-least';
import { lengthBetween } from './tests/length-between';
import { startsWith } from './tests/starts-with';
import { endsWith } from './tests/ends-with';
import { containsText } from './tests/contains-text';
import { matchesPattern } from './tests/matches-pattern';
import { equalsOneOf } from './tests/equals-one-of';
import { isAlphanumeric } from './tests/is-alphanumeric';
import { isLetters } from './tests/is-letters';
import { isDigits } from './tests/is-digits';
import { isDecimal } from './tests/is-decimal';
import { isNumeric } from './tests/is-numeric';
import { isNumber } from './tests/is-number';
import { isSpace } from './tests/is-space';
import { isBlank } from './tests/is-blank';
import { isTitle } from './tests/is-title';
import { isLower } from './tests/is-lower';
import { isUpper } from './tests/is-upper';
import { isAscii } from './tests/is-ascii';
import { hasDigits } from './tests/has-digits';
import { hasLetters } from './tests/has-letters';
import { hasJapanese } from './tests/has-japanese';
import { isEmail } from './tests/is-email';
import { isUrl } from './tests/is-url';
import { isIpAddress } from './tests/is-ip-address';
import { isUuid } from './tests/is-uuid';
import { isIsoDate } from './tests/is-iso-date';
import { isHexadecimal } from './tests/is-hexadecimal';
import { isBooleanWord } from './tests/is-boolean-word';
import { isPalindrome } from './tests/is-palindrome';
import { isCardNumber } from './tests/is-card-number';
import { isIsbn } from './tests/is-isbn';
import { countCharacters } from './tests/count-characters';
import { countWords } from './tests/count-words';
import { countUniqueWords } from './tests/count-unique-words';
import { countLines } from './tests/count-lines';
import { countSentences } from './tests/count-sentences';
import { countPunctuation } from './tests/count-punctuation';
import { countBytes } from './tests/count-bytes';
import { meanWordLength } from './tests/mean-word-length';
import { capitalRatio } from './tests/capital-ratio';
import { lowerRatio } from './tests/lower-ratio';
import { digitRatio } from './tests/digit-ratio';
import { specialRatio } from './tests/special-ratio';
import { spaceRatio } from './tests/space-ratio';
import { similarityToText } from './tests/similarity-to-text';
import { textSimilarity } from './tests/text-similarity';

export const testsOperations = [
	lengthEquals,
	lengthAtLeast,
	lengthBetween,
	startsWith,
	endsWith,
	containsText,
	matchesPattern,
	equalsOneOf,
	isAlphanumeric,
	isLetters,
	isDigits,
	isDecimal,
	isNumeric,
	isNumber,
	isSpace,
	isBlank,
	isTitle,
	isLower,
	isUpper,
	isAscii,
	hasDigits,
	hasLetters,
	hasJapanese,
	isEmail,
	isUrl,
	isIpAddress,
	isUuid,
	isIsoDate,
	isHexadecimal,
	isBooleanWord,
	isPalindrome,
	isCardNumber,
	isIsbn,
	countCharacters,
	countWords,
	countUniqueWords,
	countLines,
	countSentences,
	countPunctuation,
	countBytes,
	meanWordLength,
	capitalRatio,
	lowerRatio,
	digitRatio,
	specialRatio,
	spaceRatio,
	similarityToText,
	textSimilarity
] as const;
