import type { Command } from 'commander';
import { getDotPath, safeParse } from 'valibot';
import type { CliContext } from '../context';
import { withKinds } from '../kinds';
import { readJson, writeBytes } from '../files';
import {
	oneOf,
	parseInteger,
	parsePairs,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';
import { AppError } from '$lib/core/errors';
import { AnalysisSpecSchema, type AnalysisResult, type AnalysisSpec } from '$lib/core/insight/analysis';
import type { InsightReport } from '$lib/core/insight/report';
import { reportHtml } from '$lib/core/insight/report-html';
import { writerFor } from '$lib/core/document/writer';
import { analyseTable } from '$lib/workbench/analysis';
import { reportInsights } from '$lib/workbench/insight';

const tasks = ['classification', 'regression'] as const;
const languages = ['en', 'ja'] as const;
/** Only the language that is asked for is loaded. */
const textsOf = {
	en: () => import('$lib/core/insight/texts/en'),
	ja: () => import('$lib/core/insight/texts/ja')
};

interface InsightFlags extends TableFlags {
	readonly target?: string;
	readonly kind?: string[];
	readonly task?: string;
	readonly seed: string;
	readonly html?: string;
	readonly analysis?: string;
	readonly language: string;
	readonly json?: boolean;
}

export function registerInsights(program: Command, context: CliContext): void {
	withTableOptions(
		program
			.command('insights')
			.description('the data quality report: warnings with mends, prediction power, a quick model')
	)
		.argument('<table>')
		.option('--target <col>', 'what is to be predicted')
		.option('--kind <col=kind>', 'the kind of a column, against the guess (repeats)', repeated)
		.option('--task <task>', 'classification or regression, against the guess')
		.option('--seed <n>', 'rows are sampled and split by it', '0')
		.option('--html <file>', 'write it as one HTML file, to read and to print')
		.option('--language <en|ja>', 'of the HTML file', 'en')
		.option('--analysis <file>', 'analyses in the place of the report: JSON, one or a list')
		.option('--json', 'print one JSON document')
		.action(async (table: string, flags: InsightFlags) => {
			const task = flags.task === undefined ? undefined : oneOf('task', flags.task, tasks);
			const language = oneOf('language', flags.language, languages);
			const seed = parseInteger('seed', flags.seed);
			const specs = flags.analysis === undefined ? [] : await readSpecs(flags.analysis);
			await inWorkspace(async (workspace) => {
				const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
				const schema = withKinds(read.schema, parsePairs('kind', flags.kind));
				const source = { name: table, relation: read.relation, schema };
				if (specs.length > 0) {
					const analyses: AnalysisResult[] = [];
					for (const spec of specs)
						analyses.push(await analyseTable(workspace, source, spec, seed, undefined, context.progress));
					if (flags.json) context.json({ analyses });
					else for (const analysis of analyses) context.line(JSON.stringify(analysis));
					return;
				}
				const report = await reportInsights(
					workspace,
					source,
					{ ...(flags.target !== undefined && { target: flags.target }), ...(task && { task }), seed },
					undefined,
					context.progress
				);
				if (flags.html !== undefined) {
					const { reportTexts } = await textsOf[language]();
					await writeBytes(flags.html, reportHtml(report, reportTexts, writerFor(reportTexts.tag)));
				}
				if (flags.json) context.json(report);
				else for (const line of linesOf(report)) context.line(line);
			});
		});
}

/** What is asked of the table: one analysis or a list of them. */
async function readSpecs(file: string): Promise<AnalysisSpec[]> {
	const asked = await readJson(file);
	return (Array.isArray(asked) ? asked : [asked]).map((each: unknown) => {
		const parsed = safeParse(AnalysisSpecSchema, each);
		if (parsed.success) return parsed.output;
		const [issue] = parsed.issues;
		throw new AppError('usage/bad-option', {
			option: 'analysis',
			value: file,
			allowed: `an analysis (${getDotPath(issue) ?? 'its type'}: ${issue.message})`
		});
	});
}

function linesOf({ summary, sample, quickModel, warnings, features }: InsightReport): string[] {
	const lines = [
		`${summary.rows} rows, ${summary.columns} columns, missing ${percent(summary.missingShare)}, duplicate rows ${percent(summary.duplicateRatio)}`
	];
	if (quickModel) {
		const figures = Object.entries(quickModel.metrics).map(
			([name, value]) => `${name} ${value?.toPrecision(4) ?? '-'}`
		);
		lines.push(`quick model (${sample.model} of ${sample.of} rows): ${figures.join(', ')}`);
	}
	for (const { severity, code, column, mends } of warnings)
		lines.push(
			`! ${severity} ${code}${column === null ? '' : ` ${column}`}: ${mends.map(({ op }) => op).join(' or ')}`
		);
	for (const { name, type, predictionPower } of features)
		lines.push(
			`${name.padEnd(24)} ${type.padEnd(12)}${predictionPower === null ? '' : ` power ${predictionPower.toFixed(3)}`}`
		);
	return lines;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
