/**
 * Where the time of a job went, as columns, so that 100,000 spans cross a thread and a disk cheaply. Times are milliseconds on one
 * axis that begins with the job.
 */
export interface Profile {
	/** When the clock of the thread that made it was 0, in milliseconds since 1970: threads have their own. */
	readonly timeOrigin: number;
	/** Milliseconds since 1970 at which the axis is 0, by the clock of the thread that made it. */
	readonly epoch: number;
	/** Where the axis ends. */
	readonly end: number;
	readonly names: readonly SpanName[];
	/** Rows of the picture: threads, the GPU, storage. */
	readonly workers: readonly string[];
	readonly spans: SpanColumns;
	/** By worker and name, exact even where single spans were left out. */
	readonly totals: readonly SpanTotal[];
	readonly leftOut: LeftOut;
	readonly steps: StepTimes;
	readonly gauges: readonly Gauge[];
	readonly moved: readonly Moved[];
}

/** `group` holds phases, `phase` holds kernels, `kernel` is one call; `other` was measured elsewhere. */
export const spanKinds = ['group', 'phase', 'kernel', 'other'] as const;
export type SpanKind = (typeof spanKinds)[number];

export interface SpanName {
	readonly name: string;
	readonly kind: SpanKind;
}

/** Spans of one worker nest: one of a level lies within one of the level above it, or beside all of them. */
export interface SpanColumns {
	/** Places in `names` and `workers`. */
	readonly name: Uint16Array;
	readonly worker: Uint8Array;
	readonly level: Uint8Array;
	/** Which round or epoch; 0 where spans of the name are not numbered. */
	readonly number: Uint32Array;
	readonly start: Float64Array;
	readonly end: Float64Array;
}

export interface SpanTotal {
	readonly worker: number;
	readonly name: number;
	readonly calls: number;
	readonly ms: number;
}

/**
 * Short spans that are not among the columns. When there was no more room, only windows of `windowMs` whose number is a multiple of
 * `stride` kept spans shorter than a window; 1 when everything was kept.
 */
export interface LeftOut {
	readonly count: number;
	readonly windowMs: number;
	readonly stride: number;
	/** When window 0 begins. */
	readonly fromMs: number;
}

/** Milliseconds a step, and when it ended: every `stride`-th of `count`. */
export interface StepTimes {
	readonly ms: Float64Array;
	readonly end: Float64Array;
	readonly count: number;
	readonly stride: number;
}

export const gaugeNames = ['wasm', 'js-heap', 'gpu', 'storage'] as const;
export type GaugeName = (typeof gaugeNames)[number];

/** Bytes over time, and the most there ever were. */
export interface Gauge {
	readonly name: GaugeName;
	readonly most: number;
	readonly at: Float64Array;
	readonly bytes: Float64Array;
}

export const moveKinds = [
	'storage-read',
	'storage-write',
	'network-sent',
	'network-received',
	'threads',
	'to-gpu',
	'from-gpu'
] as const;
export type MoveKind = (typeof moveKinds)[number];

/** Transfers of one kind: how many, their bytes and the time they took, each of them, and when it ended. */
export interface Moved {
	readonly kind: MoveKind;
	readonly count: number;
	readonly bytes: number;
	readonly ms: number;
	readonly each: { readonly at: Float64Array; readonly bytes: Float64Array; readonly ms: Float64Array };
}
