import type { AppError } from '$lib/core/errors';
import type { StepBalance } from '$lib/core/clarify/step-balance';
import type { Line } from '$lib/core/recipe/edit';
import type { OperationId } from '$lib/core/recipe/operations';
import type { PythonLibrary } from '$lib/core/recipe/python/export-python';
import type { Recipe, RecipeBranch, RecipeParameter, RecipeStep } from '$lib/core/recipe/recipe';
import type { Params } from '$lib/core/recipe/suggest';
import type { TableSchema } from '$lib/core/table/schema';
import type { StepResult } from './step-actions';

export type RecipeFormat = 'json' | 'sql' | PythonLibrary;

/** What the recipe panel shows. */
export interface RecipeView {
	/** The dataset the recipe is of. */
	readonly table: string;
	readonly recipe: Recipe;
	readonly line: Line;
	/** Those of the line. */
	readonly steps: readonly RecipeStep[];
	readonly results: readonly StepResult[];
	readonly draft: StepFormView | null;
	/** The table after so many steps is on screen; null for after all. */
	readonly end: number | null;
	/** Where a step begun now goes, when a person chose. */
	readonly insertAt: number | null;
	/** Rows the preview takes of how many; null when it takes all. */
	readonly sample: { readonly rows: number; readonly total: number } | null;
	/** Null while nobody's balance is watched, or none is counted yet. */
	readonly balance: BalanceView | null;
	readonly isBusy: boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** The branch that was on screen before an undo or another change took it away; null when none was. */
	readonly lost: Line;
	/** Datasets of the project, by name. */
	readonly datasets: readonly string[];
}

/** What the steps of the line do to the balance between a group and the rest. */
export interface BalanceView {
	readonly who: string;
	/** The good outcome. */
	readonly positive: string;
	/** By their places in the line. */
	readonly steps: ReadonlyMap<number, StepBalance>;
	/** Places of the steps that moved outcomes, and shares of rows, apart most. */
	readonly worst: { readonly DPL: number | null; readonly CI: number | null };
	/** How far the lines reach to either side of no bias, so that all can be compared. */
	readonly reach: number;
	/** Another count is under way. */
	readonly isBusy: boolean;
}

/** A step being written, in its place. */
export interface StepFormView {
	readonly index: number;
	readonly isNew: boolean;
	readonly step: RecipeStep;
	readonly fault: AppError | null;
	/** What the preview found: so many cells in so many columns, rows that go. */
	readonly outcome: { readonly cells: number; readonly columns: number; readonly rows: number } | null;
	readonly context: FormContext;
}

/** What the fields of a step can be filled with. */
export interface FormContext {
	readonly input: TableSchema;
	/** The tables and branches it may read, by name. */
	readonly tables: ReadonlyMap<string, TableSchema>;
	/** Which of them are branches. */
	readonly branches: readonly string[];
	readonly parameters: readonly RecipeParameter[];
}

/** What a form of a step does. */
export interface FormActions {
	readonly change: (params: Params) => void;
	readonly keep: () => void;
	readonly drop: () => void;
	/** Opens the window in which a program is found from examples. */
	readonly giveExamples: () => void;
	/** A new parameter of the recipe with the value of a field, which then takes it. */
	readonly makeParameter: (field: string) => void;
}

export interface LineActions {
	readonly show: (line: Line) => void;
	readonly add: (name: string, from: Partial<Pick<RecipeBranch, 'of' | 'after'>>) => void;
	readonly rename: (from: string, to: string) => void;
	readonly remove: (name: string) => void;
	/** A step of the main line that joins the branch. */
	readonly join: (name: string) => void;
}

export interface ParameterActions {
	/** `old`: what it was called; null for a new one. */
	readonly put: (parameter: RecipeParameter, old: string | null) => void;
	readonly remove: (name: string) => void;
}

export interface RecipeActions {
	readonly pick: (op: OperationId) => void;
	/** The place chosen for a step is given up. */
	readonly stopPicking: () => void;
	readonly undo: () => void;
	readonly redo: () => void;
	readonly showAll: () => void;
	readonly run: () => void;
	readonly save: (format: RecipeFormat) => void;
	/** Opens the picture of the recipe. */
	readonly draw: () => void;
	readonly open: (text: string) => void;
	readonly take: () => void;
}
