/** A stretch of work. Times in milliseconds since the run began; `parent` is the index of the span it lies in, or -1. */
export interface Span {
	readonly name: string;
	readonly worker: string;
	readonly start: number;
	readonly end: number;
	readonly parent: number;
}
