import * as v from 'valibot';
import { AppError, type ErrorCode } from '../errors';

/** Tables that Temoto itself makes in an engine end in sixteen hexadecimal digits. Where one is missing, the engine that held it is gone. */
const lostTable = /Table with name "?\w+_[0-9a-f]{16}(_rejects)?"? does not exist/;

/** What DuckDB says, as one of our errors; the statement is kept for those who look. */
export function sqlError(error: unknown, sql: string): AppError {
	const message = plainMessage(error instanceof Error ? error.message : String(error));
	const first = message.split('\n')[0] ?? message;
	if (lostTable.test(first)) return new AppError('worker/crashed', { worker: 'data' }, { cause: error });
	return new AppError(
		codeOf(first),
		{ message: first, ...nearOf(message), sql: sql.length > 2000 ? `${sql.slice(0, 2000)} ...` : sql },
		{ cause: error }
	);
}

const WrappedSchema = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({ exception_type: v.string(), exception_message: v.string() })
);

/** DuckDB in the page says what it cannot parse as JSON, and all else as DuckDB does elsewhere. */
function plainMessage(message: string): string {
	const wrapped = v.safeParse(WrappedSchema, message);
	if (!wrapped.success) return message;
	const { exception_type: type, exception_message: said } = wrapped.output;
	return `${type} Error: ${said}`;
}

/** The line of the statement where it went wrong, and the sign under the place. */
function nearOf(message: string): { near?: string } {
	const near = /^LINE \d+:.*\n *\^/m.exec(message);
	return near ? { near: near[0].slice(0, 1000) } : {};
}

function codeOf(message: string): ErrorCode {
	if (/Out of Memory|memory access out of bounds|allocat/i.test(message)) return 'sql/out-of-memory';
	return /extension/i.test(message) ? 'sql/unsupported' : 'sql/failed';
}
