import type { Command } from 'commander';
import { sqlName } from '$lib/core/table/sql';
import { predictColumns, readInputs } from '$lib/workbench/model';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import { readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';

interface PredictFlags extends TableFlags {
	readonly output: string;
	readonly json?: boolean;
}

export function registerPredict(program: Command, context: CliContext): void {
	withTableOptions(program.command('predict').description('predict the rows of a table, in order, with a model'))
		.argument('<model>')
		.argument('<table>')
		.requiredOption('-o, --output <file>', 'where the predictions go: .csv, .parquet, .arrow, .ndjson')
		.option('--json', 'print one JSON document')
		.action(async (model: string, table: string, flags: PredictFlags) => {
			await inWorkspace(async (workspace) => {
				const opened = await readModelFile(workspace, model);
				const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
				const columns = await readInputs(workspace, opened.model, read.relation);
				const predicted = await predictColumns(workspace, opened, columns, undefined, context.progress);
				const names = predicted.columns.map(({ name }) => sqlName(name)).join(', ');
				await workspace.sql.loadColumns('predicted', predicted);
				await writeTable(workspace, `SELECT ${names} FROM predicted`, flags.output);
				const said = { rows: predicted.rows, columns: predicted.columns.map(({ name }) => name), output: flags.output };
				if (flags.json) context.json(said);
				else context.line(`${said.rows} rows predicted into ${said.output}`);
			});
		});
}
