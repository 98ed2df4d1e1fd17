/** Weights of rows by true class (down) and called class (across), row-major classes x classes. */
export type ClassTable = Float64Array;

export function classTable(
	truth: Float64Array,
	called: Int32Array,
	weights: Float64Array,
	classes: number
): ClassTable {
	const table = new Float64Array(classes * classes);
	truth.forEach((own, row) => {
		const cell = own * classes + (called[row] ?? 0);
		table[cell] = (table[cell] ?? 0) + (weights[row] ?? 0);
	});
	return table;
}

/** A class's rows: how many are of it, are called it, and both. */
export interface ClassCounts {
	readonly actual: number;
	readonly called: number;
	readonly hits: number;
}

export function classCounts(table: ClassTable, classes: number): ClassCounts[] {
	return Array.from({ length: classes }, (_, k) => {
		let [actual, called] = [0, 0];
		for (let other = 0; other < classes; other++) {
			actual += table[k * classes + other] ?? 0;
			called += table[other * classes + k] ?? 0;
		}
		return { actual, called, hits: table[k * classes + k] ?? 0 };
	});
}

/** Null where not defined: no row called (precision), no row of it (recall), neither (f1). */
export function classScores({ actual, called, hits }: ClassCounts) {
	const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
	return {
		precision: share(hits, called),
		recall: share(hits, actual),
		f1: share(2 * hits, actual + called)
	};
}

export const tableMetrics = ['balancedAccuracy', 'precision', 'recall', 'f1', 'weightedF1', 'mcc', 'kappa'] as const;
/** `precision`, `recall` and `f1` are means over the classes. */
export type TableMetric = (typeof tableMetrics)[number];

/**
 * What a table of classes says as a whole. Means are over the classes that occur among truths or calls, a score that is not defined counting 0,
 * and balanced accuracy over those that occur among truths, as in scikit-learn. `mcc` after Gorodkin (2004); 0 where it is not defined.
 */
export function tableScores(table: ClassTable, classes: number): Record<TableMetric, number | null> {
	const counts = classCounts(table, classes).filter(({ actual, called }) => actual + called > 0);
	const n = counts.reduce((sum, { actual }) => sum + actual, 0);
	if (n === 0)
		return {
			balancedAccuracy: null,
			precision: null,
			recall: null,
			f1: null,
			weightedF1: null,
			mcc: null,
			kappa: null
		};
	const scores = counts.map(classScores);
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const hits = counts.reduce((sum, each) => sum + each.hits, 0);
	const chance = counts.reduce((sum, { actual, called }) => sum + actual * called, 0);
	const spread = (size: 'actual' | 'called') => n * n - counts.reduce((sum, each) => sum + each[size] ** 2, 0);
	const root = Math.sqrt(spread('actual') * spread('called'));
	return {
		balancedAccuracy: mean(counts.filter(({ actual }) => actual > 0).map((each) => each.hits / each.actual)),
		precision: mean(scores.map(({ precision }) => precision ?? 0)),
		recall: mean(scores.map(({ recall }) => recall ?? 0)),
		f1: mean(scores.map(({ f1 }) => f1 ?? 0)),
		weightedF1: counts.reduce((sum, { actual }, at) => sum + actual * (scores[at]?.f1 ?? 0), 0) / n,
		mcc: root > 0 ? (hits * n - chance) / root : 0,
		kappa: n * n > chance ? (hits * n - chance) / (n * n - chance) : null
	};
}
