import { AppError } from '$lib/core/errors';
import type { FacetBias } from '$lib/core/clarify/bias';
import type { CountCell, CountPart } from '$lib/core/clarify/counts';
import { facetKey } from '$lib/core/clarify/facet-groups';
import type { GroupCell } from '$lib/core/clarify/groups';
import { massagedCells, type LabelChanges } from '$lib/core/clarify/massage';
import type { MitigationMethod } from '$lib/core/clarify/mitigation-trial';
import { resampleSizes, resampleSql, resizedCells, type ResamplePlan } from '$lib/core/clarify/resample';
import { reweighCells, reweighSql, weighedCells, type CellWeight } from '$lib/core/clarify/reweigh';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { compileRecipe } from '$lib/core/recipe/compile';
import type { Recipe } from '$lib/core/recipe/recipe';
import { smoteNumbers } from '$lib/core/recipe/smote';
import { describeRelation } from './describe';
import { freeName } from './free-name';
import { withMassaged } from './massage';
import { countGroups, groupsOf, type KnownTable, type MitigationSpec } from './mitigation-groups';
import { fitRecipe } from './recipe';

export interface MitigationOptions {
	readonly method: MitigationMethod;
	/** The added column, of weights or of marks; another name is taken where a column has it. */
	readonly column?: string;
	readonly seed?: number;
	/** SMOTE: rows looked for nearby. */
	readonly neighbours?: number;
	/** Correlation: the number columns to clean (all, when left out), and how much to take from 0 to 1. */
	readonly columns?: readonly string[];
	readonly alpha?: number;
	/** Correlation: learned from this relation of the same columns instead. */
	readonly learnFrom?: string;
}

export type MitigationDetail =
	| { readonly type: 'weights'; readonly weights: readonly CellWeight[] }
	| ({ readonly type: 'sizes' } & ResamplePlan)
	| { readonly type: 'changes'; readonly changes: readonly LabelChanges[] }
	/** The step that did it, with what it learned: it does the same to new rows. */
	| { readonly type: 'recipe'; readonly recipe: Recipe; readonly columns: readonly string[] };

export interface Mitigated {
	readonly method: MitigationMethod;
	/** A SELECT of the table as it is after, rows in order, those added behind. */
	readonly select: string;
	/** The column that was added, if any. */
	readonly column: string | null;
	readonly facets: readonly CountPart[];
	/** How the labels count before and after. */
	readonly before: readonly GroupCell[];
	readonly after: readonly GroupCell[];
	readonly detail: MitigationDetail;
}

const defaultNeighbours = 5;

/**
 * Hands a table without the bias of its labels, by `options.method`, to `use`; what that needs in the engine is dropped afterwards. Refuses
 * with clarify/label-missing, clarify/facet-missing, clarify/positive-missing, clarify/no-numbers and clarify/label-continuous.
 */
export async function withMitigation<Answer>(
	workspace: Workspace,
	table: KnownTable,
	spec: MitigationSpec,
	options: MitigationOptions,
	use: (mitigated: Mitigated) => Promise<Answer>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Answer> {
	const { relation, schema } = table;
	const { method, seed = 0 } = options;
	const known = groupsOf(schema, spec);
	const { facets, outcome } = known;
	const cells = await countGroups(workspace, relation, known, spec, signal);
	const all = { method, facets, before: cells };
	const named = (name: string) =>
		freeName(
			schema.map((field) => field.name),
			options.column ?? name
		);
	switch (method) {
		case 'reweigh': {
			const column = named('weight');
			const weights = reweighCells(cells);
			const select = reweighSql(relation, facets, outcome, weights, column);
			return use({ ...all, select, column, after: weighedCells(weights), detail: { type: 'weights', weights } });
		}
		case 'massage': {
			const column = named('massaged');
			return withMassaged(
				workspace,
				{ table, known, cells, column, seed },
				({ select, changes }) =>
					use({
						...all,
						select,
						column,
						after: massagedCells(cells, changes),
						detail: { type: 'changes', changes }
					}),
				signal,
				onProgress
			);
		}
		case 'correlation':
			return use({ ...all, ...(await uncorrelated(workspace, table, spec, options, signal)), after: cells });
		default: {
			if (method === 'smote' && smoteNumbers(schema, spec.label).every(({ name }) => isFacet(spec, name)))
				throw new AppError('clarify/no-numbers', { method });
			const plan = resampleSizes(cells, method);
			const column = method === 'undersample' ? null : named('added');
			const { neighbours = defaultNeighbours } = options;
			const select = resampleSql(relation, schema, facets, outcome, plan.sizes, method, {
				seed,
				neighbours,
				mark: column ?? ''
			});
			const detail = { type: 'sizes', ...plan } as const;
			return use({ ...all, select, column, after: resizedCells(plan.sizes), detail });
		}
	}
}

/** The step that takes from numbers what the facets' columns say of them, and what it makes of the table. */
async function uncorrelated(
	workspace: Workspace,
	{ relation, schema }: KnownTable,
	spec: MitigationSpec,
	{ alpha = 1, columns, learnFrom = relation }: MitigationOptions,
	signal?: AbortSignal
): Promise<Pick<Mitigated, 'select' | 'column' | 'detail'>> {
	const numbers =
		columns ?? smoteNumbers(schema, spec.label).flatMap(({ name }) => (isFacet(spec, name) ? [] : [name]));
	if (numbers.length === 0) throw new AppError('clarify/no-numbers', { method: 'correlation' });
	const sensitive = [...new Set(spec.facets.map(({ column }) => column))];
	const step = { op: 'remove-correlation', params: { columns: numbers, sensitive, alpha }, enabled: true };
	const recipe = await fitRecipe(workspace, { schemaVersion: 1, steps: [step] }, learnFrom, schema, undefined, signal);
	return {
		select: compileRecipe(recipe, schema, relation).sql,
		column: null,
		detail: { type: 'recipe', recipe, columns: numbers }
	};
}

function isFacet({ facets }: MitigationSpec, name: string): boolean {
	return facets.some(({ column }) => column === name);
}

/** The bias of labels that cells count, as the bias report gives it. */
export function biasOfCells(
	workspace: Pick<Workspace, 'explainer'>,
	spec: MitigationSpec,
	cells: readonly GroupCell[],
	signal?: AbortSignal
): Promise<FacetBias[]> {
	const { facets, positive } = spec;
	const [only, ...more] = facets;
	const selections = facets.map(({ selection }) => selection);
	const counted = cells.map(({ group, label, count }): CountCell => ({
		facet: facetKey(selections, group),
		label,
		predicted: null,
		group: null,
		count
	}));
	return workspace.explainer.measureBias(
		[
			{
				facet: only && more.length === 0 ? only : { all: facets },
				cells: counted,
				positive,
				flip: null,
				predicted: false,
				grouped: false,
				dropMissingFacet: false,
				intervals: 0,
				seed: 0
			}
		],
		signal
	);
}

export interface Reweighing {
	/** A SELECT of the relation with the weights beside its columns, rows in order. */
	readonly select: string;
	readonly column: string;
	readonly weights: readonly CellWeight[];
}

/** Weights that make every group's share of positive labels the same, in the column `weight` or `weight_2` where that is taken. */
export async function reweigh(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	spec: MitigationSpec,
	name = 'weight',
	signal?: AbortSignal
): Promise<Reweighing> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const known = groupsOf(schema, spec);
	const weights = reweighCells(await countGroups(workspace, relation, known, spec, signal));
	const column = freeName(
		schema.map((field) => field.name),
		name
	);
	return { select: reweighSql(relation, known.facets, known.outcome, weights, column), column, weights };
}
