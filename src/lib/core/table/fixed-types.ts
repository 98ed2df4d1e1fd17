import { AppError } from '../errors';
import type { SqlEngine } from '../ports';
import type { ReadOptions } from './source';

/**
 * The types a person named, by column. Refuses with table/column-missing for a column that is not there, and with
 * usage/bad-option for a type that the engine does not know.
 */
export async function fixedTypes(
	sql: Pick<SqlEngine, 'query'>,
	names: readonly string[],
	{ types = {} }: Pick<ReadOptions, 'types'>
): Promise<Map<string, string>> {
	const fixed = new Map<string, string>();
	for (const [name, type] of Object.entries(types)) {
		if (!names.includes(name))
			throw new AppError('table/column-missing', { column: name, columns: names.slice(0, 20).join(', ') });
		if (!/^[A-Za-z][A-Za-z0-9 _(),]*$/.test(type)) throw badType(name, type);
		await sql.query(`SELECT CAST(NULL AS ${type})`).catch((error: unknown) => {
			throw error instanceof AppError && error.code === 'sql/failed' ? badType(name, type, error) : error;
		});
		fixed.set(name, type.toUpperCase());
	}
	return fixed;
}

function badType(name: string, type: string, cause?: unknown): AppError {
	const allowed = 'a DuckDB type such as BIGINT, DOUBLE, VARCHAR, DATE';
	return new AppError('usage/bad-option', { option: 'types', value: `${name}=${type}`, allowed }, { cause });
}
