import * as v from 'valibot';
import { evaluatePortable } from '../recipe/evaluate';
import { PortableRecipeSchema, type PortableRecipe } from '../recipe/portable';
import { RecipeStepSchema } from '../recipe/recipe';
import type { Columns } from '../table/columns';
import { modelInputs, rawColumns } from './inputs';
import type { Model, ModelInput } from './model';

/** How a row becomes what a model reads: the part of the recipe that is in the graph, and the step before which it ends. */
export const PreparationSchema = v.object({
	schemaVersion: v.literal(1),
	/** Null: the graph reads the columns the model was trained on. */
	recipe: v.nullable(PortableRecipeSchema),
	/** The last step that no device can do, without what it learned; it and all before it are done elsewhere. */
	notInside: v.nullable(v.pick(RecipeStepSchema, ['op', 'params', 'name']))
});
export type Preparation = v.InferOutput<typeof PreparationSchema>;

/** A model with a graph of it. */
export interface Graph {
	readonly model: Model;
	readonly onnx: Uint8Array;
	/** What is in the graph before the model. */
	readonly preparation?: Preparation | null;
}

/** The columns a graph reads. */
export function inputsOf({
	model,
	preparation
}: {
	readonly model: Pick<Model, 'inputs'>;
	readonly preparation?: Preparation | null;
}): readonly ModelInput[] {
	return preparation?.recipe?.inputs ?? model.inputs;
}

/** The columns a graph reads, out of a table's, as its runtime takes them. model/input-missing when one is not there. */
export function graphInputs({ model, preparation }: Omit<Graph, 'onnx'>, columns: Columns): Columns {
	const recipe = preparation?.recipe;
	return recipe ? rawColumns(recipe.inputs, columns) : modelInputs(model, columns);
}

/** What the model itself reads of rows of a graph's inputs, computed apart from the graph. */
export function preparedInputs({ model, preparation }: Omit<Graph, 'onnx'>, columns: Columns): Columns {
	const recipe = preparation?.recipe;
	if (!recipe) return modelInputs(model, columns);
	const made = evaluatePortable(recipe, rawColumns(recipe.inputs, columns));
	const truths = made.columns.map((column) =>
		column.vector.kind === 'number' && isTruth(model, column.name) ? { ...column, type: 'BOOLEAN' } : column
	);
	return modelInputs(model, { ...made, columns: truths });
}

/** The categories a model knows of one of its inputs. */
export function categoriesOf(model: Pick<Model, 'encoders'>, input: string): readonly string[] {
	return [
		...new Set(
			model.encoders.flatMap((encoder) =>
				'categories' in encoder && encoder.input === input ? encoder.categories : []
			)
		)
	];
}

/** Whether a model reads an input as the texts `true` and `false`. */
export function isTruth(model: Pick<Model, 'encoders'>, input: string): boolean {
	return categoriesOf(model, input).some((category) => category === 'true' || category === 'false');
}

/** Whether a recipe only hands on columns under their own names, in the type the model reads them. */
export function changesNothing({ inputs, nodes, outputs }: PortableRecipe): boolean {
	return outputs.every(({ name, node }) => {
		const made = nodes[node];
		return made?.op === 'input' && inputs[made.input]?.name === name;
	});
}
