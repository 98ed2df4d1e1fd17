import { sqlValue } from '../table/sql';
import { replaced } from './text-pattern';
import { similaritySql } from './text-similarity';

export const fuzzyMethods = ['jaro-winkler', 'edit-similarity', 'trigram-jaccard'] as const;
export type FuzzyMethod = (typeof fuzzyMethods)[number];

/** SQL of what is compared of a text: as it is or plain, missing where nothing is left. */
export function comparedSql(x: string, normalise: boolean): string {
	return `nullif(${normalise ? plainTextSql(x) : x}, '')`;
}

/** SQL of a text without case, accents, full width and signs: words of letters and digits with one space between them. */
function plainTextSql(x: string): string {
	const halfWidth = `translate(${x}, ${sqlValue(fullWidth)}, ${sqlValue(halfWidthOf(fullWidth))})`;
	const words = replaced(`strip_accents(lower(${halfWidth}))`, '[^\\p{L}\\p{M}\\p{N}]+', ' ');
	return `trim(${words})`;
}
const fullWidth = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0xff01 + i)).join('') + '\u3000';
function halfWidthOf(text: string): string {
	return Array.from(text, (letter) =>
		letter === '\u3000' ? ' ' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0)
	).join('');
}

/** SQL of the distinct texts of a relation, as fuzzyPairsSql takes them. */
export function textsSql(text: string, relation: string): string {
	return `SELECT DISTINCT "text" FROM (SELECT ${text} AS "text" FROM ${relation}) WHERE "text" IS NOT NULL`;
}

interface FuzzyPairs {
	readonly method: FuzzyMethod;
	/** Pairs below it are left out; from 0 to 1. */
	readonly threshold: number;
	/** SQL of relations with a column `text`, its values distinct and not missing. */
	readonly mine: string;
	readonly theirs: string;
}

/** Beyond so many possible pairs no text looks by more than `fewest` of its triples: two edits spoil 6 at most. */
const manyPairs = 4_000_000;
const fewest = 7;

/**
 * A SELECT of the pairs of texts that are alike: mine, theirs, score from 0 to 1.
 *
 * Not every pair is compared: for 20,000 texts a side they would be 400 million. Each text is cut into triples of letters, and only pairs
 * that share one of the rarest triples of both, and whose lengths let them be as alike, are scored. How many of the rarest count follows
 * from the threshold: by triples no pair that is alike enough is lost, by edits none as long as so many edits leave a triple whole, as they
 * do from 0.8 up; for Jaro-Winkler all triples count. In large tables the 7 rarest count at most: two edits never hide a pair, more can.
 */
export function fuzzyPairsSql({ method, threshold, mine, theirs }: FuzzyPairs): string {
	const t = sqlValue(threshold);
	const size = method === 'trigram-jaccard' ? 'len("triples")' : 'length("text")';
	const grams = (from: string) =>
		`SELECT *, ${size} AS "size", ${marksSql} AS "marks" FROM (SELECT row_number() OVER () AS "id", "text", list_distinct(list_transform(generate_series(1, length("text") + 1), lambda i: substr('  ' || "text" || ' ', i, 3))) AS "triples" FROM (${from}))`;
	const needed = {
		'jaro-winkler': `len("triples")`,
		'edit-similarity': `3 * floor((1 - ${t}) * length("text") / ${t})::BIGINT + 1`,
		'trigram-jaccard': `len("triples") - ceil(${t} * len("triples") - 1e-9)::BIGINT + 1`
	}[method];
	const most = `CASE WHEN (SELECT count(*) FROM "mine") * (SELECT count(*) FROM "theirs") > ${manyPairs} THEN least(${needed}, ${fewest}) ELSE ${needed} END`;
	const rarest = (side: string) =>
		`SELECT "id", "triple", "size", "marks" FROM (SELECT *, row_number() OVER (PARTITION BY "id" ORDER BY "rows", "triple") AS "place" ` +
		`FROM (SELECT "id", "size", "marks", unnest("triples") AS "triple", ${most} AS "most" FROM ${side}) JOIN "frequency" USING ("triple")) WHERE "place" <= "most"`;
	// what the score can be at the best, for two sizes
	const ratio = method === 'jaro-winkler' ? Math.max(0, 5 * threshold - 4) : threshold;
	const near =
		`least("a"."size", "b"."size") >= ${sqlValue(ratio)} * greatest("a"."size", "b"."size") - 1e-9` +
		mostMissing(method, threshold);
	return (
		`WITH "mine" AS MATERIALIZED (${grams(mine)}), "theirs" AS MATERIALIZED (${grams(theirs)}), ` +
		`"frequency" AS MATERIALIZED (SELECT "triple", count(*) AS "rows" FROM (SELECT unnest("triples") AS "triple" FROM "mine" UNION ALL SELECT unnest("triples") FROM "theirs") GROUP BY "triple"), ` +
		`"pairs" AS (SELECT DISTINCT "a"."id" AS "mine id", "b"."id" AS "theirs id" FROM (${rarest('"mine"')}) AS "a" JOIN (${rarest('"theirs"')}) AS "b" ON "a"."triple" = "b"."triple" AND ${near}) ` +
		`SELECT * FROM (SELECT "mine"."text" AS "mine", "theirs"."text" AS "theirs", ${scoreSql(method)} AS "score" FROM "pairs" JOIN "mine" ON "mine id" = "mine"."id" JOIN "theirs" ON "theirs id" = "theirs"."id") ` +
		`WHERE "score" >= ${sqlValue(threshold - 1e-12)}`
	);
}

/** Which of 63 marks the triples of a text leave: a triple whose mark another text lacks is not in it. */
const marksSql = `list_aggregate(list_transform("triples", lambda triple: 1::BIGINT << (hash(triple) % 63)::INTEGER), 'bit_or')`;

/** A condition on how many triples one text of a pair may have that the other lacks, as its marks tell; none for Jaro-Winkler. */
function mostMissing(method: FuzzyMethod, threshold: number): string {
	if (method === 'jaro-winkler') return '';
	const t = sqlValue(threshold);
	const most = {
		// of a and b triples, s shared: s / (a + b - s) is at least the threshold
		'trigram-jaccard': (size: string) => `${size} - ${t} / (1 + ${t}) * ("a"."size" + "b"."size")`,
		'edit-similarity': () => `3 * floor((1 - ${t}) * greatest("a"."size", "b"."size") + 1e-9)`
	}[method];
	const lacks = (one: string, other: string) =>
		` AND bit_count(${one}."marks" & ~${other}."marks") <= ${most(`${one}."size"`)} + 1e-9`;
	return lacks('"a"', '"b"') + lacks('"b"', '"a"');
}

function scoreSql(method: FuzzyMethod): string {
	const [a, b] = ['"mine"."text"', '"theirs"."text"'];
	if (method === 'trigram-jaccard') {
		const shared = `len(list_intersect("mine"."triples", "theirs"."triples"))`;
		return `${shared}::DOUBLE / (len("mine"."triples") + len("theirs"."triples") - ${shared})`;
	}
	const score =
		method === 'jaro-winkler'
			? `jaro_winkler_similarity(${a}, ${b})`
			: `1e0 - levenshtein(${a}, ${b})::DOUBLE / greatest(length(${a}), length(${b}), 1)`;
	// the engine compares bytes, so only texts of single bytes can go to it as they are
	const isPlain = `strlen(${a}) = length(${a}) AND strlen(${b}) = length(${b})`;
	return `CASE WHEN ${isPlain} THEN ${score} ELSE ${similaritySql(method, a, b)} END`;
}
