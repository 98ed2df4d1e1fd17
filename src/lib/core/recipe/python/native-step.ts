import { sqlName } from '../../table/sql';
import type { RecipePlan } from '../compile';
import type { StepQuery } from '../operation';
import type { Dialect, Made, Needs, SortKey } from './dialect';
import { valueType, type Expression } from './expression';
import { readLearned } from './learned';
import { parseOrder, parseSql, Untranslatable } from './sql-parse';
import type { SqlNode } from './sql-node';
import { fromNode, translate, type Scope } from './translate';

export type PlannedStep = RecipePlan['steps'][number];

/** A step as lines of Python over the variable `frame`, from its own SQL. Throws Untranslatable where that says more than they can. */
export function nativeStep(step: PlannedStep, row: string, dialect: Dialect, frame: string, needs: Needs): string[] {
	const { query, input } = step;
	if (!query || query.groupBy) throw new Untranslatable();
	const learned = query.from ? readLearned(query.from(sqlName('step before'), []), plainScope(input, row)) : null;
	const plain = plainScope(input, row);
	const scope: Scope = { row, column: (name) => learned?.get(name) ?? plain.column(name) };
	const lines: string[] = [];
	if (query.where !== undefined) lines.push(...dialect.filter(translate(query.where, scope), frame, needs));
	const made = madeColumns(query, scope);
	if (query.qualify === undefined) lines.push(...columnLines(query, made, input, dialect, frame, needs));
	else {
		if (made.length > 0) throw new Untranslatable();
		lines.push(...qualified(parseSql(query.qualify), scope, dialect, frame, needs));
		lines.push(...columnLines(query, [], input, dialect, frame, needs));
	}
	if (query.orderBy) lines.push(...ordered(query.orderBy, made, scope, dialect, frame));
	return lines;
}

function plainScope(input: PlannedStep['input'], row: string): Scope {
	return {
		row,
		column: (name) => {
			const field = input.find((each) => each.name === name);
			const type = field && valueType(field.type);
			return field && type ? { kind: 'column', name, type } : null;
		}
	};
}

/** What the step makes or changes; columns under another name are left to `columnLines`. */
function madeColumns(query: StepQuery, scope: Scope): Made[] {
	return query.columns
		.filter(({ sql }) => sourceOf(sql) === null)
		.map(({ field, sql }) => {
			const value = translate(sql, scope);
			const type = valueType(field.type);
			if (!type) throw new Untranslatable();
			return { name: field.name, value: typed(value, type) };
		});
}

/** As the type the step says it gives: missing values and whole numbers alone do not tell. */
function typed(value: Expression, type: NonNullable<ReturnType<typeof valueType>>): Expression {
	if (value.type === type) return value;
	if (value.type === 'nothing' && value.kind === 'literal') return { ...value, type };
	if (value.type === 'integer' && type === 'number')
		return value.kind === 'literal'
			? { ...value, type }
			: { kind: 'call', fn: 'to-number', args: [value], type: 'number' };
	if (value.type === 'timestamp' && type === 'date')
		return { kind: 'call', fn: 'to-date', args: [value], type: 'date' };
	if (value.type === 'date' && type === 'timestamp')
		return { kind: 'call', fn: 'to-timestamp', args: [value], type: 'timestamp' };
	throw new Untranslatable();
}

/** The column that SQL of one name stands for. */
function sourceOf(sql: string): string | null {
	const name = /^"((?:[^"]|"")*)"$/.exec(sql)?.[1]?.replaceAll('""', '"');
	return name ?? null;
}

