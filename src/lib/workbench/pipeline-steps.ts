import { AppError } from '$lib/core/errors';
import { cappedSelectionSql } from '$lib/core/pipeline/capped-selection';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import type { Step } from '$lib/core/pipeline/step';
import { checkFormula } from '$lib/core/recipe/formula/check';
import { formulaSql } from '$lib/core/recipe/formula/compile';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { ReadOptions } from '$lib/core/table/source';
import { reweigh } from './mitigate';
import { emptyAnswer, inputArtifact } from './pipeline-context';
import type { StepContext } from './pipeline-context';
import { facetSelector } from './pipeline-facet';
import { ingestStep, trainingSetStep } from './pipeline-feature-steps';
import { evaluateStep, explainStep, packageStep, predictStep, trainStep } from './pipeline-model-steps';
import { biasStep, driftStep } from './pipeline-report-steps';
import { runRecipe } from './recipe';
import { importTable, kindsOf, openTable, saveTable } from './table';

/** Runs one step with the same use cases that the page and the other commands call. Gates are not run but checked. */
export function runStep(context: Omit<StepContext<'import'>, 'step'> & { readonly step: Step }): Promise<StepAnswer> {
	const { step } = context;
	switch (step.type) {
		case 'import':
			return importStep({ ...context, step });
		case 'recipe':
			return recipeStep({ ...context, step });
		case 'ingest':
			return ingestStep({ ...context, step });
		case 'training-set':
			return trainingSetStep({ ...context, step });
		case 'bias':
			return biasStep({ ...context, step });
		case 'mitigate':
			return mitigateStep({ ...context, step });
		case 'train':
			return trainStep({ ...context, step });
		case 'predict':
			return predictStep({ ...context, step });
		case 'evaluate':
			return evaluateStep({ ...context, step });
		case 'explain':
			return explainStep({ ...context, step });
		case 'package':
			return packageStep({ ...context, step });
		case 'drift':
			return driftStep({ ...context, step });
		case 'playlist':
			return playlistStep({ ...context, step });
		case 'gate':
			throw new AppError('internal', { message: 'a gate is checked, not run' });
	}
}

async function importStep({ ws, step, source, signal, onProgress }: StepContext<'import'>): Promise<StepAnswer> {
	const { file, delimiter, encoding, nulls, types } = step.with;
	if (!source) throw new AppError('file/missing', { file });
	const read: ReadOptions = {
		...(delimiter === undefined ? {} : { delimiter }),
		...(encoding === undefined ? {} : { encoding }),
		...(nulls === undefined ? {} : { nulls }),
		...(types === undefined ? {} : { types })
	};
	const { dataset, report } = await importTable(ws, source, read, signal, onProgress);
	const values = { rows: report.rows, rejected: report.rejected, columns: report.schema.length };
	return { ...emptyAnswer, artifacts: { dataset: dataset.id }, values };
}

async function recipeStep(context: StepContext<'recipe'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const recipe = parseRecipe(step.with.recipe);
	const made = await runRecipe(ws, recipe, from, { name: step.with.name ?? step.id }, signal, onProgress);
	return {
		...emptyAnswer,
		artifacts: { dataset: made.dataset.id, recipe: made.recipe.id },
		values: { rowsIn: made.report.rowsIn, rows: made.report.rowsOut, columns: made.report.columns }
	};
}

async function mitigateStep(context: StepContext<'mitigate'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const relation = await openTable(ws, from, signal);
	const spec = {
		label: step.with.label,
		positive: { values: step.with.positive },
		facets: [facetSelector(step.with.facet)]
	};
	const { select, column, weights } = await reweigh(ws, relation, spec, step.with.weight, signal);
	const kinds = kindsOf(datasetMeta(from).schema);
	const dataset = await saveTable(
		ws,
		select,
		{ name: step.id, parents: { dataset: from.id }, kinds },
		signal,
		onProgress
	);
	const each = weights.map((weight) => weight.weight);
	return {
		artifacts: { dataset: dataset.id },
		values: { groups: weights.length, lightest: Math.min(...each), heaviest: Math.max(...each) },
		texts: { weight: column }
	};
}

async function playlistStep(context: StepContext<'playlist'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const { schema } = datasetMeta(from);
	const { where: condition } = step.with;
	const where = condition === undefined ? undefined : formulaSql(checkFormula(condition, schema, 'boolean'));
	const select = cappedSelectionSql(await openTable(ws, from, signal), { ...step.with, where });
	const kinds = kindsOf(schema);
	const name = step.with.name ?? step.id;
	const dataset = await saveTable(ws, select, { name, parents: { dataset: from.id }, kinds }, signal, onProgress);
	return {
		artifacts: { dataset: dataset.id },
		values: { rows: datasetMeta(dataset).rows, asked: step.with.count },
		texts: { group: step.with.group, score: step.with.score, share: String(step.with.share) }
	};
}
