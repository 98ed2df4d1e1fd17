import { AppError } from '../errors';
import { parseRecords, sniffDelimiter, uniqueNames } from './sniff';
import type { ReadOptions } from './source';
import { sqlName, sqlValue } from './sql';

export interface CsvPlan {
	readonly delimiter: string;
	readonly quote: string;
	readonly header: boolean;
	readonly names: readonly string[];
	readonly renamed: readonly { readonly from: string; readonly to: string }[];
	readonly nulls: readonly string[];
}

export const mostColumns = 16_384;
/** A line may hold this many bytes; a longer one goes to the rejects, or the file is refused when nothing else is in it. */
export const longestLineBytes = 16 * 1024 * 1024;

/**
 * How to read a delimited text, from its decoded head and what the person said. Refuses a file that is empty, binary, or wider than
 * `mostColumns`, by name.
 */
export function planCsv(fileName: string, head: string, options: ReadOptions): CsvPlan {
	const text = head.replace(/^\uFEFF/, '');
	if (text.trim() === '') throw new AppError('table/empty', { file: fileName });
	if (isBinary(text.slice(0, 4096)))
		throw new AppError('table/unreadable', { file: fileName, reason: 'it holds bytes that are not text' });
	const quote = options.quote ?? '"';
	const delimiter = options.delimiter ?? (options.format === 'tsv' ? '\t' : sniffDelimiter(text, quote));
	const header = options.header ?? true;
	const first = parseRecords(text, delimiter, quote, 1)[0] ?? [''];
	if (first.length > mostColumns)
		throw new AppError('table/too-wide', { file: fileName, columns: first.length, limit: mostColumns });
	const { names, renamed } = header ? uniqueNames(first) : uniqueNames(first.map((_, place) => `column${place + 1}`));
	return { delimiter, quote, header, names, renamed, nulls: options.nulls ?? [] };
}

/** Control characters that no text has (tab, line ends, form feed and escape may be there). */
function isBinary(text: string): boolean {
	const allowed = new Set([9, 10, 11, 12, 13, 27]);
	return Array.from(text, (character) => character.charCodeAt(0)).some((code) => code < 32 && !allowed.has(code));
}

/**
 * read_csv for a plan, every column as text. An unquoted empty field is missing, "" is an empty string, and every other token is a
 * value unless it is among `nulls`. Rows that do not fit are kept by DuckDB in the tables named.
 */
export function readCsvSql(file: string, plan: CsvPlan, rejects: { errors: string; scans: string }): string {
	const columns = plan.names.map((name) => `${sqlValue(name)}: 'VARCHAR'`).join(', ');
	const options = [
		`columns = {${columns}}`,
		'auto_detect = false',
		`header = ${plan.header}`,
		`delim = ${sqlValue(plan.delimiter)}`,
		`quote = ${sqlValue(plan.quote)}`,
		`escape = ${sqlValue(plan.quote)}`,
		`nullstr = [${['', ...plan.nulls].map(sqlValue).join(', ')}]`,
		'allow_quoted_nulls = false',
		'strict_mode = true',
		'store_rejects = true',
		`rejects_table = ${sqlValue(rejects.errors)}`,
		`rejects_scan = ${sqlValue(rejects.scans)}`,
		'rejects_limit = 0',
		`max_line_size = ${longestLineBytes}`,
		`buffer_size = ${longestLineBytes * 2}`,
		// Several threads lose a line longer than a buffer without a word.
		'parallel = false'
	];
	return `SELECT * FROM read_csv(${sqlValue(file)}, ${options.join(', ')})`;
}

/** What DuckDB could not read: byte position of the line, column, reason, text. A row is told once, by its first misfit. */
export function rejectsSelect(errors: string): string {
	return `SELECT DISTINCT ON (line_byte_position) CAST(line_byte_position AS BIGINT) - 1 AS place, CAST(NULL AS BIGINT) AS nth, column_name AS "column", error_message AS reason, left(ltrim(csv_line, chr(10) || chr(13)), 2000) AS text FROM ${sqlName(errors)} ORDER BY line_byte_position, column_idx`;
}

/** Values that do not cast to the type a person named: place of the row, column, reason, and the row's values until its text is found. */
export function misfitsSelect(raw: string, plan: CsvPlan, types: ReadonlyMap<string, string>): string {
	const values = `array_to_string([${plan.names.map((name) => `coalesce(${sqlName(name)}, '')`).join(', ')}], ${sqlValue(plan.delimiter)})`;
	const misfits = [...types].map(
		([name, type], rank) =>
			`SELECT rowid AS nth, ${rank} AS rank, ${sqlValue(name)} AS "column", ${sqlValue(`not a value of type ${type}`)} AS reason FROM ${raw} WHERE ${misfit(name, type)}`
	);
	return `SELECT CAST(NULL AS BIGINT) AS place, m.nth, m."column", m.reason, left(${values}, 2000) AS text FROM (SELECT DISTINCT ON (nth) * FROM (${misfits.join(' UNION ALL ')}) ORDER BY nth, rank) m JOIN ${raw} r ON r.rowid = m.nth ORDER BY m.nth`;
}

/** Whether a text does not cast to a type. */
export function misfit(name: string, type: string): string {
	return `(${sqlName(name)} IS NOT NULL AND TRY_CAST(${sqlName(name)} AS ${type}) IS NULL)`;
}
