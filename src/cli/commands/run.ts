import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { parsePipelineFile } from '$lib/core/pipeline/pipeline';
import type { PipelineFile, Reason, StepResult } from '$lib/core/pipeline/pipeline';
import { runPipeline, savePipeline } from '$lib/workbench/pipeline';
import type { PipelineSource } from '$lib/workbench/pipeline';
import type { CliContext } from '../context';
import { readJson } from '../files';
import { parsePairs, repeated } from '../options';
import { inProject } from '../project-file';
import { inWorkspace } from '../workspace';

interface RunFlags {
	readonly set?: readonly string[];
	readonly force?: boolean;
	readonly project?: string;
	readonly json?: boolean;
}

export function registerRun(program: Command, context: CliContext): void {
	program
		.command('run')
		.description('walk a pipeline; steps whose inputs did not change are not run again')
		.argument('<pipeline>', 'a pipeline.json; files in it stand relative to it')
		.option('--set <name=value>', 'a parameter of the pipeline (repeats)', repeated)
		.option('--force', 'run every step again')
		.option('--project <file>', 'a .temoto project to read (where it is there) and write')
		.option('--json', 'print one JSON document')
		.action((file: string, flags: RunFlags) => run(file, flags, context));
}

async function run(place: string, flags: RunFlags, context: CliContext): Promise<void> {
	const folder = path.dirname(place);
	const file = await readPipeline(place);
	const set = parsePairs('set', flags.set);
	await inWorkspace(async (workspace) => {
		const { run: walked, cause } = await inProject(workspace, flags.project, file.name, async () => {
			await savePipeline(workspace, file);
			return runPipeline(
				workspace,
				file,
				{
					set,
					force: flags.force ?? false,
					readSource: (name) => readSource(path.resolve(folder, name)),
					onStep: (step) =>
						context.log(`  ${step.status.padEnd(8)} ${step.id}: ${reasonText(step.reason)} (${Math.round(step.ms)} ms)`)
				},
				undefined,
				context.progress
			);
		});
		if (walked.failed) context.exitCode = 1;
		if (flags.json)
			context.json({
				name: walked.name,
				steps: walked.steps.map(shownStep),
				gates: walked.gates.map((gate) => ({
					...gate,
					reason: gate.value === null ? 'the metric is not defined for these rows' : null
				}))
			});
		else
			for (const { id, metric, value, limit, ok } of walked.gates)
				context.line(`${ok ? 'holds' : 'FAILS'}  ${id}: ${metric} is ${value ?? 'not defined'}, ${limit} is wanted`);
		if (cause !== undefined) throw cause;
	});
}

function shownStep({ id, type, status, key, reason, ms, answer, error }: StepResult): Record<string, unknown> {
	return {
		id,
		type,
		status,
		key,
		reason: reasonText(reason),
		ms,
		values: answer?.values ?? {},
		...(error ? { error } : {})
	};
}

function reasonText({ code, about }: Reason): string {
	const texts: Readonly<Record<Reason['code'], string>> = {
		first: 'it never ran here before',
		version: `this kind of step changed, from version ${about}`,
		params: 'its parameters changed',
		inputs: `its input changed: ${about}`,
		gone: 'what it made is no longer here',
		forced: 'it was asked to run again',
		unchanged: 'nothing it depends on changed',
		away: 'its file is not at hand, its rows are',
		gate: 'gates are checked every time',
		limits: `beyond a limit: ${about}`,
		failed: 'it failed',
		skipped: `${about} failed`
	};
	return texts[code];
}

/** A pipeline with the recipes that it names by file put in their places. */
async function readPipeline(place: string): Promise<PipelineFile> {
	try {
		const file = parsePipelineFile(await readJson(place));
		const steps = await Promise.all(
			file.steps.map(async (step) => {
				const options = step['with'];
				if (step.type !== 'recipe' || typeof options !== 'object' || options === null || !('recipe' in options))
					return step;
				if (typeof options.recipe !== 'string') return step;
				return {
					...step,
					with: { ...options, recipe: await readJson(path.resolve(path.dirname(place), options.recipe)) }
				};
			})
		);
		return { ...file, steps };
	} catch (error) {
		if (error instanceof AppError && error.code === 'pipeline/invalid')
			throw new AppError(error.code, { ...error.details, file: place }, { cause: error });
		throw error;
	}
}

async function readSource(place: string): Promise<PipelineSource | undefined> {
	if (!existsSync(place)) return undefined;
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(place)) hash.update(chunk);
	return { file: { name: path.basename(place), path: place }, hash: hash.digest('hex') };
}
