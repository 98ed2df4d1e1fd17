import type { Command } from 'commander';
import { componentColumns } from '$lib/workbench/structure';
import type { CliContext } from '../context';
import { parseInteger } from '../options';
import { runStructure, withStructureOptions, type StructureFlags } from '../structure-command';

interface ComponentsFlags extends StructureFlags {
	readonly n: string;
}

const shownLoadings = 5;

export function registerComponents(program: Command, context: CliContext): void {
	withStructureOptions(program.command('components').description('the directions in which rows differ most, by PCA'))
		.option('--n <n>', 'how many components', '2')
		.action(async (table: string, flags: ComponentsFlags) => {
			const count = parseInteger('n', flags.n, 1);
			await runStructure(table, flags, context, async ({ structureFinder }, job, { schema }) => {
				const found = await structureFinder.findComponents({ ...job, count }, undefined, context.progress);
				const components = found.components.map(({ variance, share, loadings }, at) => ({
					...{ component: at + 1, variance, share },
					loadings: found.features
						.map((feature, k) => ({ feature, weight: loadings[k] ?? 0 }))
						.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
				}));
				return {
					added: componentColumns(found, schema),
					said: { components },
					lines: components.map(
						({ component, share, loadings }) =>
							`  ${component}  ${(100 * share).toFixed(1)} % of the variance: ${loadings
								.slice(0, shownLoadings)
								.map(({ feature, weight }) => `${feature} ${weight.toFixed(2)}`)
								.join(', ')}`
					)
				};
			});
		});
}
