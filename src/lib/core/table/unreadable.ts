import { AppError, isAbort } from '../errors';

/** What went wrong while a file's own format was read, as table/unreadable with the file's name; errors that say more stay. */
export function unreadable(file: string, error: unknown): unknown {
	if (isAbort(error) || (error instanceof AppError && error.code !== 'sql/failed')) return error;
	const said = error instanceof AppError ? error.details['message'] : error instanceof Error ? error.message : error;
	return new AppError('table/unreadable', { file, reason: String(said).replace(/[\s.]+$/, '') }, { cause: error });
}
