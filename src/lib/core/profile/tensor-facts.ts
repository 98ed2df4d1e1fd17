/** What a rule may read of one tensor after a step. The engine takes it where the numbers lie. */
export interface TensorFacts {
	/** As a person knows it: `layer 1`, `embedding workclass`. */
	readonly name: string;
	/** depth: of trees, in splits; importance: the share of all gain that a feature brought. */
	readonly role: 'weight' | 'gradient' | 'activation' | 'update' | 'depth' | 'importance';
	readonly count: number;
	readonly mean: number;
	readonly meanAbsolute: number;
	readonly variance: number;
	readonly least: number;
	readonly most: number;
	/** Share of exact zeros. */
	readonly zeros: number;
	/** How many are NaN or infinite; they are left out of the rest. */
	readonly notFinite: number;
	/** Share of units that gave 0 for every row of the batch; null where units are not gated. */
	readonly inactive: number | null;
}
