import type { Command } from 'commander';
import { paramsJsonSchema } from '$lib/core/recipe/json-schema';
import { operations } from '$lib/core/recipe/operations';
import type { CliContext } from '../context';

export function registerOperations(program: Command, context: CliContext): void {
	program
		.command('operations')
		.description('the operations a recipe can hold, with their parameters')
		.option('--json', 'print one JSON document')
		.action((flags: { json?: boolean }) => {
			if (flags.json) {
				context.json(
					operations.map(({ id, group, title, description, fitted, params }) => ({
						id,
						group,
						title,
						description,
						fitted,
						params: paramsJsonSchema(params)
					}))
				);
				return;
			}
			for (const { id, title, description } of operations) context.line(`${id.padEnd(16)} ${title}. ${description}`);
		});
}
