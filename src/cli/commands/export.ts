import type { Command } from 'commander';
import type { CliContext } from '../context';
import { writeBytes } from '../files';
import { readModelFile } from '../models';
import { inWorkspace } from '../workspace';

export function registerExport(program: Command, context: CliContext): void {
	program
		.command('export')
		.description('write the ONNX graph of a model, its preprocessing inside')
		.argument('<model>')
		.requiredOption('-o, --output <file>', 'where the .onnx goes')
		.option('--json', 'print one JSON document')
		.action(async (model: string, flags: { readonly output: string; readonly json?: boolean }) => {
			await inWorkspace(async (workspace) => {
				const opened = await readModelFile(workspace, model);
				const { onnx } = opened.device;
				await writeBytes(flags.output, onnx);
				const said = { name: opened.manifest.name, bytes: onnx.byteLength, output: flags.output };
				if (flags.json) context.json(said);
				else context.line(`${said.bytes} bytes of ONNX into ${said.output}`);
			});
		});
}
