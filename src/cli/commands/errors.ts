import type { Command } from 'commander';
import type { ErrorSlice, ErrorSlices } from '$lib/core/clarify/error-tree';
import { ruleText } from '$lib/core/clarify/slice-rule';
import { isTemporalType } from '$lib/core/table/schema';
import { analyseErrors } from '$lib/workbench/error-analysis';
import type { CliContext } from '../context';
import { withKinds } from '../kinds';
import { readModelFile } from '../models';
import {
	parseInteger,
	parseList,
	parsePairs,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface ErrorsFlags extends TableFlags {
	readonly target: string;
	readonly columns?: string;
	readonly kind?: readonly string[];
	readonly maxDepth: string;
	readonly leastRows?: string;
	readonly rows?: string;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerErrors(program: Command, context: CliContext): void {
	withTableOptions(program.command('errors').description('the slices of a table where a model is worst'))
		.argument('<model>')
		.argument('<table>', 'rows the model has not seen')
		.requiredOption('--target <col>', 'the column that holds what the model predicts')
		.option('--columns <cols>', 'columns that may name slices, inputs or not (all that can)')
		.option('--kind <col=kind>', 'the kind of a column, against the guess (repeats)', repeated)
		.option('--max-depth <n>', 'at most so many splits to a slice', '3')
		.option('--least-rows <n>', 'rows a slice holds in the half it is found on (2 %, at least 20)')
		.option('--rows <n>', 'so many rows, evenly spaced (all)')
		.option('--seed <n>', 'seed of the halves', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: ErrorsFlags) => runErrors(model, table, flags, context));
}

async function runErrors(place: string, table: string, flags: ErrorsFlags, context: CliContext): Promise<void> {
	const maxDepth = parseInteger('max-depth', flags.maxDepth, 0, 8);
	const leastRows = flags.leastRows === undefined ? null : parseInteger('least-rows', flags.leastRows, 1);
	const rows = flags.rows === undefined ? undefined : parseInteger('rows', flags.rows, 1);
	const seed = parseInteger('seed', flags.seed);
	await inWorkspace(async (workspace) => {
		const opened = await readModelFile(workspace, place);
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const schema = withKinds(read.schema, parsePairs('kind', flags.kind));
		const found = await analyseErrors(
			workspace,
			opened,
			{ relation: read.relation, schema, target: flags.target },
			{
				...{ maxDepth, leastRows, seed },
				...(rows === undefined ? {} : { rows }),
				...(flags.columns === undefined ? {} : { columns: parseList(flags.columns) })
			},
			undefined,
			context.progress
		);
		const temporal = new Set(schema.filter(({ type }) => isTemporalType(type)).map(({ name }) => name));
		const said = (slice: ErrorSlice) => ({ text: ruleText(slice.rule, temporal) || 'all rows', ...slice });
		if (flags.json)
			context.json({ ...found, of: read.report.rows, whole: said(found.whole), slices: found.slices.map(said) });
		else printErrors(found, temporal, context);
	});
}

function printErrors({ task, rows, whole, slices }: ErrorSlices, temporal: Set<string>, context: CliContext): void {
	const figure = (value: number | null) => {
		if (value === null) return '-';
		return task === 'classification' ? `${(value * 100).toFixed(1)} %` : value.toPrecision(4);
	};
	const unit = task === 'classification' ? 'wrong' : 'off on average';
	context.line(
		`slices found on ${rows.found} rows and measured on ${rows.measured} others: ${figure(whole.value)} ${unit}`
	);
	for (const { rule, value, lower, upper, share, measured, isWorse } of slices) {
		const part = share === null ? '' : `, ${(share * 100).toFixed(0)} % of all errors`;
		context.line(
			`${isWorse ? '!' : ' '} ${figure(value).padStart(8)} (${figure(lower)} to ${figure(upper)}) of ${measured} rows${part}: ${ruleText(rule, temporal) || 'all rows'}`
		);
	}
}
