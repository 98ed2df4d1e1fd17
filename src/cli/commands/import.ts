import path from 'node:path';
import type { Command } from 'commander';
import { formatOf, modelFormats } from '$lib/core/model/foreign-model';
import { packForeign } from '$lib/workbench/import-model';
import type { CliContext } from '../context';
import { inFile, readBytes, writeBytes } from '../files';
import { oneOf, parseList } from '../options';
import { inWorkspace } from '../workspace';

interface ImportFlags {
	readonly format?: string;
	readonly inputNames?: string;
	readonly classes?: string;
	readonly target?: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerImport(program: Command, context: CliContext): void {
	program
		.command('import')
		.description('read a model made elsewhere, so that it can be explained, audited and packaged')
		.argument('<model>', "an ONNX file, or the JSON of XGBoost's save_model")
		.option('--format <name>', `${modelFormats.join(' or ')} (by the ending)`)
		.option('--input-names <names>', "names of the columns it reads, in its order (the file's)")
		.option('--classes <labels>', "labels of its classes, in its order (the file's)")
		.option('--target <column>', 'the column it predicts (target)')
		.requiredOption('-o, --output <file>', 'where the .temoto-model goes')
		.option('--json', 'print one JSON document')
		.action((place: string, flags: ImportFlags) => runImport(place, flags, context));
}

async function runImport(place: string, flags: ImportFlags, context: CliContext): Promise<void> {
	const format = oneOf('format', flags.format ?? formatOf(place) ?? '', modelFormats);
	const bytes = await readBytes(place);
	const names = {
		...(flags.inputNames === undefined ? {} : { inputs: parseList(flags.inputNames) }),
		...(flags.classes === undefined ? {} : { classes: parseList(flags.classes) }),
		...(flags.target === undefined ? {} : { target: flags.target })
	};
	const name = path.basename(flags.output).replace(/\.temoto-model$/, '');
	await inWorkspace(async (workspace) => {
		const file = { name: path.basename(place), bytes, format };
		const { model, origin, archive } = await inFile(place, () => packForeign(workspace, file, names, name));
		await writeBytes(flags.output, archive);
		const { task, target, classes, estimator } = model;
		const inputs = model.inputs.map((input) => input.name);
		const said = { task, target, classes, inputs, estimator: estimator.type, origin, output: flags.output };
		if (flags.json) context.json(said);
		else {
			context.line(`${origin.producer}: ${task}, ${estimator.type}, ${inputs.length} columns (${inputs.join(', ')})`);
			if (classes.length > 0) context.line(`classes: ${classes.join(', ')}`);
			if (origin.asGraph !== null) context.log(graphSaid[origin.asGraph]);
		}
	});
}

const graphSaid = {
	'other-nodes': 'it is run as its graph: explanations ask it for predictions',
	'answers-differ':
		'read part by part it answered differently, so it is run as its graph: explanations ask it for predictions'
} as const;
