import type { Command } from 'commander';
import { besideRows } from '$lib/workbench/beside-rows';
import { graphFor, predictColumns, readInputs } from '$lib/workbench/model';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import { oneOf, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';

interface PredictFlags extends TableFlags {
	readonly output: string;
	readonly columns?: string;
	readonly json?: boolean;
}

export function registerPredict(program: Command, context: CliContext): void {
	withTableOptions(program.command('predict').description('predict the rows of a table with a model'))
		.argument('<model>')
		.argument('<table>')
		.requiredOption(
			'-o, --output <file>',
			'the rows in order, predictions behind their columns: .csv, .parquet, .arrow, .ndjson'
		)
		.option('--columns <raw|prepared>', 'what the table is, where its columns fit before and after the recipe (raw)')
		.option('--json', 'print one JSON document')
		.action(async (model: string, table: string, flags: PredictFlags) => {
			await inWorkspace(async (workspace) => {
				const opened = await readModelFile(workspace, model);
				const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
				const names = read.schema.map(({ name }) => name);
				const whenBoth = oneOf('columns', flags.columns ?? 'raw', ['raw', 'prepared']);
				const graph = graphFor(opened, names, whenBoth);
				const columns = await readInputs(workspace, graph, read.relation);
				const predicted = await predictColumns(workspace, graph, columns, undefined, context.progress);
				const joined = await besideRows(workspace, read, predicted, 'predicted');
				await writeTable(workspace, joined.select, flags.output);
				for (const { from, to } of joined.renamed) context.log(`the table's column '${from}' is written as '${to}'`);
				const { rejected } = read.report;
				const said = { rows: predicted.rows, rejected, columns: joined.columns, output: flags.output };
				if (flags.json) context.json(said);
				else context.line(`${said.rows} rows predicted into ${said.output}`);
			});
		});
}
