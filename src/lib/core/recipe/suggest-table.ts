import type { Json } from '../json';
import { isNumericType, isTemporalType, type TableSchema } from '../table/schema';
import { fieldsOf } from './control';
import type { Operation } from './operation';
import type { Params } from './suggest';

/** Parameters with a table that an operation still wants: the one that shares a key, else the first. */
export function suggestTables(
	operation: Operation,
	params: Params,
	input: TableSchema,
	tables: ReadonlyMap<string, TableSchema>
): Params {
	const wanting = fieldsOf(operation.params).filter(
		({ name, control, optional }) => control.control === 'table' && !optional && params[name] === undefined
	);
	return wanting.reduce<Params>((filled, { name }) => {
		const sharing = [...tables].find(([, schema]) => Object.keys(guessKeys(input, schema)).length > 0);
		const [table] = sharing ?? [...tables][0] ?? [];
		return table === undefined ? filled : withTable(operation, filled, name, table, input, tables);
	}, params);
}

/** Parameters that read another table: its keys are guessed, and columns of the table before are forgotten. */
export function withTable(
	operation: Operation,
	params: Params,
	field: string,
	table: string,
	input: TableSchema,
	tables: ReadonlyMap<string, TableSchema>
): Params {
	const changed: Record<string, Json> = { ...params, [field]: table };
	for (const { name, control } of fieldsOf(operation.params)) {
		if (control.control === 'keys' && control.table === field)
			changed[name] = guessKeys(input, tables.get(table) ?? []);
		if (control.control === 'other-columns' && control.table === field) delete changed[name];
	}
	return changed;
}

/** Columns that likely mean the same in two tables: those of one name that are keys by it, else the first of one name. */
export function guessKeys(mine: TableSchema, theirs: TableSchema): Record<string, string> {
	const pairs = mine.flatMap(({ name, type }) => {
		const other = theirs.find((each) => plain(each.name) === plain(name) && kindOf(each.type) === kindOf(type));
		return other ? [[name, other.name] as const] : [];
	});
	const keys = pairs.filter(([name]) => /(^|[_ ])(id|key|code|no|number)$|[a-z](Id|ID|Key|Code)$/i.test(name));
	return Object.fromEntries(keys.length > 0 ? keys : pairs.slice(0, 1));
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[\s_-]+/g, '');

function kindOf(type: string): string {
	return isNumericType(type) ? 'number' : isTemporalType(type) ? 'time' : type;
}
