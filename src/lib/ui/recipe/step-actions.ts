import type { ErrorDetails } from '$lib/core/errors';

/** What can be done with a step, by its place. `said` is its sentence, for the notice that offers the undo. */
export interface StepActions {
	readonly show: (index: number) => void;
	readonly edit: (index: number) => void;
	readonly toggle: (index: number) => void;
	readonly move: (from: number, to: number) => void;
	readonly name: (index: number, name: string) => void;
	readonly copy: (index: number) => void;
	readonly remove: (index: number, said: string) => void;
}

/** What a step did to the rows shown. */
export interface StepResult {
	readonly step: number;
	readonly rowsIn: number;
	readonly rowsOut: number;
	readonly ms: number;
	readonly broken: { readonly code: string; readonly details: ErrorDetails } | null;
}
