export type StateArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Where a fit stands after a step: enough to go on from there to the same model, to the bit. */
export interface FitState {
	readonly step: number;
	readonly numbers: Readonly<Record<string, number>>;
	readonly arrays: Readonly<Record<string, StateArray>>;
}
