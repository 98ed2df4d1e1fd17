import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { classMetrics, numberMetrics, type PermutationImportances } from '$lib/core/clarify/permutation-importance';
import { measureImportance } from '$lib/workbench/effects';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import {
	oneOf,
	parseInteger,
	parseList,
	parseShare,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

const metrics = [...classMetrics, ...numberMetrics] as const;

interface ImportanceFlags extends TableFlags {
	readonly target: string;
	readonly metric?: string;
	readonly repeats: string;
	readonly rows: string;
	readonly together?: readonly string[];
	readonly togetherAbove?: string;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerImportance(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('importance').description('how much worse a model does when the values of a column are shuffled')
	)
		.argument('<model>')
		.argument('<table>', 'rows the model has not seen')
		.requiredOption('--target <col>', 'the column that holds what the model predicts')
		.option('--metric <name>', `${metrics.join(', ')} (logLoss, or rmse for numbers)`)
		.option('--repeats <n>', 'shuffles of each column', '5')
		.option('--rows <n>', 'so many rows, evenly spaced', '5000')
		.option('--together <cols>', 'columns that are shuffled at once: A,B (repeats)', repeated)
		.option('--together-above <r>', 'shuffle columns at once that correlate at least so strongly, 0 to 1')
		.option('--seed <n>', 'seed of the shuffles', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: ImportanceFlags) => runImportance(model, table, flags, context));
}

async function runImportance(place: string, table: string, flags: ImportanceFlags, context: CliContext): Promise<void> {
	const { target } = flags;
	const metric = flags.metric === undefined ? undefined : oneOf('metric', flags.metric, metrics);
	const repeats = parseInteger('repeats', flags.repeats, 1);
	const rows = parseInteger('rows', flags.rows, 1);
	const seed = parseInteger('seed', flags.seed);
	const above = flags.togetherAbove === undefined ? undefined : parseShare('together-above', flags.togetherAbove);
	if (above !== undefined && flags.together)
		throw new AppError('usage/bad-option', {
			option: 'together-above',
			value: flags.togetherAbove ?? '',
			allowed: 'left out where --together names the groups'
		});
	await inWorkspace(async (workspace) => {
		const { model } = await readModelFile(workspace, place);
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const found = await measureImportance(
			workspace,
			model,
			read.relation,
			{
				...{ target, repeats, rows, seed },
				...(metric && { metric }),
				...(flags.together && { together: flags.together.map(parseList) }),
				...(above === undefined ? {} : { togetherAbove: above })
			},
			undefined,
			context.progress
		);
		const reason = found.score === null ? 'it is not defined for labels of one class' : null;
		if (flags.json) context.json({ ...found, of: read.report.rows, repeats, ...(reason === null ? {} : { reason }) });
		else printImportance(found, context);
	});
}

function printImportance({ rows, metric, score, importance }: PermutationImportances, context: CliContext): void {
	context.line(`${rows} rows, ${metric} ${score?.toFixed(4) ?? '-'}; shuffled, it is worse by`);
	for (const { columns, mean, deviation } of importance) {
		const spread = deviation === null ? '' : ` ± ${deviation.toFixed(4)}`;
		context.line(`  ${columns.join(' + ').padEnd(24)} ${(mean?.toFixed(4) ?? '-').padStart(10)}${spread}`);
	}
}
