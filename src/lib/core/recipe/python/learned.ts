import type { Expression, Literal } from './expression';
import { SqlReader, Untranslatable } from './sql-parse';
import { commonType, fromNode, type Scope } from './translate';

/**
 * The values that a step learned for keys, from the FROM of its query (`joinLearned` writes it): by name, what looks each up. Throws
 * Untranslatable where the FROM is something else.
 */
export function readLearned(from: string, scope: Scope): ReadonlyMap<string, Expression> {
	const reader = new SqlReader(from);
	reader.want('(', 'select', '*');
	const keys = new Map<string, Expression>();
	while (reader.take(',')) {
		const key = fromNode(reader.expression(), scope);
		reader.want('as');
		keys.set(reader.name(), key);
	}
	reader.want('from');
	reader.name();
	reader.want(')', 'as');
	reader.name();
	const found = new Map<string, Expression>();
	while (reader.take('left', 'join')) {
		const rows = readRows(reader, scope);
		reader.want('as');
		reader.name();
		reader.want('(');
		const names = reader.list(() => reader.name());
		reader.want(')', 'on');
		const key = keys.get(reader.name());
		reader.want('=');
		reader.name();
		if (!key) throw new Untranslatable();
		names.slice(1).forEach((name, i) => found.set(name, lookup(key, rows, i + 1)));
	}
	reader.end();
	return found;
}

function readRows(reader: SqlReader, scope: Scope): Expression[][] {
	reader.want('(', 'values');
	const rows = reader.list(() => {
		reader.want('(');
		const row = reader.list(() => fromNode(reader.expression(), scope));
		reader.want(')');
		return row;
	});
	reader.want(')');
	return rows;
}

function lookup(x: Expression, rows: readonly (readonly Expression[])[], place: number): Expression {
	const values = rows.map((row) => row[place]).filter((value) => value !== undefined);
	const type = commonType(values);
	const pairs = rows.flatMap((row): (readonly [Literal, Literal])[] => {
		const [key, value] = [row[0], row[place]];
		if (key?.kind !== 'literal' || value?.kind !== 'literal' || key.value === null) throw new Untranslatable();
		return value.value === null ? [] : [[key.value, value.value]];
	});
	return { kind: 'lookup', x, pairs, otherwise: { kind: 'literal', value: null, type }, type };
}
