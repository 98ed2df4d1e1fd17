import { findFirst } from './find/find-first';
import { findLast } from './find/find-last';
import { findAll } from './find/find-all';
import { countMatches } from './find/count-matches';
import { countText } from './find/count-text';
import { extractPattern } from './find/extract-pattern';
import { extractGroups } from './find/extract-groups';
import { extractBetween } from './find/extract-between';
import { extractSlice } from './find/extract-slice';
import { beforeDelimiter } from './find/before-delimiter';
import { afterDelimiter } from './find/after-delimiter';
import { nthPart } from './find/nth-part';
import { nthWord } from './find/nth-word';
import { firstWord } from './find/first-word';
import { lastWord } from './find/last-word';
import { firstCharacters } from './find/first-characters';
import { lastCharacters } from './find/last-characters';
import { extractNumber } from './find/extract-number';
import { extractNumbers } from './find/extract-numbers';
import { extractEmail } from './find/extract-email';
import { extractEmails } from './find/extract-emails';
import { emailDomain } from './find/email-domain';
import { extractUrls } from './find/extract-urls';
import { extractUrl } from './find/extract-url';
import { urlDomain } from './find/url-domain';
import { urlPath } from './find/url-path';
import { urlQueryValue } from './find/url-query-value';
import { extractHashtags } from './find/extract-hashtags';
import { extractMentions } from './find/extract-mentions';
import { extractDigits } from './find/extract-digits';
import { extractPostcode } from './find/extract-postcode';
import { extractYear } from './find/extract-year';
import { extractDate } from './find/extract-date';
import { extractCurrency } from './find/extract-currency';
import { fileExtension } from './find/file-extension';
import { fileName } from './find/file-name';
import { extractQuoted } from './find/extract-quoted';
import { replaceText } from './find/replace-text';
import { replaceFirst } from './find/replace-first';
import { replaceLast } from './find/replace-last';
import { replacePattern } from './find/replace-pattern';
import { replaceBetween } from './find/replace-between';
import { replaceSlice } from './find/replace-slice';
import { matchesToMissing } from './find/matches-to-missing';
import { othersToMissing } from './find/others-to-missing';
import { splitToList } from './find/split-to-list';
import { splitToColumns } from './find/split-to-columns';
import { splitAt } from './find/split-at';
import { splitIntoRows } from './find/split-into-rows';
import { splitCamelCase } from './find/split-camel-case';

export const findOperations = [
	findFirst,
	findLast,
	findAll,
	countMatches,
	countText,
	extractPattern,
	extractGroups,
	extractBetween,
	extractSlice,
	beforeDelimiter,
	afterDelimiter,
	nthPart,
	nthWord,
	firstWord,
	lastWord,
	firstCharacters,
	lastCharacters,
	extractNumber,
	extractNumbers,
	extractEmail,
	extractEmails,
	emailDomain,
	extractUrls,
	extractUrl,
	urlDomain,
	urlPath,
	urlQueryValue,
	extractHashtags,
	extractMentions,
	extractDigits,
	extractPostcode,
	extractYear,
	extractDate,
	extractCurrency,
	fileExtension,
	fileName,
	extractQuoted,
	replaceText,
	replaceFirst,
	replaceLast,
	replacePattern,
	replaceBetween,
	replaceSlice,
	matchesToMissing,
	othersToMissing,
	splitToList,
	splitToColumns,
	splitAt,
	splitIntoRows,
	splitCamelCase
] as const;
