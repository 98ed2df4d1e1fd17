import { AppError } from '../errors';
import type { OnProgress, SourceFile, SqlEngine } from '../ports';
import { toRows } from './columns';
import { importSelect } from './import-select';
import { keepSample } from './sample';
import type { Field } from './schema';
import type { ImportReport, ReadOptions, WidenedColumn } from './source';
import { sqlName, sqlValue } from './sql';
import { widerType } from './widen';

/** A file, or a part of one, that is read as (some rows of) a table. */
export interface TablePart {
	readonly file: SourceFile;
	readonly options: ReadOptions;
	/** What stands for it in the column `source_file`. */
	readonly label: string;
}

interface ReadPart {
	readonly label: string;
	readonly relation: string;
	readonly fields: readonly Field[];
}

/** The tables in a file, each to be read by itself. */
export async function partsOf(
	sql: Pick<SqlEngine, 'listParts'>,
	file: SourceFile,
	options: ReadOptions
): Promise<TablePart[]> {
	if (options.part !== undefined) return [{ file, options, label: `${file.name}#${options.part}` }];
	const { kind, parts } = await sql.listParts(file);
	if (kind === 'file') return [{ file, options, label: file.name }];
	return parts.map(({ name }) => ({ file, options: { ...options, part: name }, label: name }));
}

/**
 * Reads several files into the one table `name`: their columns by name, `source_file` behind them. A column that a file does not have is
 * missing in its rows; where types differ the column takes the type that holds them all. Refuses with table/no-shared-columns a file
 * that has no column of those before it.
 */
export async function importFiles(
	sql: SqlEngine,
	name: string,
	parts: readonly TablePart[],
	sample: ReadOptions['sample'],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ImportReport> {
	const reports: ImportReport[] = [];
	const read: ReadPart[] = [];
	try {
		for (const [i, { file, options, label }] of parts.entries()) {
			onProgress?.({ phase: 'read', done: i, total: parts.length });
			const table = `${name}_file${i}`;
			const report = await sql.importTable(table, file, withoutSample(options), signal);
			const part = { label, relation: sqlName(table), fields: report.schema };
			const [first] = read;
			if (first && !sharesColumn(part, read))
				throw new AppError('table/no-shared-columns', { file: label, other: first.label });
			reports.push(report);
			read.push(part);
		}
		const { select, widened } = await unionSelect(sql, read);
		const used = reports[0]?.used ?? { format: 'csv' };
		const report = await importSelect(sql, name, select, name, used.format, {}, [], signal, onProgress);
		await sql.execute(`CREATE OR REPLACE TABLE ${sqlName(`${name}_rejects`)} AS ${rejectsUnion(name, read)}`);
		const columns = report.schema.map((field) => field.name);
		const kept = sample && (await keepSample(sql, name, columns, sample, signal));
		return {
			...report,
			used,
			...(kept && { rows: kept.after, sampledFrom: kept.before }),
			rejected: reports.reduce((sum, { rejected }) => sum + rejected, 0),
			rejectedSample: reports.flatMap(({ rejectedSample }) => rejectedSample).slice(0, 20),
			renamed: reports.flatMap(({ renamed }) => renamed),
			joined: { files: parts.length, widened }
		};
	} finally {
		for (const i of parts.keys())
			for (const table of [`${name}_file${i}`, `${name}_file${i}_rejects`])
				await sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`).catch(() => undefined);
	}
}

/** A sample is taken of the rows of all files. */
function withoutSample(options: ReadOptions): ReadOptions {
	return Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'sample'));
}

/** Whether tables have the same columns, in any order. */
export function haveSameColumns(schemas: readonly (readonly Pick<Field, 'name'>[])[]): boolean {
	const shapes = schemas.map((fields) => JSON.stringify(fields.map(({ name }) => name.toLowerCase()).sort()));
	return new Set(shapes).size <= 1;
}

function sharesColumn({ fields }: ReadPart, before: readonly ReadPart[]): boolean {
	const known = new Set(before.flatMap((part) => part.fields.map(({ name }) => name.toLowerCase())));
	return fields.some(({ name }) => known.has(name.toLowerCase()));
}

async function unionSelect(
	sql: Pick<SqlEngine, 'query'>,
	parts: readonly ReadPart[]
): Promise<{ readonly select: string; readonly widened: WidenedColumn[] }> {
	const names = new Map<string, string>();
	for (const { name } of parts.flatMap(({ fields }) => fields))
		if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
	const widened: WidenedColumn[] = [];
	const columns: { key: string; name: string; type: string }[] = [];
	for (const [key, name] of names) {
		const types = await typesOf(sql, parts, key);
		const [first = 'VARCHAR', ...others] = types;
		const type = others.reduce(widerType, first);
		if (others.length > 0) widened.push({ column: name, types, to: type });
		columns.push({ key, name, type });
	}
	let source = 'source_file';
	for (let next = 2; names.has(source); next++) source = `source_file_${next}`;
	const selects = parts.map(({ relation, fields, label }) => {
		const cells = columns.map(({ key, name, type }) => {
			const field = fields.find((each) => each.name.toLowerCase() === key);
			return `CAST(${field ? sqlName(field.name) : 'NULL'} AS ${type}) AS ${sqlName(name)}`;
		});
		return `SELECT ${cells.join(', ')}, ${sqlValue(label)} AS ${source} FROM ${relation}`;
	});
	return { select: selects.join(' UNION ALL '), widened };
}

/** The types of a column in the parts that have a value in it. */
async function typesOf(sql: Pick<SqlEngine, 'query'>, parts: readonly ReadPart[], key: string): Promise<string[]> {
	const found = parts.flatMap(({ relation, fields }) => {
		const field = fields.find(({ name }) => name.toLowerCase() === key);
		return field ? [{ relation, ...field }] : [];
	});
	if (new Set(found.map(({ type }) => type)).size <= 1) return found.slice(0, 1).map(({ type }) => type);
	const counts = found.map(({ relation, name }, i) => `(SELECT count(${sqlName(name)}) FROM ${relation}) AS n${i}`);
	const [row = {}] = toRows(await sql.query(`SELECT ${counts.join(', ')}`));
	return [...new Set(found.filter((_, i) => Number(row[`n${i}`]) > 0).map(({ type }) => type))];
}

function rejectsUnion(name: string, parts: readonly ReadPart[]): string {
	return parts
		.map(
			({ label }, i) =>
				`SELECT line, "column", reason, text, ${sqlValue(label)} AS file FROM ${sqlName(`${name}_file${i}_rejects`)}`
		)
		.join(' UNION ALL ');
}
