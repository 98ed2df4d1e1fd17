import type { Command } from 'commander';
import { jsonCell } from '$lib/core/table/json-rows';
import { uniqueNames } from '$lib/core/table/sniff';
import type { CliContext } from '../context';
import { parsePair, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';

interface SqlFlags extends TableFlags {
	readonly table?: readonly string[];
	readonly output?: string;
	readonly json?: boolean;
}

export function registerSql(program: Command, context: CliContext): void {
	withTableOptions(program.command('sql').description('ask tables in DuckDB SQL'))
		.argument('<select>')
		.option('--table <name=FILE>', 'a file under the name the query uses (repeats)', repeated)
		.option('-o, --output <file>', 'write the answer to a file (csv, tsv, ndjson, json, parquet, arrow, xlsx)')
		.option('--json', 'print one JSON document')
		.action(async (select: string, flags: SqlFlags) => {
			const query = select.replace(/[\s;]+$/, '');
			const options = readOptionsOf(flags);
			await inWorkspace(async (workspace) => {
				for (const entry of flags.table ?? []) {
					const [name, file] = parsePair('table', entry);
					await readTable(workspace, file, options, name);
				}
				if (flags.output !== undefined) {
					await writeTable(workspace, query, flags.output);
					if (flags.json) context.json({ output: flags.output });
					return;
				}
				const answer = await workspace.sql.query(query);
				const { names } = uniqueNames(answer.columns.map(({ name }) => name));
				const columns = answer.columns.map((column, place) => ({ ...column, name: names[place] ?? column.name }));
				const places = Array.from({ length: answer.rows }, (_, row) => row);
				if (flags.json) {
					context.json({
						rows: places.map((row) =>
							Object.fromEntries(columns.map((column) => [column.name, jsonCell(column, row)]))
						),
						columns: columns.map(({ name, type }) => ({ name, type }))
					});
					return;
				}
				context.line(names.join('\t'));
				for (const row of places) context.line(columns.map((column) => String(jsonCell(column, row) ?? '')).join('\t'));
			});
		});
}
