import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { writerFor } from '$lib/core/document/writer';
import { isFinding } from '$lib/core/profile/rules/rule-result';
import { runReportJson } from '$lib/core/train/run-report';
import { runReportHtml } from '$lib/core/train/run-report-html';
import { listArtifacts } from '$lib/workbench/artifact';
import { gatherRunReport } from '$lib/workbench/run-report';
import type { CliContext } from '../context';
import { writeBytes } from '../files';
import { oneOf } from '../options';
import { readProject } from '../project-file';
import { inWorkspace } from '../workspace';

const languages = ['en', 'ja'] as const;
/** Only the language that is asked for is loaded. */
const textsOf = {
	en: () => import('$lib/core/train/texts/run-report-en'),
	ja: () => import('$lib/core/train/texts/run-report-ja')
};

interface RunReportFlags {
	readonly lang: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerRunReport(program: Command, context: CliContext): void {
	program
		.command('run-report')
		.description('one training as one file: settings, curve, figures, phases, rules and what they found')
		.argument('<project>', 'a .temoto project; it is only read')
		.argument('[run]', 'the name of the run, or the beginning of its id; the newest when left out')
		.option('--lang <en|ja>', 'the language of its words', 'en')
		.requiredOption('-o, --output <file>', 'REPORT.html or REPORT.json')
		.option('--json', 'print what was written as one JSON document')
		.action((project: string, run: string | undefined, flags: RunReportFlags) => report(project, run, flags, context));
}

async function report(
	project: string,
	asked: string | undefined,
	flags: RunReportFlags,
	context: CliContext
): Promise<void> {
	const language = oneOf('lang', flags.lang, languages);
	const ending = path.extname(flags.output).toLowerCase();
	if (ending !== '.html' && ending !== '.json')
		throw new AppError('usage/bad-option', {
			...{ option: 'output', value: flags.output },
			allowed: 'a file ending in .html or .json'
		});
	const { runReportTexts } = await textsOf[language]();
	await inWorkspace(async (workspace) => {
		await readProject(workspace, project);
		const runs = await listArtifacts(workspace, 'run');
		const run = asked === undefined ? runs[0] : runs.find(({ name, id }) => name === asked || id.startsWith(asked));
		if (!run)
			throw new AppError('train/no-run', { run: asked ?? '', allowed: runs.map(({ name }) => name).join(', ') });
		const gathered = await gatherRunReport(workspace, run, [], undefined, context.progress);
		const text =
			ending === '.html'
				? runReportHtml(gathered, runReportTexts, writerFor(runReportTexts.tag))
				: JSON.stringify(runReportJson(gathered), null, '\t');
		await writeBytes(flags.output, text);
		const findings = gathered.meta.checks.filter(isFinding).map(({ rule }) => rule);
		const facts = { file: flags.output, language, run: run.name, findings };
		if (flags.json) context.json(facts);
		else context.line(`${flags.output}: the run '${run.name}', ${findings.length} findings`);
	});
}
