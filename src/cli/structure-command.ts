import type { Command } from 'commander';
import type { Workspace } from '$lib/core/ports';
import type { RowsJob } from '$lib/core/unsupervised/encoded-rows';
import { structureJob, withAdded, type AddedColumns } from '$lib/workbench/structure';
import type { CliContext } from './context';
import { withKinds } from './kinds';
import {
	parseInteger,
	parseList,
	parsePairs,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from './options';
import { readTable, writeTable, type ReadTable } from './tables';
import { inWorkspace } from './workspace';

/** What commands that learn without a target all take. */
export interface StructureFlags extends TableFlags {
	readonly ignore?: string;
	readonly kind?: readonly string[];
	readonly seed: string;
	readonly output?: string;
	readonly json?: boolean;
}

/** What was found: the columns it adds, what --json says of it, and what is printed. */
export interface StructureAnswer {
	readonly added: AddedColumns;
	readonly said: Readonly<Record<string, unknown>>;
	readonly lines: readonly string[];
}

export function withStructureOptions(command: Command): Command {
	return withTableOptions(command)
		.argument('<table>')
		.option('--ignore <col,...>', 'columns to leave out')
		.option('--kind <col=kind>', 'categorical or continuous, against the guess (repeats)', repeated)
		.option('--seed <n>', 'seed of what is drawn', '0')
		.option('-o, --output <file>', 'the rows in order with the found columns behind: .csv, .parquet, .arrow, .ndjson')
		.option('--json', 'print one JSON document');
}

/** Reads the table, lets `find` look for structure in it, writes the columns and says what was found. */
export async function runStructure(
	table: string,
	flags: StructureFlags,
	context: CliContext,
	find: (workspace: Workspace, job: RowsJob, read: ReadTable) => Promise<StructureAnswer>
): Promise<void> {
	const options = { ignore: parseList(flags.ignore), seed: parseInteger('seed', flags.seed) };
	await inWorkspace(async (workspace) => {
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const known = { ...read, schema: withKinds(read.schema, parsePairs('kind', flags.kind)) };
		const job = await structureJob(workspace, known, options);
		const { rows } = job.columns;
		const { added, said, lines } = await find(workspace, job, known);
		const { output } = flags;
		if (output !== undefined)
			await withAdded(workspace, known, added, (select) => writeTable(workspace, select, output));
		const columns = added.columns.columns.map(({ name }) => name);
		if (flags.json)
			context.json({
				rows,
				rejected: read.report.rejected,
				...said,
				columns,
				output: output ?? null,
				seed: options.seed
			});
		else for (const line of lines) context.line(line);
	});
}
