import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { isBreach } from '$lib/core/clarify/limit';
import { facetParts } from '$lib/core/clarify/selector';
import type { AuditReport } from '$lib/core/clarify/report';
import { auditHtml } from '$lib/core/clarify/report-html';
import { auditJson } from '$lib/core/clarify/report-json';
import type { Workspace } from '$lib/core/ports';
import { version } from '$lib/core/version';
import { askedRows, auditTable, type AuditInput, type PredictedRows } from '$lib/workbench/audit-report';
import { biasDefaults } from '$lib/workbench/bias';
import { analyseErrors } from '$lib/workbench/error-analysis';
import { measureDefaults } from '$lib/workbench/mitigation-measure';
import { tryMitigations } from '$lib/workbench/mitigation-try';
import { readLimits } from '$lib/workbench/bias-limits';
import type { CliContext } from '../context';
import { readBytes, writeBytes } from '../files';
import { withKinds } from '../kinds';
import { limitOption } from '../limits';
import { readModelFile } from '../models';
import {
	oneOf,
	parseInteger,
	parsePairs,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readProject } from '../project-file';
import { isRemote } from '../remote';
import { biasFacet, categoricalColumns, positiveSelection } from '../selections';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

const languages = ['en', 'ja'] as const;
/** Only the language that is asked for is loaded. */
const textsOf = {
	en: () => import('$lib/core/clarify/texts/report-en'),
	ja: () => import('$lib/core/clarify/texts/report-ja')
};

interface ReportFlags extends TableFlags {
	readonly label: string;
	readonly positive: string;
	readonly facet: readonly string[];
	readonly predicted?: string;
	readonly model?: string;
	readonly background?: string;
	readonly group?: string;
	readonly kind?: readonly string[];
	readonly limit?: readonly string[];
	readonly project?: string;
	readonly dropMissingFacet?: boolean;
	readonly mitigations?: boolean;
	readonly mostGroups: string;
	readonly intervals: string;
	readonly seed: string;
	readonly lang: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerReport(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('report').description('an audit of a table and a model as one file: bias, limits, explanation')
	)
		.argument('<table>')
		.requiredOption('--label <col>', 'the column that holds the outcome')
		.requiredOption('--positive <values>', "the good outcome: V[,V], or '>NUMBER' for a number")
		.requiredOption('--facet <selector>', 'whom to look at, as for bias (repeats)', repeated)
		.option('--predicted <col>', 'the column that holds the predicted outcome')
		.option('--model <file>', 'a .temoto-model, which is explained and, without --predicted, asked about the table')
		.option('--background <table>', 'the rows a prediction is compared with (the table itself)')
		.option('--group <col>', 'the column to condition on, for CDDL and CDDPL')
		.option('--kind <col=kind>', 'categorical or continuous, against the guess (repeats)', repeated)
		.option(
			'--limit <limit>',
			"METRIC<=NUMBER, METRIC>=NUMBER or '|METRIC|<=NUMBER'; exits 1 beyond it (repeats)",
			repeated
		)
		.option('--project <file>', 'a .temoto project whose limits are held too; it is only read')
		.option('--drop-missing-facet', 'leave rows without a facet value out instead of counting them as the rest')
		.option('--mitigations', 'also measure what every mitigation does to gap and accuracy, by a quick linear model')
		.option('--most-groups <n>', 'the largest so many groups of each facet', '50')
		.option('--intervals <n>', 'bootstrap resamples behind each interval; 0 for none', String(biasDefaults.intervals))
		.option('--seed <n>', 'seed of what is sampled', '0')
		.option('--lang <en|ja>', 'the language of its words', 'en')
		.requiredOption('-o, --output <file>', 'REPORT.html or REPORT.json')
		.option('--json', 'print what was written as one JSON document')
		.action((table: string, flags: ReportFlags) => runReport(table, flags, context));
}

async function runReport(table: string, flags: ReportFlags, context: CliContext): Promise<void> {
	const language = oneOf('lang', flags.lang, languages);
	const ending = path.extname(flags.output).toLowerCase();
	if (ending !== '.html' && ending !== '.json')
		throw new AppError('usage/bad-option', {
			option: 'output',
			value: flags.output,
			allowed: 'a file ending in .html or .json'
		});
	const { auditTexts } = await textsOf[language]();
	await inWorkspace(async (workspace) => {
		const input = await readInput(workspace, table, flags, context);
		const report = await auditTable(workspace, input, undefined, context.progress);
		const text = ending === '.html' ? auditHtml(report, auditTexts) : auditJson(report, auditTexts);
		await writeBytes(flags.output, text);
		if (report.limits.some(isBreach)) context.exitCode = 1;
		say(report, flags, context);
	});
}

