import path from 'node:path';
import type { Command } from 'commander';
import { cellAt, toRows } from '$lib/core/table/columns';
import type { CliContext } from '../context';
import { parsePair, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { sourceFile } from '../files';
import { writeTable } from '../tables';
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
		.option('-o, --output <file>', 'write the answer to a file (csv, tsv, ndjson, json, parquet, arrow)')
		.option('--json', 'print one JSON document')
		.action(async (select: string, flags: SqlFlags) => {
			await inWorkspace(async (workspace) => {
				for (const entry of flags.table ?? []) {
					const [name, file] = parsePair('table', entry);
					await workspace.sql.importTable(name, await sourceFile(file), readOptionsOf(flags));
				}
				if (flags.output !== undefined) {
					await writeTable(workspace, select, flags.output);
					if (flags.json) context.json({ output: path.basename(flags.output) });
					return;
				}
				const answer = await workspace.sql.query(select);
				if (flags.json) {
					context.json({ rows: toRows(answer), columns: answer.columns.map(({ name, type }) => ({ name, type })) });
					return;
				}
				context.line(answer.columns.map(({ name }) => name).join('\t'));
				for (let row = 0; row < answer.rows; row++)
					context.line(answer.columns.map(({ vector }) => String(cellAt(vector, row) ?? '')).join('\t'));
			});
		});
}
