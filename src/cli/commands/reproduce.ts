import type { Command } from 'commander';
import type { Workspace } from '$lib/core/ports';
import { findRunNamed, reproduceRun } from '$lib/workbench/reproduce';
import { runProgress } from '$lib/workbench/train';
import type { CliContext } from '../context';
import { readProject } from '../project-file';
import { inWorkspace } from '../workspace';

const reasons: Readonly<Record<string, string>> = {
	'data-gone': 'the table it learned from is gone',
	'model-gone': 'its model is gone',
	'engine-missing': 'the engine it was trained on is not here',
	'other-version': 'another version or engine made it',
	unknown: 'version, engine, data and seed are the same; the device may not be'
};

export function registerReproduce(program: Command, context: CliContext): void {
	program
		.command('reproduce')
		.description('train a run of a project again from what it has stored, and say whether it is the same to the bit')
		.argument('<project>', 'a .temoto file')
		.argument('<run>', 'its name, or the beginning of its id')
		.option('--json', 'print one JSON document')
		.action(async (project: string, run: string, flags: { readonly json?: boolean }) => {
			await inWorkspace((workspace) => reproduce(workspace, context, project, run, flags));
		});
}

async function reproduce(
	workspace: Workspace,
	context: CliContext,
	project: string,
	named: string,
	flags: { readonly json?: boolean }
): Promise<void> {
	await readProject(workspace, project);
	const run = await findRunNamed(workspace, named);
	const { isIdentical, differing, reason, maker, data } = await reproduceRun(workspace, run, undefined, (event) => {
		const progress = runProgress(event);
		if (progress) context.progress(progress);
	});
	if (flags.json) {
		context.json({ run: run.id, name: run.name, identical: isIdentical, differing, reason, maker, data });
		return;
	}
	if (isIdentical) context.line(`${run.name}: identical to the bit, on ${maker.now}`);
	else {
		context.line(`${run.name}: not the same: ${reasons[reason ?? ''] ?? ''}`);
		if (differing.length > 0) context.line(`differs: ${differing.join(', ')}`);
		if (maker.now !== null) context.line(`made by ${maker.then ?? 'an older version'}, now ${maker.now}`);
	}
}
