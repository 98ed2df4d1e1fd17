import * as v from 'valibot';
import type { AttributionBaseline } from '../clarify/attribution-baseline';
import type { JudgedGroup, LimitCheck } from '../clarify/limit';
import type { ModelInput } from './model';
import type { EstimatorName } from '../train/job';

const words = v.pipe(v.string(), v.maxLength(4000));

/** What only people can say of a model; empty where nobody has. */
export const CardWordsSchema = v.strictObject({
	schemaVersion: v.literal(1),
	/** What it is for, and who decides with it. */
	intendedUse: words,
	/** What it must not be used for, and for whom not. */
	notFor: words,
	/** What went into the data and the choices, and what remains a worry. */
	considerations: words,
	/** Who answers for it. */
	contact: words
});
export type CardWords = v.InferOutput<typeof CardWordsSchema>;
export const cardFields = ['intendedUse', 'notFor', 'considerations', 'contact'] as const;
export type CardField = (typeof cardFields)[number];
export const noWords: CardWords = { schemaVersion: 1, intendedUse: '', notFor: '', considerations: '', contact: '' };

/** What a model is, from what, how good and for whom not (after Mitchell et al. 2019, "Model Cards for Model Reporting"). */
export interface ModelCard {
	readonly name: string;
	/** SHA-256 of its archive; null where it is not kept. */
	readonly hash: string | null;
	/** Milliseconds since 1970. */
	readonly madeAt: number;
	readonly about: {
		readonly task: 'classification' | 'regression';
		readonly target: string;
		readonly classes: readonly string[];
		/** The probability of the second class from which on a row is called it; null: the likelier class. */
		readonly threshold: number | null;
		readonly estimator: EstimatorName | 'graph';
		readonly inputs: readonly ModelInput[];
	};
	readonly words: CardWords;
	/** What it was made from, and what was made of it: the oldest first. */
	readonly lineage: readonly {
		readonly type: string;
		readonly name: string;
		readonly id: string;
		readonly madeAt: number;
	}[];
	readonly training: {
		readonly rows: { readonly train: number; readonly test: number };
		readonly engine: string;
		readonly seed: number;
		readonly params: Readonly<Record<string, number | string>>;
		/** On the rows held out, by its threshold where it has one; null where not defined. */
		readonly metrics: Readonly<Record<string, number | null>>;
		/** Findings of the run: `overfit`, `class-imbalance` ... */
		readonly findings: readonly string[];
	} | null;
	/** How groups fare, by the newest report of its predictions; null where none was made. */
	readonly fairness: {
		readonly label: string;
		readonly positive: string;
		readonly rows: number;
		readonly groups: readonly JudgedGroup[];
		readonly limits: readonly LimitCheck[];
	} | null;
	readonly attribution: AttributionBaseline | null;
	/** How far the graph that devices run is from the plain reference; null where it was not held against it. */
	readonly parity: { readonly rows: number; readonly largest: number } | null;
	readonly versions: Readonly<Record<string, string>>;
}

/** Groups for whom the model is not, or cannot be said to be, as good: right less often by this much, or so few rows. */
const worseBy = 0.05;
const fewRows = 30;

export interface GroupDoubt {
	readonly group: JudgedGroup;
	readonly why: 'worse' | 'few';
	/** How much less often the model is right; of few rows, how many there are. */
	readonly size: number;
}

/** For whom not: groups with a lower accuracy that chance does not explain, the worst first, then groups with few rows. */
export function groupDoubts(groups: readonly JudgedGroup[]): GroupDoubt[] {
	const worse = groups.flatMap((group): GroupDoubt[] => {
		const { value = null, lower = null } = group.post?.['AD'] ?? {};
		const isWorse = value !== null && value >= worseBy && (lower === null || lower > 0);
		return isWorse && group.nFacet >= fewRows ? [{ group, why: 'worse', size: value }] : [];
	});
	const few = groups.flatMap((group): GroupDoubt[] =>
		group.nFacet < fewRows ? [{ group, why: 'few', size: group.nFacet }] : []
	);
	return [...worse.sort((a, b) => b.size - a.size), ...few];
}
