import type { Command } from 'commander';
import { withThreshold } from '$lib/core/model/threshold';
import { withBaseline } from '$lib/workbench/attribution';
import { packModel } from '$lib/workbench/model';
import type { CliContext } from '../context';
import { writeBytes } from '../files';
import { readModelFile } from '../models';
import { parseNumber } from '../options';
import { inWorkspace } from '../workspace';

interface ThresholdFlags {
	readonly at: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerThreshold(program: Command, context: CliContext): void {
	program
		.command('threshold')
		.description('let a model of two classes call the second one from another probability on')
		.argument('<model>')
		.requiredOption('--at <number|off>', 'the least probability, or off: the likelier class')
		.requiredOption('-o, --output <file>', 'where the .temoto-model goes')
		.option('--json', 'print one JSON document')
		.action(async (place: string, flags: ThresholdFlags) => {
			const threshold = flags.at === 'off' ? null : parseNumber('at', flags.at);
			await inWorkspace(async (workspace) => {
				const { manifest, model, device, attribution } = await readModelFile(workspace, place);
				const changed = withThreshold(model, threshold);
				const { archive } = await packModel(workspace, changed, {
					name: manifest.name,
					preparation: device.preparation ?? null,
					...(manifest.origin && { origin: manifest.origin })
				});
				await writeBytes(flags.output, attribution ? await withBaseline(workspace, archive, attribution) : archive);
				const [first = '', second = ''] = model.classes;
				const said = { name: manifest.name, classes: model.classes, threshold, output: flags.output };
				if (flags.json) context.json(said);
				else if (threshold === null) context.line(`the likelier of '${first}' and '${second}', into ${flags.output}`);
				else context.line(`'${second}' from ${threshold} on, else '${first}', into ${flags.output}`);
			});
		});
}
