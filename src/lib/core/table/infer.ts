import type { Field } from './schema';
import { sqlName } from './sql';

/** Types tried for text, narrowest first. What fits none stays VARCHAR. */
export const candidateTypes = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP'] as const;
export type CandidateType = (typeof candidateTypes)[number];

/**
 * An SQL condition that holds where the text expression `c` is a value of the type. BIGINT asks for a round trip, so that 007, 1.5 and
 * 1e3 are no whole numbers; codes with leading zeros are no numbers at all; dates are ISO 8601 only.
 */
export function fitsType(c: string, type: CandidateType): string {
	switch (type) {
		case 'BOOLEAN':
			return `lower(${c}) IN ('true', 'false')`;
		case 'BIGINT':
			return `CAST(TRY_CAST(${c} AS BIGINT) AS VARCHAR) IS NOT DISTINCT FROM ${c}`;
		case 'DOUBLE':
			return `(TRY_CAST(${c} AS DOUBLE) IS NOT NULL AND NOT regexp_matches(${c}, '^[+-]?0[0-9]|_|^\\s|\\s$'))`;
		case 'DATE':
			return `(${c} LIKE '____-__-__' AND TRY_CAST(${c} AS DATE) IS NOT NULL)`;
		case 'TIMESTAMP':
			return `(${c} LIKE '____-__-__%' AND TRY_CAST(${c} AS TIMESTAMP) IS NOT NULL)`;
	}
}

/** A SELECT that gives each column its type; whatever fits none keeps its text. */
export function typedSelect(from: string, fields: readonly Pick<Field, 'name' | 'type'>[]): string {
	const columns = fields.map(({ name, type }) =>
		type === 'VARCHAR' ? sqlName(name) : `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`
	);
	return `SELECT ${columns.join(', ')} FROM ${from}`;
}
