import type { Command } from 'commander';
import type { BiasReport, FacetBias } from '$lib/core/clarify/bias';
import { metricTexts } from '$lib/core/clarify/texts/metric-en';
import { biasDefaults, biasReport } from '$lib/workbench/bias';
import { readLimits } from '$lib/workbench/bias-limits';
import type { CliContext } from '../context';
import { facetJson, sideJson } from '../facet-json';
import { withKinds } from '../kinds';
import { limitOption, limitResults, type LimitResult } from '../limits';
import { parseInteger, parsePairs, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readProject } from '../project-file';
import { metricReason } from '../reasons';
import { biasFacet, categoricalColumns, positiveSelection } from '../selections';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface BiasFlags extends TableFlags {
	readonly label: string;
	readonly positive: string;
	readonly facet: readonly string[];
	readonly predicted?: string;
	readonly group?: string;
	readonly kind?: readonly string[];
	readonly intervals: string;
	readonly flipRows: string;
	readonly mostGroups?: string;
	readonly limit?: readonly string[];
	readonly project?: string;
	readonly dropMissingFacet?: boolean;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerBias(program: Command, context: CliContext): void {
	withTableOptions(program.command('bias').description('bias of labels, and of predictions, between groups of rows'))
		.argument('<table>')
		.requiredOption('--label <col>', 'the column that holds the outcome')
		.requiredOption('--positive <values>', "the good outcome: V[,V], or '>NUMBER' for a number")
		.requiredOption(
			'--facet <selector>',
			"whom to look at: COL, COL=V[,V] or 'COL>NUMBER', or several joined by & (repeats)",
			repeated
		)
		.option('--predicted <col>', 'the column that holds the predicted outcome')
		.option('--group <col>', 'the column to condition on, for CDDL and CDDPL')
		.option('--kind <col=kind>', 'categorical or continuous, against the guess (repeats)', repeated)
		.option('--flip-rows <n>', 'rows the flip test is made on at most', String(biasDefaults.flipRows))
		.option('--most-groups <n>', 'the largest so many groups of each facet; all when left out')
		.option('--intervals <n>', 'bootstrap resamples behind each interval; 0 for none', String(biasDefaults.intervals))
		.option(
			'--limit <limit>',
			"METRIC<=NUMBER, METRIC>=NUMBER or '|METRIC|<=NUMBER'; exits 1 beyond it (repeats)",
			repeated
		)
		.option('--project <file>', 'a .temoto project whose limits hold too; it is only read')
		.option('--drop-missing-facet', 'leave rows without a facet value out instead of counting them as the rest')
		.option('--seed <n>', 'seed of the resampling', '0')
		.option('--json', 'print one JSON document')
		.action((table: string, flags: BiasFlags) => runBias(table, flags, context));
}

async function runBias(table: string, flags: BiasFlags, context: CliContext): Promise<void> {
	const limits = (flags.limit ?? []).map(limitOption);
	const intervals = parseInteger('intervals', flags.intervals);
	const seed = parseInteger('seed', flags.seed);
	const flipRows = parseInteger('flip-rows', flags.flipRows);
	const mostGroups =
		flags.mostGroups === undefined ? {} : { mostGroups: parseInteger('most-groups', flags.mostGroups) };
	await inWorkspace(async (workspace) => {
		if (flags.project !== undefined) await readProject(workspace, flags.project);
		const kept = await readLimits(workspace);
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const named = parsePairs('kind', flags.kind);
		withKinds(read.schema, named);
		const isCategorical = categoricalColumns(read.schema, named);
		const columns = read.schema.map(({ name }) => name);
		const report = await biasReport(
			workspace,
			read.relation,
			{
				label: flags.label,
				positive: positiveSelection(flags.positive, isCategorical(flags.label)),
				facets: flags.facet.map((text) => biasFacet(text, columns, isCategorical)),
				predicted: flags.predicted ?? null,
				group: flags.group ?? null,
				dropMissingFacet: flags.dropMissingFacet === true,
				intervals,
				seed,
				flipRows,
				...mostGroups
			},
			undefined,
			context.progress
		);
		const checked = limitResults(limits, kept, report);
		if (checked.some(({ ok }) => !ok)) context.exitCode = 1;
		if (flags.json) context.json(biasJson(report, checked));
		else printBias(report, checked, context);
	});
}

function biasJson({ overall, facets, ...report }: BiasReport, limits: readonly LimitResult[]): unknown {
	return {
		...report,
		facets: facets.map(facetJson),
		...(overall ? { classes: { names: overall.classes, all: sideJson(overall.performance) } } : {}),
		...(limits.length > 0 ? { limits } : {})
	};
}

function printBias(report: BiasReport, limits: readonly LimitResult[], context: CliContext): void {
	context.line(`${report.rows} rows, ${report.label} positive is ${report.positive}`);
	for (const facet of report.facets) {
		context.line(`\n${facet.facet} ${facet.value}: ${facet.nFacet} rows against ${facet.nRest}`);
		printMetrics(facet, context);
		printClasses(facet, context);
		for (const warning of facet.warnings) context.line(`  ! ${metricTexts.warns(warning)}`);
	}
	for (const { facet, groups } of report.leftOut) context.line(`${facet}: ${groups} smaller groups left out`);
	for (const { limit, facet, value, metric, ok, mayBeChance } of limits) {
		const doubt = mayBeChance ? ' (may be chance: the interval reaches within)' : '';
		context.line(`${ok ? 'ok  ' : 'FAIL'} ${limit} for ${facet} ${value}: ${short(metric)}${doubt}`);
	}
}

function printMetrics({ pre, post }: FacetBias, context: CliContext): void {
	for (const [name, metric] of Object.entries({ ...pre, ...post })) {
		const bounds =
			'lower' in metric && metric.lower !== null ? `  [${short(metric.lower)}, ${short(metric.upper)}]` : '';
		const range =
			'lowest' in metric && metric.lowest !== null
				? `  (${short(metric.lowest)} to ${short(metric.highest)} over ties)`
				: '';
		const reason = metric.reason === null ? '' : `  ${metricReason(metric.reason) ?? ''}`;
		context.line(`  ${name.padEnd(6)} ${short(metric.value).padStart(9)}${bounds}${range}${reason}`);
	}
}

/** Recall and precision class by class, where there are more than two. */
function printClasses({ performance: { classes, facet, rest } }: FacetBias, context: CliContext): void {
	if (classes.length < 3) return;
	classes.forEach((name, at) => {
		const of = ({ n, labels, predictions }: typeof facet) => {
			const score = predictions?.scores[at];
			const share = n === 0 ? null : (labels[at] ?? 0) / n;
			return `${short(share)}${score ? ` recall ${short(score.recall)} precision ${short(score.precision)}` : ''}`;
		};
		context.line(`  ${name}: ${of(facet)}; rest ${of(rest)}`);
	});
}

function short(value: number | null): string {
	if (value === null) return '-';
	return Number.isFinite(value) ? value.toFixed(4) : value > 0 ? 'inf' : '-inf';
}
