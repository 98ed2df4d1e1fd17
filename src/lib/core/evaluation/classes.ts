import type { Checkpoint } from '../clarify/checkpoint';
import { seededRandom } from '../random';
import { drawMultinomial } from '../sampling';
import {
	classCounts,
	classScores,
	classTable,
	tableMetrics,
	tableScores,
	type ClassTable,
	type TableMetric
} from './class-table';
import { classCurves, type ClassCurves } from './class-curves';
import { aucShares } from './delong';
import { bootstrapEstimate, influenceEstimate, shareEstimate, type Estimate } from './estimate';
import {
	brierScores,
	calledClasses,
	effectiveRows,
	logLosses,
	oneAgainstRest,
	type EvaluatedRows
} from './evaluated-rows';
import { meanOf } from './mean';

/** How one class of many fares against the rest. */
export interface ClassEvaluation {
	readonly rows: number;
	readonly precision: Estimate;
	readonly recall: Estimate;
	readonly f1: Estimate;
	readonly auc: Estimate;
}

export type ClassesMetric = TableMetric | 'accuracy' | 'auc' | 'logLoss' | 'brier';

/** More than two classes together. */
export interface ClassesEvaluation {
	readonly table: ClassTable;
	readonly figures: Readonly<Record<ClassesMetric, Estimate>>;
	/** Share of rows whose class is among the `k` likeliest: k is 2, 3 and 5, where there are more classes. */
	readonly topK: readonly { readonly k: number; readonly share: Estimate }[];
	/** In the order of the classes. */
	readonly classes: readonly ClassEvaluation[];
	readonly curves: ClassCurves;
}

/** Resamples of a table take a binomial a cell: fewer for many classes. */
function tableDraws(classes: number): number {
	return Math.round(Math.min(400, Math.max(100, 1e6 / classes ** 2)));
}

/**
 * Evaluates the answers for more than two classes. AUC is the mean of each class against the rest, with DeLong's interval; null unless every
 * class is there. Intervals of what the table says by a bootstrap over its cells, which is the same as resampling rows.
 */
export async function evaluateClasses(
	rows: EvaluatedRows,
	seed: number,
	checkpoint: Checkpoint
): Promise<ClassesEvaluation> {
	const { truth, weights } = rows;
	const classes = rows.classes.length;
	const called = calledClasses(rows);
	const table = classTable(truth, called, weights, classes);
	const weight = weights.reduce((sum, each) => sum + each, 0);
	const scale = weight > 0 ? effectiveRows(weights) / weight : 1;
	const share = (value: number | null, of: number) => shareEstimate(value, of * scale);
	const resampled = await resampleTable(table, classes, scale, seed, checkpoint);
	const counts = classCounts(table, classes);
	const influence = new Float64Array(truth.length);
	const areas: (number | null)[] = [];
	const each: ClassEvaluation[] = [];
	for (let k = 0; k < classes; k++) {
		await checkpoint(k, classes);
		const shares = aucShares(oneAgainstRest(rows, k));
		areas.push(shares.auc);
		for (let row = 0; row < influence.length; row++)
			influence[row] = (influence[row] ?? 0) + (shares.influence[row] ?? 0) / classes;
		const own = counts[k] ?? { actual: 0, called: 0, hits: 0 };
		const { precision, recall, f1 } = classScores(own);
		each.push({
			rows: truth.reduce((sum, label) => sum + (label === k ? 1 : 0), 0),
			precision: share(precision, own.called),
			recall: share(recall, own.actual),
			f1: bootstrapEstimate(f1, resampled.f1[k] ?? new Float64Array(0)),
			auc: influenceEstimate(shares.auc, shares.influence, { least: 0, most: 1, method: 'delong' })
		});
	}
	const isWhole = areas.every((area) => area !== null);
	const auc = isWhole ? areas.reduce((sum: number, area) => sum + (area ?? 0), 0) / classes : null;
	const hits = counts.reduce((sum, own) => sum + own.hits, 0);
	const mean = (values: Float64Array) => {
		const found = meanOf(values, weights);
		return influenceEstimate(Number.isNaN(found.value) ? null : found.value, found.influence, { least: 0 });
	};
	const scores = tableScores(table, classes);
	const ofTable = (name: TableMetric) => bootstrapEstimate(scores[name], resampled.table[name]);
	return {
		table,
		figures: {
			accuracy: share(weight > 0 ? hits / weight : null, weight),
			balancedAccuracy: ofTable('balancedAccuracy'),
			precision: ofTable('precision'),
			recall: ofTable('recall'),
			f1: ofTable('f1'),
			weightedF1: ofTable('weightedF1'),
			auc: influenceEstimate(auc, influence, { least: 0, most: 1, method: 'delong' }),
			logLoss: mean(logLosses(rows)),
			brier: mean(brierScores(rows)),
			mcc: ofTable('mcc'),
			kappa: ofTable('kappa')
		},
		topK: [2, 3, 5].filter((k) => k < classes).map((k) => ({ k, share: share(withinTop(rows, k), weight) })),
		classes: each,
		curves: await classCurves(rows, areas, checkpoint)
	};
}

async function resampleTable(table: ClassTable, classes: number, scale: number, seed: number, checkpoint: Checkpoint) {
	const draws = tableDraws(classes);
	const random = seededRandom(seed);
	const cells = table.map((weight) => weight * scale);
	const empty = () => new Float64Array(draws).fill(NaN);
	const drawn: Record<TableMetric, Float64Array> = {
		...{ balancedAccuracy: empty(), precision: empty(), recall: empty(), f1: empty() },
		...{ weightedF1: empty(), mcc: empty(), kappa: empty() }
	};
	const f1 = Array.from({ length: classes }, empty);
	for (let draw = 0; draw < draws; draw++) {
		await checkpoint(draw, draws);
		const again = drawMultinomial(cells, random);
		const scores = tableScores(again, classes);
		for (const name of tableMetrics) drawn[name][draw] = scores[name] ?? NaN;
		classCounts(again, classes).forEach((own, k) => {
			const values = f1[k];
			if (values) values[draw] = classScores(own).f1 ?? NaN;
		});
	}
	return { table: drawn, f1 };
}

/** Share of rows whose own class has fewer than `k` likelier ones, by weight; ties go to the class that stands first. */
function withinTop({ truth, answers, weights, classes }: EvaluatedRows, k: number): number | null {
	let [within, weight] = [0, 0];
	truth.forEach((own, row) => {
		const p = answers[row * classes.length + own] ?? 0;
		let likelier = 0;
		for (let other = 0; other < classes.length; other++) {
			const q = answers[row * classes.length + other] ?? 0;
			if (q > p || (q === p && other < own)) likelier += 1;
		}
		weight += weights[row] ?? 0;
		if (likelier < k) within += weights[row] ?? 0;
	});
	return weight > 0 ? within / weight : null;
}
