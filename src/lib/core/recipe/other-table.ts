import { isNumericType, isTemporalType, type Field, type TableSchema } from '../table/schema';
import { sqlName } from '../table/sql';
import { fieldNamed, fieldsNamed, wantType, type OutputColumn, type RecipeTable } from './operation';
import { untakenName } from './untaken-name';

/** How the two tables are called within a join. */
export const left = '"left side"';
export const right = '"right side"';

export interface KeyPair {
	readonly mine: Field;
	readonly theirs: Field;
}

export function mineSql(name: string): string {
	return `${left}.${sqlName(name)}`;
}
export function theirsSql(name: string): string {
	return `${right}.${sqlName(name)}`;
}

/** The columns that must agree, of both tables. Throws recipe/column-missing. */
export function keyPairs(keys: Readonly<Record<string, string>>, input: TableSchema, other: RecipeTable): KeyPair[] {
	return Object.entries(keys).map(([mine, theirs]) => {
		const pair = { mine: fieldNamed(input, mine), theirs: fieldNamed(other.schema, theirs) };
		wantComparable(pair.mine, pair.theirs);
		return pair;
	});
}

/** Refuses a column that cannot be compared with another, with table/column-kind. */
export function wantComparable(field: Field, other: Field): void {
	const isAlike = (test: (type: string) => boolean) => test(field.type) && test(other.type);
	if (!isAlike(isNumericType) && !isAlike(isTemporalType)) wantType(other, field.type, (type) => type === field.type);
}

/** SQL, true where the keys of both tables agree; missing ones meet nobody. */
export function keysAgree(pairs: readonly KeyPair[]): string[] {
	return pairs.map(({ mine, theirs }) => `${mineSql(mine.name)} = ${theirsSql(theirs.name)}`);
}

interface Brought {
	/** The other table's name. */
	readonly table: string;
	/** Its columns among them come only when asked for. */
	readonly pairs: readonly KeyPair[];
	/** All but the keys when left out. */
	readonly columns?: readonly string[] | undefined;
	readonly suffix: string;
	/** Columns of this table that say which row it is; the keys when left out. */
	readonly from?: readonly string[];
}

/** Columns of another table under names that are free: one that is taken gets the suffix. */
export function broughtColumns(
	other: RecipeTable,
	{ table, pairs, columns, suffix, from = pairs.map(({ mine }) => mine.name) }: Brought,
	taken: readonly string[]
): OutputColumn[] {
	const wanted = columns
		? fieldsNamed(other.schema, columns)
		: other.schema.filter(({ name }) => !pairs.some(({ theirs }) => theirs.name === name));
	const keys = pairs.map(({ theirs }) => ({ table, column: theirs.name }));
	const names = [...taken];
	return wanted.map((field) => {
		const name = untakenName(field.name, names, suffix || '_2');
		names.push(name);
		return {
			field: { ...field, name },
			sql: theirsSql(field.name),
			from,
			others: [{ table, column: field.name }, ...keys]
		};
	});
}

/** The columns of this table, passed through a join. */
export function ownColumns(input: TableSchema): OutputColumn[] {
	return input.map((field) => ({ field, sql: mineSql(field.name), from: [field.name] }));
}

/** SQL of the other table with its rows numbered, so that a join can keep their order. */
export function numbered({ sql }: RecipeTable): string {
	return `(SELECT *, row_number() OVER () AS "right row" FROM ${sql})`;
}
export const rightRow = `${right}."right row"`;

/** SQL of the hidden columns where rows are made anew: their number, and that they may be learned from. */
export function newHidden(hidden: readonly string[], row: string, number = 'row_number() OVER ()'): string {
	return hidden.map((name) => `, ${name === row ? number : 'TRUE'} AS ${name}`).join('');
}