async function readInput(
	workspace: Workspace,
	table: string,
	flags: ReportFlags,
	context: CliContext
): Promise<AuditInput> {
	const limits = (flags.limit ?? []).map(limitOption);
	if (flags.project !== undefined) await readProject(workspace, flags.project);
	const kept = await readLimits(workspace);
	const options = readOptionsOf(flags);
	const read = await readTable(workspace, table, options, 'input');
	const named = parsePairs('kind', flags.kind);
	const schema = withKinds(read.schema, named);
	const isCategorical = categoricalColumns(read.schema, named);
	const columns = read.schema.map(({ name }) => name);
	const opened = flags.model === undefined ? null : await readModelFile(workspace, flags.model);
	const background =
		flags.background === undefined
			? { relation: read.relation, name: path.basename(table) }
			: {
					relation: (await readTable(workspace, flags.background, options, 'background')).relation,
					name: path.basename(flags.background)
				};
	const rows = read.report.rows;
	const judged: PredictedRows | null =
		flags.predicted !== undefined
			? { relation: read.relation, predicted: flags.predicted, from: 'column', rows }
			: opened && (await askedRows(workspace, opened, read.relation, undefined, context.progress));
	const target = flags.label;
	const errors =
		opened?.model.target === target
			? await analyseErrors(
					workspace,
					opened,
					{ relation: read.relation, schema: read.schema, target },
					{},
					undefined,
					context.progress
				)
			: null;
	const positive = positiveSelection(flags.positive, isCategorical(flags.label));
	const facets = flags.facet.map((text) => biasFacet(text, columns, isCategorical));
	const seed = parseInteger('seed', flags.seed);
	const trial = { ...measureDefaults, seeds: [seed, seed + 1, seed + 2], label: flags.label, positive };
	const mitigations =
		flags.mitigations === true
			? await tryMitigations(
					workspace,
					{ relation: read.relation, schema },
					{ ...trial, facets: facets.flatMap(facetParts) },
					'demographic-parity',
					undefined,
					context.progress
				)
			: null;
	return {
		dataset: { name: path.basename(table), rows, columns: columns.length, hash: await hashOf(workspace, table) },
		relation: read.relation,
		spec: {
			label: flags.label,
			positive,
			facets,
			group: flags.group ?? null,
			dropMissingFacet: flags.dropMissingFacet === true,
			intervals: parseInteger('intervals', flags.intervals),
			seed,
			mostGroups: parseInteger('most-groups', flags.mostGroups, 1)
		},
		judged,
		model: opened && {
			name: path.basename(flags.model ?? '').replace(/\.temoto-model$/, ''),
			hash: await hashOf(workspace, flags.model ?? ''),
			opened
		},
		background,
		limits: [...limits, ...kept],
		versions: { temoto: version },
		known: { errors, mitigations }
	};
}

/** Of a file's bytes; null for what is no single file here. */
async function hashOf({ crypto }: Workspace, place: string): Promise<string | null> {
	if (isRemote(place)) return null;
	try {
		return await crypto.sha256(await readBytes(place));
	} catch (error) {
		if (error instanceof AppError) return null;
		throw error;
	}
}

function say(
	{ before, limits, explanation, mitigations, subject }: AuditReport,
	flags: ReportFlags,
	context: CliContext
): void {
	const broken = limits.filter(isBreach).length;
	const facts = {
		file: flags.output,
		language: flags.lang,
		rows: subject.dataset.rows,
		groups: before.facets.length,
		predictions: subject.predictions,
		explained: explanation?.found.predictions.length ?? 0,
		mitigations: mitigations?.tried.length ?? 0,
		limits: limits.length,
		breached: broken
	};
	if (flags.json) context.json(facts);
	else
		context.line(
			`${flags.output}: ${facts.rows} rows, ${facts.groups} groups, ${facts.explained} rows explained, ${broken} of ${limits.length} limits breached`
		);
}
