import { AppError } from '$lib/core/errors';
import { isDeletion, type FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup, GroupSource } from '$lib/core/feature/group';
import { canonicalJson, toJson } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { unfitted } from '$lib/core/recipe/recipe';
import { listArtifacts } from './artifact';
import { listBatches } from './feature';
import { ingest, type IngestOptions, type Ingested } from './feature-ingest';
import { recipeOf, runRecipe } from './recipe';

/** Why the rows of a group are not those its source would give now. */
export type Staleness = 'never' | 'dataset' | 'recipe' | 'both';

interface FoundSource {
	readonly dataset: Artifact | undefined;
	/** null where the rows are taken as they are. */
	readonly recipe: Artifact | null | undefined;
}

/** The newest artifacts of a source's names; `all` has the newest first. What its own recipe made of the table is not the table. */
function findSource(source: GroupSource, all: readonly Artifact[]): FoundSource {
	const recipes = all.filter(({ type, name }) => type === 'recipe' && name === source.recipe);
	const own = new Set(recipes.map(({ id }) => id));
	return {
		dataset: all.find(
			({ type, name, parents }) => type === 'dataset' && name === source.dataset && !own.has(parents['recipe'] ?? '')
		),
		recipe: source.recipe === null ? null : recipes[0]
	};
}

/** null: the group has no source, or holds what it gives. `all` are the project's artifacts, the newest first. */
export function stalenessOf(
	group: FeatureGroup,
	batches: readonly FeatureBatch[],
	all: readonly Artifact[]
): Staleness | null {
	if (!group.source) return null;
	const now = findSource(group.source, all);
	const artifacts = new Map(all.map((artifact) => [artifact.id, artifact]));
	const differenceOf = (made: Artifact | undefined): Staleness | null => {
		const used = made?.parents['recipe'];
		const source = used === undefined ? made?.id : made?.parents['dataset'];
		const isOtherData = now.dataset !== undefined && now.dataset.id !== source;
		const isOtherRecipe = recipeText(now.recipe) !== recipeText(used === undefined ? null : artifacts.get(used));
		if (isOtherData && isOtherRecipe) return 'both';
		return isOtherData ? 'dataset' : isOtherRecipe ? 'recipe' : null;
	};
	const taken = batches
		.filter((batch) => !isDeletion(batch))
		.map(({ artifact }) => artifacts.get(artifact.parents['dataset'] ?? ''));
	if (taken.length === 0) return 'never';
	// the newest of the source's own counts, since rows of other tables may have come later
	const own = taken.find((made) => isOfSource(group.source, made, artifacts));
	const judged = own ? [own] : taken;
	const differences = judged.map(differenceOf);
	// another recipe may give the same rows
	const tables = new Set(judged.map((made) => made?.blobs['table']));
	const isGiven = (one: Artifact) => tables.has(one.blobs['table']) && differenceOf(one) === null;
	if (differences.includes(null) || all.some((one) => one.type === 'dataset' && isGiven(one))) return null;
	return differences.find((one) => one !== 'both') ?? 'both';
}

/** Whether a table is what a source gave, now or before: its dataset, through its recipe where it has one. */
function isOfSource(
	source: GroupSource | null,
	made: Artifact | undefined,
	artifacts: ReadonlyMap<string, Artifact>
): boolean {
	const recipe = made?.parents['recipe'];
	const from = recipe === undefined ? made : artifacts.get(made?.parents['dataset'] ?? '');
	const name = recipe === undefined ? null : artifacts.get(recipe)?.name;
	return source !== null && from?.name === source.dataset && name === source.recipe;
}

/** A recipe by what its steps do, not by what they learned. */
function recipeText(recipe: Artifact | null | undefined): string {
	return recipe ? canonicalJson(toJson(unfitted(recipeOf(recipe)))) : '';
}

/**
 * Takes what a group's source gives now into it: the newest dataset through the newest recipe, with what that has learned. The same rows
 * again change nothing; where it gave others in between they are taken once more, so that they are the later write and win their ties.
 * Errors: feature/source-missing.
 */
export async function materialise(
	workspace: Workspace,
	group: FeatureGroup,
	signal?: AbortSignal,
	onProgress?: OnProgress,
	options: IngestOptions = {}
): Promise<Ingested> {
	const { source } = group;
	if (!source) throw new AppError('feature/source-missing', { group: group.name, source: '' });
	const all = await listArtifacts(workspace);
	const { dataset, recipe } = findSource(source, all);
	if (!dataset) throw new AppError('feature/source-missing', { group: group.name, source: source.dataset });
	if (recipe === undefined)
		throw new AppError('feature/source-missing', { group: group.name, source: source.recipe ?? '' });
	const rows = recipe ? await madeBy(workspace, recipe, dataset, signal, onProgress) : dataset;
	const artifacts = new Map(all.map((artifact) => [artifact.id, artifact]));
	const newest = (await listBatches(workspace, group.name)).find(({ artifact }) =>
		isOfSource(source, artifacts.get(artifact.parents['dataset'] ?? ''), artifacts)
	);
	const held = artifacts.get(newest?.artifact.parents['dataset'] ?? '')?.blobs['table'];
	const after = newest && held !== rows.blobs['table'] ? { after: newest.meta.batch } : {};
	return ingest(workspace, group, rows, signal, onProgress, { ...options, ...after });
}

async function madeBy(
	workspace: Workspace,
	recipe: Artifact,
	dataset: Artifact,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	const made = await runRecipe(workspace, recipeOf(recipe), dataset, { name: recipe.name }, signal, onProgress);
	return made.dataset;
}
