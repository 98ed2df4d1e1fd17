/** How a step looks in a picture. */
export interface StepLook {
	/** What it does, or what a person calls it. */
	readonly text: string;
	readonly isOff: boolean;
	/** Why it cannot run. */
	readonly fault: string | null;
	/** Null where it learns nothing. */
	readonly learned: boolean | null;
}
