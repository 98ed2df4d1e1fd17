import type { Command } from 'commander';
import { groupColumn } from '$lib/workbench/structure';
import type { CliContext } from '../context';
import { parseInteger } from '../options';
import { runStructure, withStructureOptions, type StructureFlags } from '../structure-command';

interface ClusterFlags extends StructureFlags {
	readonly k: string;
}

export function registerCluster(program: Command, context: CliContext): void {
	withStructureOptions(program.command('cluster').description('groups of rows that are alike, by k-means'))
		.option('--k <n|auto>', 'how many groups; auto: the number of 2 to 8 with the highest silhouette', 'auto')
		.action(async (table: string, flags: ClusterFlags) => {
			const groups = flags.k === 'auto' ? 'auto' : parseInteger('k', flags.k, 2, 50);
			await runStructure(table, flags, context, async ({ structureFinder }, job, { schema }) => {
				const found = await structureFinder.findGroups({ ...job, groups }, undefined, context.progress);
				const { inertia, silhouette, sampled, tried, profiles } = found;
				return {
					added: groupColumn(found, schema),
					said: {
						groups: found.groups,
						...{ inertia, silhouette, sampled, tried },
						profiles: profiles.map((profile, at) => ({ group: at + 1, ...profile }))
					},
					lines: [
						`${found.groups} groups, silhouette ${silhouette.toFixed(3)}`,
						...profiles.flatMap(({ rows, share, traits }, at) => [
							`  ${at + 1}  ${rows} rows (${(100 * share).toFixed(1)} %)`,
							...traits.map(
								({ feature, inGroup, overall, difference }) =>
									`       ${feature}: ${inGroup.toPrecision(4)} against ${overall.toPrecision(4)} (${difference > 0 ? '+' : ''}${difference.toFixed(2)} sd)`
							)
						])
					]
				};
			});
		});
}
