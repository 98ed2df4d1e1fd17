import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlName } from '../../../table/sql';
import { codeField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, tableNamed, type RecipeTable } from '../../operation';
import { newHidden } from '../../other-table';
import { bareSelect, checkSelect, placeIn } from '../../sql-select';

export const sql = defineOperation({
	id: 'sql',
	group: 'custom',
	title: 'SQL of your own',
	description:
		'One SELECT over the table as it is here, called `this`, and other tables by their names, in the SQL of DuckDB. It reads only: no other ' +
		'statement, no file, no setting. Its columns are learned from the engine and stay the same for new rows; rows stand in the order of the ' +
		'answer, and later steps may learn from all of them.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ query: codeField('sql') }),
	state: v.strictObject({ columns: v.array(v.strictObject({ name: v.string(), type: v.string() })) }),
	fitSql: ({ query }, input, from, tables) =>
		`SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${wholeSql(
			query,
			input.map(({ name }) => name),
			from,
			tables
		)})`,
	learn: (rows) => ({
		columns: rows.map((row) => ({ name: String(row['name'] ?? ''), type: String(row['type'] ?? '') }))
	}),
	fault: ({ query }, error, statement) => placed(query, error, statement),
	query: ({ query }, input, fitted, context) => {
		const names = input.map(({ name }) => name);
		for (const name of checkSelect(query)) tableNamed(context, name);
		return {
			columns: (fitted?.columns ?? input).map(({ name, type }) => {
				const same = input.find((field) => field.name === name && field.type === type);
				return { field: { name, type, kind: same?.kind ?? kindOfType(type) }, sql: sqlName(name), from: names };
			}),
			from: (relation, hidden) =>
				`(SELECT *${newHidden(hidden, context.row)} FROM (${wholeSql(query, names, relation, context.tables)}))`
		};
	}
});

function wholeSql(
	code: string,
	columns: readonly string[],
	relation: string,
	tables: ReadonlyMap<string, RecipeTable>
): string {
	const others = checkSelect(code).map((name) => {
		const table = tableNamed({ tables }, name);
		return `${sqlName(name)} AS (SELECT ${table.schema.map((field) => sqlName(field.name)).join(', ')} FROM ${table.sql})`;
	});
	const own = `"this" AS (SELECT ${columns.map(sqlName).join(', ')} FROM ${relation})`;
	return `WITH ${[own, ...others].join(', ')} SELECT * FROM (\n${bareSelect(code)}\n)`;
}

/**
 * The engine's error with the place in the code, which it gives by a line of the statement and a sign under it; the error itself where
 * that is a line of another step.
 */
function placed(code: string, error: AppError, statement: string): AppError {
	const { details, message } = error;
	const found = String(details['message'] ?? message);
	const fault = (line: number, column: number) =>
		new AppError('recipe/sql-invalid', { reason: 'engine', found, line, column });
	const near = /^LINE (\d+): (.*)\n( *)\^/.exec(String(details['near'] ?? ''));
	const start = statement.indexOf(`(\n${bareSelect(code)}\n)`);
	if (!near || start < 0) return fault(1, 1);
	const [, number = '', shown = '', spaces = ''] = near;
	const line = Number(number) - placeIn(statement, start).line;
	const lines = code.split('\n');
	// the bracket after the code is where the engine misses something in it
	if (line === lines.length + 1) return fault(lines.length, (lines.at(-1) ?? '').length + 1);
	if (line < 1 || line > lines.length) return error;
	// of a long line the engine shows a piece between dots
	const cut = shown.startsWith('...') ? 3 : 0;
	const piece = shown.slice(cut, shown.endsWith('...') ? -3 : undefined);
	const at = (lines[line - 1] ?? '').indexOf(piece);
	const under = spaces.length - `LINE ${number}: `.length - cut;
	return fault(line, at < 0 ? 1 : Math.max(1, at + lengthOf(piece, under) + 1));
}

/** How much of a text is as wide as that in a terminal, where the engine sets its sign: letters of Chinese and Japanese take two places. */
function lengthOf(text: string, width: number): number {
	let [length, left] = [0, width];
	for (const letter of text) {
		if (left <= 0) break;
		left -= wide.test(letter) ? 2 : narrow.test(letter) ? 0 : 1;
		length += letter.length;
	}
	return length + Math.max(0, left);
}
const wide =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const narrow = /[\p{Mn}\p{Me}\p{Cf}]/u;
