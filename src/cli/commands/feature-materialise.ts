import path from 'node:path';
import type { Command } from 'commander';
import type { GroupSource } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { canonicalJson, toJson } from '$lib/core/json';
import { parseRecipe, unfitted, type Recipe } from '$lib/core/recipe/recipe';
import { findArtifact, saveArtifact } from '$lib/workbench/artifact';
import { getGroup, updateGroup } from '$lib/workbench/feature';
import { materialise } from '$lib/workbench/feature-materialise';
import { recipeOf } from '$lib/workbench/recipe';
import { importTable } from '$lib/workbench/table';
import type { CliContext } from '../context';
import { inKnownStore, withStore, type StoreFlags } from '../feature-store-options';
import { readJson, sourceFile } from '../files';
import { readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { tellIngest } from '../feature-warnings';

interface MaterialiseFlags extends StoreFlags, TableFlags {
	readonly table?: string;
	readonly recipe?: string;
	readonly failOnChange?: boolean;
}

/** Makes the rows of a group again from the table and the recipe it is bound to. */
export function registerFeatureMaterialise(features: Command, context: CliContext): void {
	withTableOptions(
		withStore(
			features
				.command('materialise')
				.description('take what its table and recipe give now into a group; the same rows again change nothing')
		)
	)
		.argument('<group>')
		.option('--table <file>', 'a newer table in the place of the one it is bound to')
		.option('--recipe <file>', 'a newer recipe in the place of the one it is bound to')
		.option('--fail-on-change', 'exit 1, and take nothing, where the rows stand off from the ones before')
		.action((name: string, flags: MaterialiseFlags) =>
			inKnownStore(flags, async (workspace) => {
				const before = await getGroup(workspace, name);
				const dataset =
					flags.table === undefined
						? before.source?.dataset
						: await takeTable(workspace, flags.table, flags, before.source, context);
				const recipe =
					flags.recipe === undefined
						? (before.source?.recipe ?? null)
						: await takeRecipe(workspace, flags.recipe, before.source?.recipe ?? null);
				const source = dataset === undefined ? null : { ...before.source, dataset, recipe };
				const group = await updateGroup(workspace, name, { source });
				const taken = await materialise(workspace, group, undefined, context.progress, {
					refuseChanges: flags.failOnChange === true
				});
				await tellIngest(workspace, name, taken, flags.json === true, context);
			})
		);
}

async function takeTable(
	workspace: Workspace,
	place: string,
	flags: TableFlags,
	source: GroupSource | null,
	context: CliContext
): Promise<string> {
	const file = await sourceFile(place);
	const name = source ? `${source.dataset}${path.extname(file.name)}` : file.name;
	const { dataset } = await importTable(
		workspace,
		{ ...file, name },
		readOptionsOf(flags),
		undefined,
		context.progress
	);
	return dataset.name;
}

/** Keeps a recipe of a file under the name that the group knows it by, after the one it takes the place of. */
export async function takeRecipe(workspace: Workspace, file: string, known: string | null): Promise<string> {
	const recipe = parseRecipe(await readJson(file));
	const name = known ?? path.basename(file).replace(/\.[^.]*$/, '');
	const before = await findArtifact(workspace, 'recipe', name);
	const text = (one: Recipe) => canonicalJson(toJson(unfitted(one)));
	if (before && text(recipeOf(before)) === text(recipe)) return name;
	const parents = before ? { before: before.id } : {};
	await saveArtifact(workspace, { type: 'recipe', name, blobs: {}, meta: { schemaVersion: 1, recipe }, parents });
	return name;
}
