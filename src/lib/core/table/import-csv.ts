import { AppError } from '../errors';
import type { OnProgress, SqlEngine } from '../ports';
import { columnNamed, toRows, type Vector } from './columns';
import { collectRejects } from './csv-rejects';
import { fixedTypes } from './fixed-types';
import { guessKinds } from './guess-kinds';
import { candidateTypes, fitsType, typedSelect, type CandidateType } from './infer';
import { readCsvSql, type CsvPlan } from './read-csv';
import type { Field } from './schema';
import type { ImportReport, ReadOptions, TableFormat } from './source';
import { sqlName } from './sql';

type Sql = Pick<SqlEngine, 'query' | 'execute' | 'loadColumns'>;

/** A file in UTF-8: the name by which SQL reads it, and its bytes. */
export interface CsvSource {
	readonly file: string;
	readonly bytes: () => AsyncIterable<Uint8Array>;
}

const sampleRows = 2000;
const columnsAtOnce = 100;
const widerType: Record<CandidateType, CandidateType | null> = {
	BOOLEAN: null,
	BIGINT: 'DOUBLE',
	DOUBLE: null,
	DATE: 'TIMESTAMP',
	TIMESTAMP: null
};

interface Facts {
	present: number;
	distinct: number;
	meanLength: number;
}

/**
 * The same aggregates for many columns: column -> values. Beyond a few columns they are taken from (place, value) pairs in one GROUP BY,
 * since thousands of expressions in one SELECT take DuckDB minutes to plan.
 */
async function measure(
	sql: Sql,
	from: string,
	columns: readonly string[],
	expressions: (c: string) => readonly string[],
	signal?: AbortSignal
): Promise<Map<string, number[]>> {
	const width = expressions('c').length;
	const found = new Map<string, number[]>();
	const cell = (vector: Vector | undefined, row: number) => (vector?.kind === 'number' ? (vector.values[row] ?? 0) : 0);
	if (columns.length === 0) return found;
	if (columns.length <= columnsAtOnce) {
		const list = columns.flatMap((column) => expressions(sqlName(column))).map((text, i) => `${text} AS a${i}`);
		const answer = await sql.query(`SELECT ${list.join(', ')} FROM ${from}`, signal);
		columns.forEach((column, place) =>
			found.set(
				column,
				Array.from({ length: width }, (_, i) => cell(answer.columns[place * width + i]?.vector, 0))
			)
		);
		return found;
	}
	const places = `unnest([${columns.map((_, place) => place).join(', ')}]) AS place`;
	const values = `unnest([${columns.map(sqlName).join(', ')}]) AS c`;
	const list = expressions('c').map((text, i) => `${text} AS a${i}`);
	const answer = await sql.query(
		`SELECT place, ${list.join(', ')} FROM (SELECT ${places}, ${values} FROM ${from}) GROUP BY place ORDER BY place`,
		signal
	);
	columns.forEach((column, place) =>
		found.set(
			column,
			Array.from({ length: width }, (_, i) => cell(answer.columns[i + 1]?.vector, place))
		)
	);
	return found;
}

/** Types every column over all rows: guessed on a sample (on the whole where the sample has no value), checked on the whole, widened where the check fails. */
async function inferTypes(
	sql: Sql,
	raw: string,
	names: readonly string[],
	fixed: ReadonlyMap<string, string>,
	signal?: AbortSignal
) {
	const types = new Map<string, string>();
	const facts = new Map<string, Facts>();
	const rows = Math.max(50, Math.min(sampleRows, Math.floor(2_000_000 / names.length)));
	const fits = (c: string) => [
		...candidateTypes.map((type) => `coalesce(bool_and(${fitsType(c, type)}) FILTER (${c} IS NOT NULL), FALSE)`),
		`count(${c})`
	];
	const guesses = await measure(sql, `(SELECT * FROM ${raw} LIMIT ${rows})`, names, fits, signal);
	const unseen = names.filter((name) => guesses.get(name)?.[candidateTypes.length] === 0);
	for (const [name, found] of await measure(sql, raw, unseen, fits, signal)) guesses.set(name, found);
	let pending = new Map<string, CandidateType | null>();
	for (const name of names) {
		const found = guesses.get(name) ?? [];
		pending.set(name, fixed.has(name) ? null : (candidateTypes.find((_, i) => found[i] === 1) ?? null));
	}
	while (pending.size > 0) {
		const wider = new Map<string, CandidateType | null>();
		for (const type of new Set(pending.values())) {
			const group = [...pending].filter(([, trying]) => trying === type).map(([name]) => name);
			const found = await measure(
				sql,
				raw,
				group,
				(c) => [
					type ? `count(*) FILTER (${c} IS NOT NULL AND NOT ${fitsType(c, type)})` : '0',
					`count(${c})`,
					`approx_count_distinct(${c})`,
					`coalesce(avg(length(${c})), 0)`
				],
				signal
			);
			for (const name of group) {
				const [misfits = 0, present = 0, distinct = 0, meanLength = 0] = found.get(name) ?? [];
				facts.set(name, { present, distinct, meanLength });
				if (type && misfits > 0) wider.set(name, widerType[type]);
				else types.set(name, fixed.get(name) ?? (present > 0 ? (type ?? 'VARCHAR') : 'VARCHAR'));
			}
		}
		pending = wider;
	}
	return { types, facts };
}

