import type { Command } from 'commander';
import type { ExplainMethod, Explanation } from '$lib/core/clarify/explanation';
import { explainModel } from '$lib/workbench/explain';
import { classIndexOf } from '../class-option';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import { oneOf, parseInteger, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

const methods = [
	'auto',
	'tree',
	'tree-path',
	'linear',
	'exact',
	'kernel',
	'permutation'
] as const satisfies readonly ExplainMethod[];
const outputs = ['margin', 'probability'] as const;

interface ExplainFlags extends TableFlags {
	readonly background: string;
	readonly rows?: string;
	readonly method: string;
	readonly output: string;
	readonly samples: string;
	readonly class?: string;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerExplain(program: Command, context: CliContext): void {
	withTableOptions(program.command('explain').description('what each column adds to each prediction: Shapley values'))
		.argument('<model>')
		.argument('<table>')
		.requiredOption('--background <table>', 'the rows a prediction is compared with')
		.option('--rows <n>', 'only the first so many rows')
		.option('--method <name>', methods.join(', '), 'auto')
		.option('--output <name>', outputs.join(' or '), 'margin')
		.option('--samples <n>', 'for estimates: coalitions of columns asked a row', '1000')
		.option('--class <label>', 'the class explained (the last one)')
		.option('--seed <n>', 'seed of the sampling', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: ExplainFlags) => runExplain(model, table, flags, context));
}

async function runExplain(place: string, table: string, flags: ExplainFlags, context: CliContext): Promise<void> {
	const method = oneOf('method', flags.method, methods);
	const output = oneOf('output', flags.output, outputs);
	const rows = flags.rows === undefined ? undefined : parseInteger('rows', flags.rows, 1);
	const samples = parseInteger('samples', flags.samples, 2);
	const seed = parseInteger('seed', flags.seed);
	await inWorkspace(async (workspace) => {
		const { model } = await readModelFile(workspace, place);
		const classIndex = classIndexOf(model, flags.class);
		const options = readOptionsOf(flags);
		const asked = await readTable(workspace, table, options, 'input');
		const background = await readTable(workspace, flags.background, options, 'background');
		const found = await explainModel(
			workspace,
			model,
			asked.relation,
			background.relation,
			{
				method,
				output,
				samples,
				seed,
				...(rows === undefined ? {} : { rows }),
				...(classIndex === undefined ? {} : { classIndex })
			},
			undefined,
			context.progress
		);
		if (flags.json) context.json(explanationJson(found));
		else printExplanation(found, context);
	});
}

function explanationJson({ predictions, values, errors, importance, ...found }: Explanation): unknown {
	const width = found.features.length;
	const row = (list: Float64Array, at: number) => Array.from(list.subarray(at * width, (at + 1) * width));
	return {
		...found,
		rows: Array.from(predictions, (prediction, at) => ({
			prediction,
			values: row(values, at),
			error: errors ? row(errors, at) : null
		})),
		importance
	};
}

function printExplanation(found: Explanation, context: CliContext): void {
	context.line(
		`${found.predictions.length} rows, ${found.method}, ${found.exact ? 'exact' : 'estimated'}, base ${found.output} ${found.baseValue.toFixed(4)}`
	);
	for (const { feature, meanAbs } of found.importance) context.line(`  ${feature.padEnd(24)} ${meanAbs.toFixed(4)}`);
}
