import { AppError } from '../errors';
import type { SqlEngine } from '../ports';
import type { Column, Columns } from './columns';
import { isLineJson, lineRecords, listRecords, type JsonRecord } from './json-records';
import { jsonColumns, parseJsonRow, type JsonRow } from './json-rows';
import { uniqueNames, type NamedColumns } from './sniff';
import type { RejectedRow } from './source';
import { sqlName } from './sql';
import { widerType } from './widen';

type Sql = Pick<SqlEngine, 'execute' | 'loadColumns'>;

/** Rows that go into the engine together. */
const rowsAtOnce = 50_000;
const charactersAtOnce = 16 * 1024 * 1024;
const mostCharacters = 2000;
const untyped = '';

export interface JsonFile {
	readonly name: string;
	readonly format: 'json' | 'ndjson';
	readonly head: string;
	/** The whole text, from its beginning at every call. */
	readonly text: () => AsyncIterable<string>;
}

export interface LoadedJson {
	readonly format: 'json' | 'ndjson';
	readonly renamed: NamedColumns['renamed'];
	readonly rejected: readonly RejectedRow[];
}

/**
 * Makes the table `table` from JSON (a list of objects, or one object a line), some rows at a time, so that a file larger than the memory
 * can be read. What is no row is rejected; a list that is broken is refused with table/unreadable.
 */
export async function loadJson(sql: Sql, table: string, file: JsonFile, signal?: AbortSignal): Promise<LoadedJson> {
	const isList = file.head
		.replace(/^\uFEFF/, '')
		.trimStart()
		.startsWith('[');
	const format = !isList && (file.format === 'ndjson' || isLineJson(file.head)) ? 'ndjson' : 'json';
	let parts = new JsonParts(sql, table, new Set());
	await readParts(parts, file, format, signal);
	if (parts.mixed.size > 0) {
		// a column of several types is text as the file has it, which its typed parts no longer say
		parts = new JsonParts(sql, table, parts.mixed);
		await readParts(parts, file, format, signal);
	}
	const [bad] = parts.rejected;
	if (parts.rows === 0 && bad)
		throw new AppError('table/unreadable', { file: file.name, line: bad.line, reason: bad.reason, mend: '' });
	if (parts.rows === 0) throw new AppError('table/empty', { file: file.name });
	return { format, renamed: parts.renamed, rejected: parts.rejected };
}

async function readParts(
	parts: JsonParts,
	file: JsonFile,
	format: LoadedJson['format'],
	signal?: AbortSignal
): Promise<void> {
	const records = format === 'ndjson' ? lineRecords(file.text()) : listRecords(file.name, file.text());
	let rows: JsonRow[] = [];
	let characters = 0;
	for await (const some of records) {
		signal?.throwIfAborted();
		for (const record of some) {
			const row = parseJsonRow(record.text);
			if (!('fault' in row)) rows.push(row.values);
			else if (format === 'json' && !row.isJson)
				throw new AppError('table/unreadable', { file: file.name, line: record.line, reason: row.fault, mend: '' });
			else parts.reject(record, row.fault);
			characters += record.text.length;
			if (rows.length < rowsAtOnce && characters < charactersAtOnce) continue;
			await parts.add(rows);
			[rows, characters] = [[], 0];
		}
	}
	await parts.add(rows);
}

/** A table that grows by parts: columns come as they appear, and widen. */
class JsonParts {
	readonly #sql: Sql;
	readonly #table: string;
	readonly #asText: ReadonlySet<string>;
	readonly #types = new Map<string, string>();
	readonly #keys = new Set<string>();
	/** Columns that are of one type in a part and of another elsewhere; once there are any, nothing more is loaded. */
	readonly mixed = new Set<string>();
	readonly rejected: RejectedRow[] = [];
	rows = 0;

	constructor(sql: Sql, table: string, asText: ReadonlySet<string>) {
		this.#sql = sql;
		this.#table = table;
		this.#asText = asText;
	}

	reject({ line, text }: JsonRecord, reason: string): void {
		this.rejected.push({ line, column: null, reason, text: text.slice(0, mostCharacters) });
	}

	async add(rows: readonly JsonRow[]): Promise<void> {
		for (const row of rows) for (const key of Object.keys(row)) this.#keys.add(key);
		if (rows.length === 0 || this.#keys.size === 0) return;
		const { names } = uniqueNames([...this.#keys]);
		const part = jsonColumns(rows, new Map(Array.from(this.#keys, (key, i) => [key, names[i] ?? key])), this.#asText);
		const isFirst = this.rows === 0;
		this.rows += rows.length;
		const changes = part.columns.map((column) => this.#change(column)).filter((change) => change !== '');
		if (this.mixed.size > 0) return;
		if (isFirst) await this.#sql.loadColumns(this.#table, part);
		else await this.#append(part, changes);
	}

	get renamed(): NamedColumns['renamed'] {
		return uniqueNames([...this.#keys]).renamed;
	}

	/** The statement that makes room for a column of a part. A column without a value yet is of no type; it is kept as text. */
	#change({ name, type, vector }: Column): string {
		const before = this.#types.get(name);
		if (vector.kind === 'text' && vector.dictionary.length === 0) {
			if (before !== undefined) return '';
			this.#types.set(name, untyped);
			return `ADD COLUMN ${sqlName(name)} VARCHAR`;
		}
		const wider = before === undefined || before === untyped ? type : widerType(before, type);
		this.#types.set(name, wider);
		if (before === undefined) return `ADD COLUMN ${sqlName(name)} ${type}`;
		if (before !== untyped && wider === 'VARCHAR' && before !== type) this.mixed.add(name);
		return before === wider ? '' : `ALTER COLUMN ${sqlName(name)} TYPE ${wider}`;
	}

	async #append(part: Columns, changes: readonly string[]): Promise<void> {
		const some = `${this.#table}_part`;
		try {
			await this.#sql.loadColumns(some, part);
			for (const change of changes) await this.#sql.execute(`ALTER TABLE ${sqlName(this.#table)} ${change}`);
			await this.#sql.execute(`INSERT INTO ${sqlName(this.#table)} BY NAME SELECT * FROM ${sqlName(some)}`);
		} finally {
			await this.#sql.execute(`DROP TABLE IF EXISTS ${sqlName(some)}`);
		}
	}
}
