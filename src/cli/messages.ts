import { AppError, type ErrorCode, type ErrorDetails } from '$lib/core/errors';

type Sentence = (details: ErrorDetails) => string;

/** One line a code: what happened, where, and the mend. */
const sentences: Partial<Record<ErrorCode, Sentence>> = {
	'usage/bad-option': ({ option, value, allowed }) => `--${option} ${value}: give ${allowed}.`,
	'usage/port-taken': ({ port }) => `port ${port} is taken: stop what listens there or give another with --port.`,
	'file/missing': ({ file }) => `${file}: there is no such file, or it cannot be read.`,
	'file/unwritable': ({ file }) => `${file}: cannot be written; is the folder there and yours?`,
	'table/empty': ({ file }) => `${file}: the file is empty; it needs a header line and at least one row.`,
	'table/header-only': ({ file }) => `${file}: there is a header but no row under it.`,
	'table/unreadable': ({ file, line, reason }) =>
		`${file}${line ? `, line ${line}` : ''}: cannot be read: ${reason}. Check --delimiter, --encoding and --format.`,
	'table/format-unknown': ({ file, format }) =>
		`${file || 'the output'}: ${format} is not supported here; use csv, tsv, ndjson, json, parquet or arrow.`,
	'table/too-wide': ({ file, columns, limit }) =>
		`${file}: ${columns} columns are more than the ${limit} that fit; split the table.`,
	'table/line-too-long': ({ file, limit }) =>
		`${file}: a line is longer than ${limit} bytes; check the quotes and line ends, or the --delimiter.`,
	'table/column-missing': ({ column, columns }) =>
		`there is no column '${column}'${columns ? `; there are: ${columns}` : ''}.`,
	'table/column-kind': ({ column, kind }) =>
		`column '${column}' is ${kind}, which does not fit here; change it with --kind or --types.`,
	'sql/failed': ({ message }) => `the query failed: ${message}`,
	'sql/out-of-memory': ({ message }) => `the query needs more memory than there is: ${message}`,
	'sql/unsupported': ({ message }) => `this DuckDB has no such function or format: ${message}`,
	'recipe/invalid': ({ file, reason }) => `${file ?? 'the recipe'}: is not a recipe: ${reason}`,
	'project/invalid': ({ file, reason }) => `${file ?? 'the project'}: is damaged or no project: ${reason}`,
	'project/version-newer': ({ version }) =>
		`the project was made by a newer Temoto (format ${version}); update this one.`,
	'project/missing': ({ artifact }) => `the project holds no ${artifact}.`,
	'archive/invalid': ({ reason }) => `the file is not a valid archive: ${reason}`,
	'archive/too-large': ({ maxBytes }) => `the archive unpacks to more than ${maxBytes} bytes and was refused.`,
	'storage/blob-missing': ({ hash }) => `the bytes ${hash} are not in the store; export the project again.`,
	'storage/blob-corrupt': ({ hash }) => `the bytes ${hash} do not match their hash; the file is damaged.`
};

/** What went wrong, in one line, never a stack trace. */
export function messageOf(error: unknown): string {
	const text =
		error instanceof AppError
			? (sentences[error.code]?.(error.details) ?? plain(error))
			: String(error instanceof Error ? error.message : error);
	return `temoto: ${text.replaceAll(/\s*\n\s*/g, ' ')}`;
}

function plain({ code, details }: AppError): string {
	const facts = Object.entries(details)
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `${name}: ${value}`);
	return facts.length > 0 ? `${code.replace('/', ': ')} (${facts.join(', ')})` : code.replace('/', ': ');
}
