import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { withMitigation, type MitigationOptions } from './mitigate';
import type { MitigationSpec } from './mitigation-groups';
import { runRecipe } from './recipe';
import { kindsOf, openTable, saveTable } from './table';

export interface KeptMitigation {
	readonly dataset: Artifact;
	/** The added column: weights, or marks that no model may learn from. */
	readonly column: string | null;
}

/**
 * Keeps a dataset after a mitigation as a table of its own. Correlation is removed by a recipe that is kept too, so that what a model of
 * it answers later is prepared alike. A column of marks is kept as an identifier, which training leaves out.
 */
export async function keepMitigated(
	workspace: Workspace,
	dataset: Artifact,
	spec: MitigationSpec,
	options: MitigationOptions,
	name: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<KeptMitigation> {
	const { schema } = datasetMeta(dataset);
	const relation = await openTable(workspace, dataset, signal);
	return withMitigation(
		workspace,
		{ relation, schema },
		spec,
		options,
		async ({ method, select, column, detail }) => {
			if (detail.type === 'recipe') {
				const made = await runRecipe(workspace, detail.recipe, dataset, { name }, signal, onProgress);
				return { dataset: made.dataset, column };
			}
			const kinds = {
				...kindsOf(schema),
				...(column === null ? {} : { [column]: method === 'reweigh' ? ('numeric' as const) : ('identifier' as const) })
			};
			const parents = { dataset: dataset.id };
			return { dataset: await saveTable(workspace, select, { name, parents, kinds }, signal, onProgress), column };
		},
		signal,
		onProgress
	);
}
