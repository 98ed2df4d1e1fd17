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
	params: v.strictObject({ code: codeField('sql') }),
	state: v.strictObject({ columns: v.array(v.strictObject({ name: v.string(), type: v.string() })) }),
	fitSql: ({ code }, input, from, tables) =>
		`SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${wholeSql(
			code,
			input.map(({ name }) => name),
			from,
			tables
		)})`,
	learn: (rows) => ({
		columns: rows.map((row) => ({ name: String(row['name'] ?? ''), type: String(row['type'] ?? '') }))
	}),
	fault: ({ code }, error, statement) => placed(code, error, statement),
	query: ({ code }, input, fitted, context) => {
		const names = input.map(({ name }) => name);
		for (const name of checkSelect(code)) tableNamed(context, name);
		return {
			columns: (fitted?.columns ?? input).map(({ name, type }) => {
				const same = input.find((field) => field.name === name && field.type === type);
				return { field: { name, type, kind: same?.kind ?? kindOfType(type) }, sql: sqlName(name), from: names };
			}),
			from: (relation, hidden) =>
				`(SELECT *${newHidden(hidden, context.row)} FROM (${wholeSql(code, names, relation, context.tables)}))`
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

/** The engine's error with the place in the code, where its message has the line of the statement. */
function placed(code: string, error: AppError, statement: string): AppError {
	const message = String(error.details['message'] ?? error.message);
	const [, line] = /LINE (\d+):/.exec(message) ?? [];
	const start = statement.indexOf(`(\n${bareSelect(code)}\n)`);
	const found = message.split('\n')[0] ?? '';
	if (line === undefined || start < 0)
		return new AppError('recipe/sql-invalid', { reason: 'engine', found, line: 1, column: 1 });
	const first = placeIn(statement, start).line;
	const text = /LINE \d+: (.*)\n( *)\^/.exec(message);
	const row = Number(line) - first;
	const shown = text?.[1] ?? '';
	const caret = (text?.[2]?.length ?? 0) - `LINE ${line}: `.length;
	const piece = shown.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
	const at = (code.split('\n')[row - 1] ?? '').indexOf(piece);
	const column = at < 0 ? 1 : at + caret - (shown.startsWith('...') ? 3 : 0) + 1;
	return new AppError('recipe/sql-invalid', {
		reason: 'engine',
		found,
		line: Math.max(1, row),
		column: Math.max(1, column)
	});
}