/**
 * Reads a delimited file into the table `name`: text first, then a type for every column that
 * all its values have. What cannot be read is in `<name>_rejects`.
 */
export async function importCsv(
	sql: Sql,
	name: string,
	{ file, bytes }: CsvSource,
	fileName: string,
	plan: CsvPlan,
	options: ReadOptions,
	used: { format: TableFormat; encoding: string },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ImportReport> {
	const raw = sqlName(`${name}_raw`);
	const rejects = sqlName(`${name}_rejects`);
	// DuckDB takes names for its rejects only where they need no quotes.
	const plain = `rejects_${name.replaceAll(/[^a-z0-9]/gu, (character) => `_${character.codePointAt(0)}_`)}`;
	const errors = `${plain}_errors`;
	const scans = `${plain}_scans`;
	const fixed = await fixedTypes(sql, plan.names, options);
	try {
		for (const table of [errors, scans]) await sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
		onProgress?.({ phase: 'read', done: 0, total: null });
		await sql.execute(
			`CREATE OR REPLACE TABLE ${raw} AS ${readCsvSql(file, plan, { errors, scans })}`,
			signal,
			onProgress
		);
		await collectRejects(sql, name, { raw, errors, bytes }, plan, fixed, signal);
		onProgress?.({ phase: 'types', done: 0, total: null });
		const { types, facts } = await inferTypes(sql, raw, plan.names, fixed, signal);
		const columns = plan.names.map((column) => {
			const fact = facts.get(column) ?? { present: 0, distinct: 0, meanLength: 0 };
			return { name: column, type: types.get(column) ?? 'VARCHAR', ...fact };
		});
		const kinds = await guessKinds(sql, raw, columns, signal);
		const schema = columns.map(({ name: column, type }, at): Field => ({
			name: column,
			type,
			kind: kinds[at] ?? 'text'
		}));
		await sql.execute(`CREATE OR REPLACE TABLE ${sqlName(name)} AS ${typedSelect(raw, schema)}`, signal, onProgress);
		const counts = await sql.query(
			`SELECT (SELECT count(*) FROM ${sqlName(name)}) AS read, (SELECT count(*) FROM ${rejects}) AS rejected`
		);
		const count = (column: string) => {
			const vector = columnNamed(counts, column)?.vector;
			return vector?.kind === 'number' ? (vector.values[0] ?? 0) : 0;
		};
		const rows = count('read');
		const rejected = count('rejected');
		const sample = toRows(await sql.query(`SELECT * FROM ${rejects} ORDER BY line LIMIT 20`));
		if (rows === 0 && rejected === 0) throw new AppError('table/header-only', { file: fileName });
		if (rows === 0)
			throw new AppError('table/unreadable', {
				file: fileName,
				line: Number(sample[0]?.['line'] ?? 0),
				reason: String(sample[0]?.['reason'] ?? '').split('\n')[0] ?? ''
			});
		return {
			rows,
			schema,
			rejected,
			rejectedSample: sample.map((row) => ({
				line: row['line'] === null ? null : Number(row['line']),
				column: row['column'] === null ? null : String(row['column']),
				reason: String(row['reason']),
				text: String(row['text'])
			})),
			used: { format: used.format, delimiter: plan.delimiter, encoding: used.encoding, header: plan.header },
			renamed: plan.renamed
		};
	} finally {
		for (const table of [`${name}_raw`, errors, scans]) await sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
	}
}