/** Columns made, then renamed, dropped or put in another order. */
function columnLines(
	query: StepQuery,
	made: readonly Made[],
	input: PlannedStep['input'],
	dialect: Dialect,
	frame: string,
	needs: Needs
): string[] {
	const names = query.columns.map(({ field }) => field.name);
	const sources = query.columns.map(({ field, sql }) => ({ name: field.name, source: sourceOf(sql) }));
	const before = input.map(({ name }) => name);
	const moved = sources.flatMap(({ name, source }) => (source !== null && source !== name ? [{ name, source }] : []));
	const isRenamed =
		moved.length > 0 &&
		made.length === 0 &&
		new Set(sources.map(({ source }) => source)).size === sources.length &&
		moved.every(({ name }) => !before.includes(name) || moved.some(({ source }) => source === name));
	if (isRenamed) {
		const kept = sources.map(({ source }) => source ?? '');
		return [
			...arranged(before, kept, dialect, frame),
			...dialect.rename(
				moved.map(({ name, source }) => [source, name] as const),
				frame
			)
		];
	}
	const copied = moved.map(({ name, source }): Made => {
		const type = valueType(input.find((field) => field.name === source)?.type ?? '');
		if (!type) throw new Untranslatable();
		return { name, value: { kind: 'column', name: source, type } };
	});
	const set = [...made, ...copied];
	const after = [...before, ...set.map(({ name }) => name).filter((name) => !before.includes(name))];
	return [...(set.length > 0 ? dialect.assign(set, frame, needs) : []), ...arranged(after, names, dialect, frame)];
}

/** Columns dropped or put in order, in the shorter way. */
function arranged(before: readonly string[], after: readonly string[], dialect: Dialect, frame: string): string[] {
	if (before.length === after.length && before.every((name, i) => name === after[i])) return [];
	const dropped = before.filter((name) => !after.includes(name));
	const kept = before.filter((name) => after.includes(name));
	const inOrder = kept.length === after.length && kept.every((name, i) => name === after[i]);
	return inOrder && dropped.length <= after.length ? dialect.drop(dropped, frame) : dialect.select(after, frame);
}

/** The rows that a condition over all rows leaves, by the verb there is for it. */
function qualified(node: SqlNode, scope: Scope, dialect: Dialect, frame: string, needs: Needs): string[] {
	if (node.kind === 'binary' && node.a.kind === 'call' && node.a.fn === 'row_number' && node.a.over) {
		const { partitionBy, orderBy } = node.a.over;
		const [order, ...more] = orderBy;
		const isOwnOrder = order?.x.kind === 'name' && order.x.name === scope.row && more.length === 0;
		const count = node.b.kind === 'literal' && typeof node.b.value === 'number' ? node.b.value : null;
		if (isOwnOrder && count !== null && Number.isInteger(count)) {
			if (partitionBy.length === 0 && node.op === '<=')
				return order.descending ? dialect.tail(count, frame) : dialect.head(count, frame);
			if (partitionBy.length === 0 && node.op === '>' && !order.descending) return dialect.skip(count, frame);
			if (partitionBy.length > 0 && node.op === '=' && count === 1 && !order.descending)
				return dialect.unique(
					partitionBy.map((part) => columnName(fromNode(part, scope))),
					frame
				);
		}
	}
	return dialect.filter(fromNode(node, scope), frame, needs);
}

function columnName(expression: Expression): string {
	if (expression.kind !== 'column') throw new Untranslatable();
	return expression.name;
}

function ordered(
	orderBy: readonly string[],
	made: readonly Made[],
	scope: Scope,
	dialect: Dialect,
	frame: string
): string[] {
	const { row } = scope;
	const orders = orderBy.map(parseOrder);
	const keys = orders.map(({ x, descending, nullsFirst }): SortKey => {
		const column = x.kind === 'name' && x.name === row ? row : columnName(fromNode(x, scope));
		if (made.some(({ name }) => name === column)) throw new Untranslatable();
		return { column, descending, nullsFirst };
	});
	const [first, ...more] = keys;
	if (first?.column === row) {
		if (more.length > 0) throw new Untranslatable();
		return first.descending ? dialect.reverse(frame) : [];
	}
	if (keys.some(({ column, nullsFirst }) => column === row || nullsFirst !== first?.nullsFirst))
		throw new Untranslatable();
	return dialect.sort(keys, frame);
}
