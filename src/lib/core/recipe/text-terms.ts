import type * as v from 'valibot';
import { sqlList, sqlName, sqlValue } from '../table/sql';
import { booleanField, choiceField, columnField, numberField, patternField } from './field';
import { allMatches, notSpace, replaced, whiteSpace } from './text-pattern';
import { stopWords } from './stop-words';

const ofWords = { field: 'tokens', is: ['words', 'spaces', 'pattern'] };

/** What is taken apart, and how: parameters that all vectors of text begin with. */
export const textFields = {
	column: columnField('text'),
	tokens: choiceField(['words', 'spaces', 'pattern', 'characters', 'characters-in-words'], 'words'),
	pattern: patternField('\\s+', { field: 'tokens', is: ['pattern'] }),
	gaps: booleanField(true, { field: 'tokens', is: ['pattern'] })
};

/** What becomes a term: parameters that all vectors of text share. */
export const termFields = {
	lowerCase: booleanField(true),
	minLength: numberField(1, { integer: true, min: 1, max: 100, when: ofWords }),
	stopWords: choiceField(['none', 'english', 'japanese'], 'none', ofWords),
	shortest: numberField(1, { integer: true, min: 1, max: 10 }),
	longest: numberField(1, { integer: true, min: 1, max: 10 })
};

export interface TermParams {
	readonly column: string;
	readonly tokens: v.InferOutput<(typeof textFields)['tokens']>;
	readonly pattern: string;
	readonly gaps: boolean;
	readonly lowerCase: boolean;
	readonly minLength: number;
	readonly stopWords: v.InferOutput<(typeof termFields)['stopWords']>;
	readonly shortest: number;
	readonly longest: number;
}

/** SQL of a map of how often each term is in the text; `key` turns a term into what is counted. Missing and empty text give null. */
export function termCountsSql(
	params: TermParams,
	relation: string,
	as: string,
	key?: (term: string) => string
): string {
	const [tokens, terms] = [sqlName(`${as} tokens`), sqlName(`${as} terms`)];
	const keys = key ? `list_transform(${terms}, lambda t: ${key('t')})` : terms;
	return (
		`(SELECT *, list_aggregate(${keys}, 'histogram') AS ${sqlName(as)} FROM ` +
		`(SELECT *, ${termsSql(params, tokens)} AS ${terms} FROM ` +
		`(SELECT *, ${tokensSql(params)} AS ${tokens} FROM ${relation})))`
	);
}

function tokensSql({ column, tokens, pattern, gaps, lowerCase, minLength, stopWords: language }: TermParams): string {
	const x = lowerCase ? `lower(${sqlName(column)})` : sqlName(column);
	if (tokens === 'characters') return allMatches(replaced(x, `${whiteSpace}{2,}`, ' '), '(?s).');
	if (tokens === 'characters-in-words') return allMatches(x, notSpace);
	const found = {
		words: allMatches(x, '[\\p{L}\\p{M}\\p{N}_]+'),
		spaces: allMatches(x, notSpace),
		pattern: gaps ? `string_split_regex(${x}, ${sqlValue(pattern)})` : allMatches(x, pattern)
	}[tokens];
	const tests = [
		`length(t) >= ${minLength}`,
		...(language === 'none' ? [] : [`lower(t) NOT IN ${sqlList(stopWords[language])}`])
	];
	return `list_filter(${found}, lambda t: ${tests.join(' AND ')})`;
}

/** The runs of `shortest` to `longest` tokens. */
function termsSql({ tokens, shortest, longest }: TermParams, list: string): string {
	const lengths = Array.from({ length: Math.max(longest - shortest, 0) + 1 }, (_, i) => shortest + i);
	if (tokens === 'characters-in-words') {
		const padded = `(' ' || w || ' ')`;
		const grams = lengths.map((n) => {
			const whole = n === shortest ? `length(w) + 2 <= ${n}` : `length(w) + 2 = ${n}`;
			const runs = `list_transform(range(1, length(w) + 4 - ${n}), lambda i: substr(${padded}, i, ${n}))`;
			return `CASE WHEN ${whole} THEN [${padded}] WHEN length(w) + 2 > ${n} THEN ${runs} ELSE [] END`;
		});
		return `flatten(list_transform(${list}, lambda w: ${grams.reduce((a, b) => `list_concat(${a}, ${b})`)}))`;
	}
	const between = tokens === 'characters' ? '' : ' ';
	const runs = lengths.map((n) =>
		n === 1
			? list
			: `list_transform(range(1, len(${list}) - ${n - 2}), lambda i: array_to_string(${list}[i:i + ${n - 1}], ${sqlValue(between)}))`
	);
	return runs.reduce((a, b) => `list_concat(${a}, ${b})`);
}
