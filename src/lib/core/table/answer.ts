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
