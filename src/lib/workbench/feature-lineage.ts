import * as v from 'valibot';
import { isDeletion, type FeatureBatch } from '$lib/core/feature/batch';
import { computations } from '$lib/core/feature/computed';
import type { FeatureGroup } from '$lib/core/feature/group';
import { modelsInUse } from '$lib/core/model/threshold';
import type { Artifact } from '$lib/core/project/artifact';
import { compileRecipe } from '$lib/core/recipe/compile';
import { lineageOf } from '$lib/core/recipe/lineage';
import { DatasetMetaSchema } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { recipeOf } from './recipe';

/** A step of a recipe on the way to a feature. */
export interface LineageStep {
	readonly recipe: string;
	/** From 1. */
	readonly step: number;
	readonly op: string;
}

/** Where a feature comes from and what reads it. */
export interface FeatureLineage {
	readonly feature: string;
	/** Columns of the tables that its newest batch goes back to. */
	readonly sources: readonly { readonly dataset: string; readonly id: string; readonly column: string }[];
	/** In the order in which they were taken. */
	readonly steps: readonly LineageStep[];
	/** Features of the group that it is computed of when it is read. */
	readonly computedOf: readonly string[];
	readonly trainingSets: readonly { readonly name: string; readonly id: string }[];
	readonly models: readonly { readonly name: string; readonly id: string }[];
	/** Made of those models, and of variants of them. */
	readonly packages: readonly { readonly name: string; readonly id: string }[];
}

/** Where columns of a dataset come from: the table at the end of the way back over recipes, and the steps. */
interface Origin {
	readonly dataset: Artifact;
	readonly columns: ReadonlyMap<string, { readonly from: readonly string[]; readonly steps: readonly LineageStep[] }>;
}

function schemaOf(artifact: Artifact): TableSchema {
	const parsed = v.safeParse(DatasetMetaSchema, artifact.meta);
	return parsed.success ? parsed.output.schema : [];
}

/** Walks back as long as the table before and the recipe are still here. */
function originOf(dataset: Artifact, artifacts: ReadonlyMap<string, Artifact>): Origin {
	let origin: Origin = {
		dataset,
		columns: new Map(schemaOf(dataset).map(({ name }) => [name, { from: [name], steps: [] }]))
	};
	for (;;) {
		const { dataset: before, recipe: by, ...others } = origin.dataset.parents;
		const [source, recipe] = [artifacts.get(before ?? ''), artifacts.get(by ?? '')];
		if (!source || !recipe) return origin;
		const schema = schemaOf(source);
		const tables = Object.entries(others).flatMap(([role, id]) => {
			const table = artifacts.get(id);
			return table && role.startsWith('table ')
				? [[role.slice(6), { schema: schemaOf(table), sql: 'x' }] as const]
				: [];
		});
		const { steps } = compileRecipe(recipeOf(recipe), schema, 'x', { tables: new Map(tables) });
		const lines = new Map(lineageOf(schema, steps).map((line) => [line.column, line]));
		const back = [...origin.columns].map(([column, { from, steps: later }]) => {
			const found = from.flatMap((name) => lines.get(name) ?? []);
			const taken = [...new Set(found.flatMap((line) => line.steps))].sort((a, b) => a - b);
			const earlier = taken.map((place) => ({ recipe: recipe.name, step: place + 1, op: steps[place]?.op ?? '' }));
			const names = [...new Set(found.flatMap(({ sources }) => sources))];
			return [column, { from: names, steps: [...earlier, ...later] }] as const;
		});
		origin = { dataset: source, columns: new Map(back) };
	}
}

/** What of these types was made of others, the given ones included. */
function madeOf(
	starts: readonly Artifact[],
	types: readonly Artifact['type'][],
	all: readonly Artifact[]
): Set<string> {
	const found = new Set(starts.map(({ id }) => id));
	for (let size = 0; size < found.size;) {
		size = found.size;
		for (const { id, type, parents } of all)
			if (types.includes(type) && Object.values(parents).some((parent) => found.has(parent))) found.add(id);
	}
	return found;
}

/** The lineage of every feature of a group, stored and computed, over the artifacts of its project. */
export function featureLineage(
	group: FeatureGroup,
	batches: readonly FeatureBatch[],
	all: readonly Artifact[]
): FeatureLineage[] {
	const artifacts = new Map(all.map((artifact) => [artifact.id, artifact]));
	const newest = batches.find((batch) => !isDeletion(batch));
	const dataset = artifacts.get(newest?.artifact.parents['dataset'] ?? '');
	const origin = dataset && originOf(dataset, artifacts);
	const named = ({ name, id }: Artifact) => ({ name, id });
	const readersOf = (feature: string) => {
		const column = `${group.name}__${feature}`;
		const sets = all.filter((one) => one.type === 'training-set' && schemaOf(one).some(({ name }) => name === column));
		const tables = madeOf(sets, ['dataset', 'training-set'], all);
		const trained = all.filter(({ type, parents }) => type === 'model' && tables.has(parents['dataset'] ?? ''));
		const models = madeOf(trained, ['model'], all);
		const packages = all.filter(({ type, parents }) => type === 'package' && models.has(parents['model'] ?? ''));
		return {
			trainingSets: sets.map(named),
			models: modelsInUse(all)
				.filter(({ id }) => models.has(id))
				.map(named),
			packages: packages.map(named)
		};
	};
	const stored = group.features.map(({ name }): FeatureLineage => {
		const { from = [], steps = [] } = origin?.columns.get(name) ?? {};
		const sources = origin
			? from.map((column) => ({ dataset: origin.dataset.name, id: origin.dataset.id, column }))
			: [];
		return { feature: name, sources, steps, computedOf: [], ...readersOf(name) };
	});
	const computed = computations(group.computed, group.features, group.request).map((one): FeatureLineage => {
		const parts = stored.filter(({ feature }) => one.columns.includes(feature));
		const sources = new Map(parts.flatMap((part) => part.sources.map((each) => [`${each.id} ${each.column}`, each])));
		return {
			feature: one.name,
			sources: [...sources.values()],
			steps: parts.flatMap(({ steps }) => steps),
			computedOf: one.columns,
			...readersOf(one.name)
		};
	});
	return [...stored, ...computed];
}
