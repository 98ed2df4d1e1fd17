import type { SqlEngine } from '../ports';
import { toRows } from './columns';
import { isNumericType, isTemporalType, type Kind } from './schema';
import { sqlName } from './sql';

export interface ColumnFacts {
	readonly name: string;
	readonly type: string;
	readonly present: number;
	/** Distinct values; the engine's approximation is off by a tenth and more. */
	readonly distinct: number;
	readonly meanLength: number;
}

/** A column with at least this many values can be an identifier. */
const identifierRows = 20;
/** Share of rows with a value of their own from which a column names rows. */
const identifierShare = 0.97;
const identifierLength = 40;
const mostCategories = 1000;
/** Rows whose values are counted exactly. */
const countedRows = 50_000;
/** In wider tables repeated rows are not looked for. */
const widest = 200;
const columnsAtOnce = 50;

/** The kinds that a person would most likely declare, of the columns of a relation. */
export async function guessKinds(
	sql: Pick<SqlEngine, 'query'>,
	relation: string,
	columns: readonly ColumnFacts[],
	signal?: AbortSignal
): Promise<Kind[]> {
	const names = columns.filter(mayNameRows).map(({ name }) => name);
	const shares = new Map<string, number>();
	const rows = `SELECT * FROM ${relation} LIMIT ${countedRows}`;
	const from = columns.length > widest ? `(${rows})` : `(SELECT DISTINCT * FROM (${rows}))`;
	for (let start = 0; start < names.length; start += columnsAtOnce) {
		const part = names.slice(start, start + columnsAtOnce);
		const list = part.map((name, at) => {
			const c = sqlName(name);
			return `count(DISTINCT ${c})::DOUBLE / greatest(1, count(${c})) AS s${at}`;
		});
		const [found] = toRows(await sql.query(`SELECT ${list.join(', ')} FROM ${from}`, signal));
		part.forEach((name, at) => shares.set(name, Number(found?.[`s${at}`] ?? 0)));
	}
	return columns.map((facts) => kindOf(facts, (shares.get(facts.name) ?? 0) >= identifierShare));
}

const isNamed = (name: string) => /(^|[^a-z])(id|uuid|guid|key|no|nr)$/i.test(name) || /[a-z](Id|ID)$/.test(name);
const isList = (type: string) => type.endsWith('[]') || type.startsWith('STRUCT') || type.startsWith('MAP');

/** Whether it is worth counting the values of a column. */
function mayNameRows({ name, type, present, distinct, meanLength }: ColumnFacts): boolean {
	if (present < identifierRows || distinct < present / 2) return false;
	if (type === 'BOOLEAN' || isTemporalType(type) || isList(type)) return false;
	return isNumericType(type) ? isNamed(name) && !type.startsWith('DOUBLE') : meanLength <= identifierLength;
}

/** Numbers are numeric unless they name rows one by one. */
function kindOf({ name, type, present, distinct, meanLength }: ColumnFacts, namesRows: boolean): Kind {
	if (type === 'BOOLEAN') return 'boolean';
	if (isTemporalType(type)) return 'datetime';
	if (isNumericType(type)) return namesRows ? 'identifier' : 'numeric';
	if (isList(type)) return 'list';
	if (namesRows) return isNamed(name) || meanLength <= 16 ? 'identifier' : 'text';
	if (distinct <= Math.min(mostCategories, Math.max(20, present * 0.2)) && meanLength <= 80) return 'categorical';
	return 'text';
}
