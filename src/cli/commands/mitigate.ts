import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { mitigations } from '$lib/core/clarify/mitigation-trial';
import { facetParts } from '$lib/core/clarify/selector';
import { criteria } from '$lib/core/clarify/threshold';
import type { Workspace } from '$lib/core/ports';
import { biasOfCells, withMitigation, type MitigationOptions } from '$lib/workbench/mitigate';
import { mostGap } from '$lib/workbench/mitigation-try';
import type { KnownTable, MitigationSpec } from '$lib/workbench/mitigation-groups';
import {
	measureBaseline,
	measureDefaults,
	measureMitigation,
	measureThresholds,
	type MeasureSpec
} from '$lib/workbench/mitigation-measure';
import { findThresholds } from '$lib/workbench/threshold';
import type { CliContext } from '../context';
import { withKinds } from '../kinds';
import {
	oneOf,
	parseInteger,
	parsePairs,
	parseShare,
	readOptionsOf,
	repeated,
	splitEscaped,
	withTableOptions,
	type TableFlags
} from '../options';
import { biasFacet, categoricalColumns, positiveSelection } from '../selections';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';
import { measuredAnswer, mitigatedAnswer, thresholdAnswer, type Said } from '../mitigation-answer';

interface MitigateFlags extends TableFlags {
	readonly label: string;
	readonly positive: string;
	readonly facet: readonly string[];
	readonly method: string;
	readonly score?: string;
	readonly criterion?: string;
	readonly maxGap: string;
	readonly columns?: string;
	readonly alpha: string;
	readonly neighbours: string;
	readonly column?: string;
	readonly measure?: string;
	readonly seed: string;
	readonly kind?: readonly string[];
	readonly output: string;
	readonly json?: boolean;
}

export function registerMitigate(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('mitigate').description('lessen the bias of labels or scores between groups of rows')
	)
		.argument('<table>')
		.requiredOption('--label <col>', 'the column that holds the outcome')
		.requiredOption('--positive <values>', "the good outcome: V[,V], or '>NUMBER' for a number")
		.requiredOption(
			'--facet <selector>',
			"the groups: COL, COL=V[,V] or 'COL>NUMBER', with & between or repeated for intersections",
			repeated
		)
		.requiredOption('--method <name>', mitigations.join(', '))
		.option('--score <col>', 'the probabilities that --method threshold cuts')
		.option('--criterion <name>', `what thresholds make alike: ${criteria.join(', ')}`)
		.option('--max-gap <n>', 'the most that groups may differ by the criterion', String(mostGap))
		.option('--columns <col,...>', 'the numbers that --method correlation cleans (default: all)')
		.option('--alpha <n>', 'how much of the correlation is taken, 0 to 1', '1')
		.option('--neighbours <n>', 'rows that --method smote looks at nearby', '5')
		.option('--column <name>', 'the added column (weight, added, massaged or approved)')
		.option('--measure <estimator>', 'also train linear or trees with and without it, and report the cost')
		.option('--seed <n>', 'seed of what is drawn', '0')
		.option('--kind <col=kind>', 'categorical or continuous, against the guess (repeats)', repeated)
		.requiredOption('-o, --output <file>', 'the table after, rows in order, added rows behind them')
		.option('--json', 'print one JSON document')
		.action((table: string, flags: MitigateFlags) => runMitigate(table, flags, context));
}

async function runMitigate(table: string, flags: MitigateFlags, context: CliContext): Promise<void> {
	const method = oneOf('method', flags.method, mitigations);
	const estimator = flags.measure === undefined ? null : oneOf('measure', flags.measure, ['linear', 'trees'] as const);
	const seed = parseInteger('seed', flags.seed);
	await inWorkspace(async (workspace) => {
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const named = parsePairs('kind', flags.kind);
		const known = { relation: read.relation, schema: withKinds(read.schema, named) };
		const isCategorical = categoricalColumns(read.schema, named);
		const columns = read.schema.map(({ name }) => name);
		const spec = {
			label: flags.label,
			positive: positiveSelection(flags.positive, isCategorical(flags.label)),
			facets: flags.facet.flatMap((text) => facetParts(biasFacet(text, columns, isCategorical)))
		};
		const measure = {
			...measureDefaults,
			...spec,
			estimator: estimator ?? 'linear',
			seeds: [seed, seed + 1, seed + 2]
		};
		const made =
			method === 'threshold'
				? await cut(workspace, known, spec, flags, estimator === null ? null : measure, context)
				: await change(workspace, known, spec, { method, seed }, flags, estimator === null ? null : measure, context);
		const { rows, rejected } = read.report;
		if (flags.json) context.json({ method, rows, rejected, ...made.said, output: flags.output });
		else for (const line of made.lines) context.line(line);
	});
}

async function change(
	workspace: Workspace,
	table: KnownTable,
	spec: MitigationSpec,
	{ method, seed }: Pick<MitigationOptions, 'method'> & { readonly seed: number },
	flags: MitigateFlags,
	measure: MeasureSpec | null,
	context: CliContext
): Promise<Said> {
	const options: MitigationOptions = {
		method,
		seed,
		neighbours: parseInteger('neighbours', flags.neighbours, 1, 50),
		alpha: parseShare('alpha', flags.alpha),
		...(flags.column === undefined ? {} : { column: flags.column }),
		...(flags.columns === undefined ? {} : { columns: splitEscaped(flags.columns, ',') })
	};
	const made = await withMitigation(
		workspace,
		table,
		spec,
		options,
		async (mitigated) => {
			await writeTable(workspace, mitigated.select, flags.output);
			const before = await biasOfCells(workspace, spec, mitigated.before);
			const after = await biasOfCells(workspace, spec, mitigated.after);
			return mitigatedAnswer(spec, mitigated, before, after);
		},
		undefined,
		context.progress
	);
	if (!measure) return made;
	const baseline = await measureBaseline(workspace, table, measure, undefined, context.progress);
	const measured = await measureMitigation(workspace, table, measure, baseline, options, undefined, context.progress);
	return joined(made, measuredAnswer(measure, baseline, measured));
}

async function cut(
	workspace: Workspace,
	table: KnownTable,
	spec: MitigationSpec,
	flags: MitigateFlags,
	measure: MeasureSpec | null,
	context: CliContext
): Promise<Said> {
	if (flags.score === undefined)
		throw new AppError('usage/bad-option', {
			option: 'score',
			value: '',
			allowed: 'a column of probabilities, such as a probability_<class> of temoto predict'
		});
	const asked = flags.criterion === undefined ? null : oneOf('criterion', flags.criterion, criteria);
	const criterion = asked ?? 'demographic-parity';
	const maxGap = parseShare('max-gap', flags.maxGap);
	const question = { ...spec, score: flags.score, criterion };
	const found = await findThresholds(workspace, table.relation, question, undefined, context.progress);
	const made = thresholdAnswer(spec, found, asked, maxGap);
	const { select, column } = found.select(made.outcome, flags.column);
	await writeTable(workspace, select, flags.output);
	const answer = { said: { column, ...made.said }, lines: made.lines };
	if (!measure) return answer;
	const baseline = await measureBaseline(workspace, table, measure, undefined, context.progress);
	const measured = await measureThresholds(workspace, baseline, criterion, maxGap, undefined, context.progress);
	return joined(answer, measuredAnswer(measure, baseline, measured));
}

function joined(a: Said, b: Said): Said {
	return { said: { ...a.said, ...b.said }, lines: [...a.lines, ...b.lines] };
}
