import type { ErrorCode, ErrorDetails } from '$lib/core/errors';
import type { StepMend } from '$lib/core/recipe/mend-step';

/** What can be done with steps, by their places in the line. `said` is a sentence for the notice that offers the undo. */
export interface StepActions {
	readonly show: (index: number) => void;
	readonly edit: (index: number) => void;
	/** Begins a step before what is now at a place. */
	readonly insert: (at: number) => void;
	readonly name: (index: number, name: string) => void;
	readonly enable: (places: readonly number[], enabled: boolean) => void;
	/** Before what is now at place `to`. */
	readonly move: (places: readonly number[], to: number) => void;
	readonly copy: (places: readonly number[]) => void;
	/** To the clipboard, as text. */
	readonly copyOut: (places: readonly number[]) => void;
	/** An empty name takes the heading away. */
	readonly group: (places: readonly number[], name: string) => void;
	readonly remove: (places: readonly number[], said: string) => void;
	/** Null where no branch can begin. */
	readonly branch: ((after: number) => void) | null;
	readonly mend: (index: number, mend: StepMend) => void;
	readonly mendsOf: (index: number, fault: StepFault) => readonly StepMend[];
}

export interface StepFault {
	readonly code: ErrorCode;
	readonly details: ErrorDetails;
}

/** What a step did to the rows shown. */
export interface StepResult {
	readonly step: number;
	readonly rowsIn: number;
	readonly rowsOut: number;
	readonly ms: number;
	readonly broken: StepFault | null;
}
