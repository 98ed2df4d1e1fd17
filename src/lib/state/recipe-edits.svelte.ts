import { addBranch, freeName, removeBranch, renameBranch } from '$lib/core/recipe/branch';
import {
	changeSteps,
	copySteps,
	groupSteps,
	insertSteps,
	moveSteps,
	namedStep,
	removeSteps,
	stepsOf,
	type Line
} from '$lib/core/recipe/edit';
import { record, redo, startHistory, undo, type History } from '$lib/core/recipe/history';
import type { StepMend } from '$lib/core/recipe/mend-step';
import { putParameter, removeParameter } from '$lib/core/recipe/parameter';
import {
	emptyRecipe,
	unfitted,
	type Recipe,
	type RecipeBranch,
	type RecipeParameter,
	type RecipeStep
} from '$lib/core/recipe/recipe';
import type { Params } from '$lib/core/recipe/suggest';
import { withParametersOf } from '$lib/core/recipe/transfer';

/** A recipe and everything that can be done to it, each undoable. Places are those of the line on screen: the main steps or a branch. */
export class RecipeEdits {
	#history = $state.raw<History<Recipe>>(startHistory(emptyRecipe));
	#line = $state.raw<Line>(null);
	#lost = $state.raw<Line>(null);
	readonly #datasets: () => Iterable<string>;
	readonly #onchange: () => void;

	readonly recipe = $derived(this.#history.present);
	readonly canUndo = $derived(this.#history.past.length > 0);
	readonly canRedo = $derived(this.#history.future.length > 0);
	readonly line = $derived(this.#line);
	/** The branch that was on screen before the last change took it away. */
	readonly lost = $derived(this.#lost);
	readonly steps = $derived<readonly RecipeStep[]>(stepsOf(this.recipe, this.#line));

	/** `datasets` are names that a branch cannot have. */
	constructor(datasets: () => Iterable<string>, onchange: () => void) {
		this.#datasets = datasets;
		this.#onchange = onchange;
	}

	/** Begins with a recipe that was kept; there is nothing to undo. */
	open(recipe: Recipe): void {
		this.#history = startHistory(recipe);
	}

	/** Goes on where other edits stand, with their history. */
	goOn({ history, line }: { readonly history: History<Recipe>; readonly line: Line }): void {
		this.#history = history;
		this.#line = line;
		this.#onchange();
	}

	get history(): History<Recipe> {
		return this.#history;
	}

	showLine(line: Line): void {
		this.#line = line;
		this.#lost = null;
	}

	change(next: Recipe): void {
		if (next !== this.recipe) this.#enter(record(this.#history, next));
	}

	undo(): void {
		this.#enter(undo(this.#history));
	}

	redo(): void {
		this.#enter(redo(this.#history));
	}

	#enter(history: History<Recipe>): void {
		const line = this.#line;
		const before = this.recipe.branches ?? [];
		const now = history.present.branches ?? [];
		this.#history = history;
		this.#lost = null;
		if (line !== null && !now.some(({ name }) => name === line)) {
			const place = before.findIndex(({ name }) => name === line);
			const renamed = now.length === before.length ? now[place] : undefined;
			this.#line = renamed?.name ?? null;
			if (!renamed && place >= 0) this.#lost = line;
		}
		this.#onchange();
	}

	insert(at: number, steps: readonly RecipeStep[]): void {
		this.change(insertSteps(this.recipe, this.#line, at, steps));
	}

	/** A step at the end that needs nothing more, such as the mend of a warning. */
	append(op: string, params: Params): void {
		this.insert(this.steps.length, [{ op, params, enabled: true }]);
	}

	remove(places: readonly number[]): void {
		this.change(removeSteps(this.recipe, this.#line, places));
	}

	copy(places: readonly number[]): void {
		this.change(copySteps(this.recipe, this.#line, places));
	}

	enable(places: readonly number[], enabled: boolean): void {
		this.#changeSteps(places, (step) => ({ ...step, enabled }));
	}

	/** Before what is now at place `to`. */
	move(places: readonly number[], to: number): void {
		this.change(moveSteps(this.recipe, this.#line, places, to));
	}

	/** An empty name takes the name away. */
	name(index: number, name: string): void {
		this.#changeSteps([index], (step) => namedStep(step, name));
	}

	/** Brings steps together under a heading; an empty name takes it away. */
	group(places: readonly number[], name: string): void {
		this.change(groupSteps(this.recipe, this.#line, places, name));
	}

	mend(index: number, mend: StepMend): void {
		if (mend.kind === 'cast') this.insert(index, [mend.before]);
		else if (mend.kind === 'add-parameter') this.putParameter({ name: mend.parameter, value: '' }, null);
		else this.#changeSteps([index], () => mend.step);
	}

	#changeSteps(places: readonly number[], change: (step: RecipeStep) => RecipeStep): void {
		this.change(changeSteps(this.recipe, this.#line, places, change));
	}

	/** A branch without steps, from another table or branch (`of`) or after so many main steps; it comes on screen. */
	addBranch(wanted: string, from: Partial<Pick<RecipeBranch, 'of' | 'after'>>): void {
		const name = freeName(this.recipe, wanted, [...this.#datasets()]);
		this.#line = name;
		this.change(addBranch(this.recipe, name, from));
	}

	removeBranch(name: string): void {
		if (this.#line === name) this.#line = null;
		this.change(removeBranch(this.recipe, name));
	}

	renameBranch(from: string, wanted: string): void {
		if (wanted.trim() === '' || wanted.trim() === from) return;
		const to = freeName(removeBranch(this.recipe, from), wanted.trim(), [...this.#datasets()]);
		if (this.#line === from) this.#line = to;
		this.change(renameBranch(this.recipe, from, to));
	}

	/** Adds a parameter, or changes the one called `old`, also where steps name it. */
	putParameter(parameter: RecipeParameter, old: string | null): void {
		this.change(putParameter(this.recipe, parameter, old));
	}

	/** Its value takes its place in the steps. */
	removeParameter(name: string): void {
		this.change(removeParameter(this.recipe, name));
	}

	/** Steps of another recipe at the end of the line, with the parameters they take; those that do not fit are marked there. */
	apply(other: Recipe, chosen: ReadonlySet<number>): void {
		const steps = unfitted(other).steps.filter((_, i) => chosen.has(i));
		this.change(insertSteps(withParametersOf(this.recipe, other), this.#line, this.steps.length, steps));
	}

	replace(recipe: Recipe): void {
		this.change(unfitted(recipe));
	}
}
