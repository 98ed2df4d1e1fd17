import { AppError } from '$lib/core/errors';

/** What DuckDB says, as one of our errors; the statement is kept for those who look. */
export function sqlError(error: unknown, sql: string): AppError {
	const message = error instanceof Error ? error.message : String(error);
	const first = message.split('\n')[0] ?? message;
	const code = /Out of Memory/i.test(first)
		? 'sql/out-of-memory'
		: /extension/i.test(first)
			? 'sql/unsupported'
			: 'sql/failed';
	return new AppError(
		code,
		{ message: first, sql: sql.length > 2000 ? `${sql.slice(0, 2000)} ...` : sql },
		{ cause: error }
	);
}
