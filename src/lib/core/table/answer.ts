import { isNumericType, isTemporalType } from './schema';
import { sqlName } from './sql';

export interface AnswerField {
	readonly name: string;
	readonly type: string;
}

/** Whether columns of the type travel as numbers (booleans as 0 and 1, times as milliseconds since 1970). */
export function travelsAsNumber(type: string): boolean {
	return isNumericType(type) || isTemporalType(type) || type === 'BOOLEAN';
}

/**
 * The query with every column cast to DOUBLE or VARCHAR, so that an engine has two kinds of vectors to read and no DECIMAL or HUGEINT
 * arrives unscaled. Columns are taken by place: a query may name two alike.
 */
export function answerSelect(sql: string, fields: readonly AnswerField[]): string {
	const columns = fields.map(({ name, type }, place) => {
		const column = `#${place + 1}`;
		const alias = sqlName(name);
		if (isTemporalType(type)) return `CAST(epoch_ms(${column}) AS DOUBLE) AS ${alias}`;
		if (type === 'BOOLEAN') return `CAST(CAST(${column} AS TINYINT) AS DOUBLE) AS ${alias}`;
		if (isNumericType(type)) return `CAST(${column} AS DOUBLE) AS ${alias}`;
		return `CAST(${column} AS VARCHAR) AS ${alias}`;
	});
	return `SELECT ${columns.join(', ')} FROM (${sql})`;
}

/** Builds a text dictionary a value at a time. */
export class TextBuilder {
	readonly #places = new Map<string, number>();
	readonly codes: Int32Array;

	constructor(rows: number) {
		this.codes = new Int32Array(rows).fill(-1);
	}

	set(row: number, text: string): void {
		let code = this.#places.get(text);
		if (code === undefined) this.#places.set(text, (code = this.#places.size));
		this.codes[row] = code;
	}

	get dictionary(): string[] {
		return [...this.#places.keys()];
	}
}

/** Numbers that stood for times or truth on their way into an engine get their type back. */
export function castBackSql(table: string, column: string, type: string): string {
	const c = sqlName(column);
	const using = isTemporalType(type)
		? `CAST(make_timestamp(CAST(${c} * 1000 AS BIGINT)) AS ${type})`
		: `CAST(${c} AS ${type})`;
	return `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${c} TYPE ${type} USING ${using}`;
}

/** A SELECT whose answer can be stored and read by every engine: whole numbers beyond 64 bits and decimals become DOUBLE, enums text. */
export function storableSelect(select: string, fields: readonly AnswerField[]): string {
	const columns = fields.map(({ name, type }, place) => {
		const alias = sqlName(name);
		const column = `#${place + 1}`;
		if (/^U?HUGEINT|^DECIMAL/.test(type)) return `CAST(${column} AS DOUBLE) AS ${alias}`;
		if (/^U?(TINYINT|SMALLINT|INTEGER)$|^UBIGINT$/.test(type)) return `CAST(${column} AS BIGINT) AS ${alias}`;
		if (type === 'FLOAT') return `CAST(${column} AS DOUBLE) AS ${alias}`;
		if (/^TIMESTAMP_|^TIMESTAMP WITH/.test(type)) return `CAST(${column} AS TIMESTAMP) AS ${alias}`;
		if (/^(ENUM|UUID|TIME|INTERVAL|JSON|BLOB|BIT|STRUCT|MAP|UNION)\b/.test(type))
			return `CAST(${column} AS VARCHAR) AS ${alias}`;
		return `${column} AS ${alias}`;
	});
	return `SELECT ${columns.join(', ')} FROM (${select})`;
}
