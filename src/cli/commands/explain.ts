import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import {
	explanationBySource,
	interactionsBySource,
	sourceGroups,
	type SourceGroups
} from '$lib/core/clarify/by-source';
import type { ExplainMethod, Explanation } from '$lib/core/clarify/explanation';
import { strongestPairs, type InteractionJob, type Interactions } from '$lib/core/clarify/interaction';
import type { Model } from '$lib/core/model/model';
import type { Workspace } from '$lib/core/ports';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { explainInteractions, explainModel } from '$lib/workbench/explain';
import { sourcesByRecipe } from '$lib/workbench/source-columns';
import { classIndexOf } from '../class-option';
import type { CliContext } from '../context';
import { readJson } from '../files';
import { readModelFile } from '../models';
import { oneOf, parseInteger, parseNumber, readOptionsOf, withTableOptions, type TableFlags } from '../options';
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
	readonly targetError?: string;
	readonly interactions?: boolean;
	readonly bySource?: string;
	readonly source?: string;
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
		.option('--target-error <n>', 'for estimates: end a row when none of its standard errors is above this')
		.option('--interactions', 'also what each pair of columns gives together')
		.option('--by-source <recipe.json>', 'add columns up by those the recipe made them from; with --source')
		.option('--source <table>', 'the table that recipe starts from')
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
	const targetError = flags.targetError === undefined ? undefined : parseNumber('target-error', flags.targetError);
	await inWorkspace(async (workspace) => {
		const { model } = await readModelFile(workspace, place);
		const classIndex = classIndexOf(model, flags.class);
		const options = readOptionsOf(flags);
		const groups = await groupsOf(workspace, model, flags);
		const asked = await readTable(workspace, table, options, 'input');
		const background = await readTable(workspace, flags.background, options, 'background');
		const more = {
			output,
			...(rows === undefined ? {} : { rows }),
			...(classIndex === undefined ? {} : { classIndex })
		};
		const relations = [asked.relation, background.relation] as const;
		const explained = await explainModel(
			...[workspace, model, ...relations],
			{ ...more, method, samples, seed, ...(targetError === undefined ? {} : { targetError }) },
			undefined,
			context.progress
		);
		const pairs = flags.interactions
			? await explainInteractions(
					...[workspace, model, ...relations],
					{ ...more, method: pairMethod(method), keepRows: keptRows(model) },
					undefined,
					context.progress
				)
			: null;
		const found = groups ? explanationBySource(explained, groups) : explained;
		const together = groups && pairs ? interactionsBySource(pairs, groups) : pairs;
		if (flags.json) context.json(explanationJson(found, together, groups && entriesOf(model, groups)));
		else printExplanation(found, together, context);
	});
}

/** Numbers of pairs handed out in one answer. */
const mostPairs = 1e6;

function keptRows(model: Model): number {
	return Math.max(1, Math.floor(mostPairs / model.inputs.length ** 2));
}

/** Pairs are exact or refused: estimates ask for the exact way of the model. */
function pairMethod(method: ExplainMethod): InteractionJob['method'] {
	return method === 'kernel' || method === 'permutation' ? 'auto' : method;
}

async function groupsOf(
	workspace: Workspace,
	model: Model,
	{ bySource, source, ...flags }: ExplainFlags
): Promise<SourceGroups | null> {
	if (bySource === undefined && source === undefined) return null;
	if (bySource === undefined || source === undefined)
		throw new AppError('usage/bad-option', {
			option: bySource === undefined ? 'by-source' : 'source',
			value: '',
			allowed: 'given: --by-source RECIPE.json and --source TABLE go together'
		});
	const recipe = parseRecipe(await readJson(bySource));
	const { schema } = await readTable(workspace, source, readOptionsOf(flags), 'source');
	return sourceGroups(
		model.inputs.map(({ name }) => name),
		sourcesByRecipe(recipe, schema)
	);
}

function entriesOf(model: Model, { names, places }: SourceGroups) {
	return names.map((name, group) => ({
		name,
		inputs: model.inputs.filter((_, input) => places[input] === group).map((input) => input.name)
	}));
}

function explanationJson(
	{ predictions, values, errors, importance, ...found }: Explanation,
	pairs: Interactions | null,
	groups: { name: string; inputs: string[] }[] | null
): unknown {
	const width = found.features.length;
	const row = (list: Float64Array, at: number) => Array.from(list.subarray(at * width, (at + 1) * width));
	const matrix = (list: Float64Array, at: number) =>
		Array.from({ length: width }, (_, line) => row(list, at * width + line));
	const kept = pairs ? pairs.values.length / (width * width) : 0;
	return {
		...found,
		rows: Array.from(predictions, (prediction, at) => ({
			prediction,
			values: row(values, at),
			error: errors ? row(errors, at) : null,
			...(pairs && { interactions: at < kept ? matrix(pairs.values, at) : null })
		})),
		importance,
		...(groups && { groups }),
		...(pairs && {
			interactions: { method: pairs.method, exact: true, rows: pairs.rowCount, meanAbs: matrix(pairs.meanAbs, 0) }
		})
	};
}

function printExplanation(found: Explanation, pairs: Interactions | null, context: CliContext): void {
	const sure = found.errors
		? `estimated, standard errors up to ${Math.max(0, ...found.errors).toPrecision(2)}`
		: 'exact';
	context.line(
		`${found.predictions.length} rows, ${found.method}, ${sure}, base ${found.output} ${found.baseValue.toFixed(4)}`
	);
	for (const { feature, meanAbs } of found.importance) context.line(`  ${feature.padEnd(24)} ${meanAbs.toFixed(4)}`);
	if (!pairs) return;
	context.line(`together, beyond each alone (${pairs.method}, exact)`);
	for (const { first, second, meanAbs } of strongestPairs(pairs).slice(0, 10))
		context.line(`  ${`${first} × ${second}`.padEnd(40)} ${meanAbs.toFixed(4)}`);
}
