import { partOf, type Checkpoint } from '../clarify/checkpoint';
import { anomalyScore, growIsolationForest, type IsolationForest } from '../insight/isolation-forest';
import { cellAt, columnNamed, type Cell } from '../table/columns';
import { encodeRows, learntFrom, type EncodedRows, type LearntFrom, type RowsJob } from './encoded-rows';
import { byFallingScore, flagRows, type FlaggedRows } from './flagged-rows';

export interface AnomaliesJob extends RowsJob {
	/** The share of rows to flag, above 0 and at most 0.5. */
	readonly share: number;
}

/** A column whose usual value would make the row more ordinary, and by how much its score would fall. */
export interface AnomalyReason {
	readonly column: string;
	readonly value: Cell;
	readonly fall: number;
}

export interface Anomaly {
	readonly row: number;
	readonly score: number;
	readonly reasons: readonly AnomalyReason[];
}

export interface Anomalies extends LearntFrom, FlaggedRows {
	/** The anomaly score of each row, from 0 to 1. */
	readonly scores: Float64Array;
	/** Rows by falling score. */
	readonly order: Int32Array;
	/** The most anomalous of the flagged rows, the highest score first. */
	readonly top: readonly Anomaly[];
}

const shownRows = 20;
const shownReasons = 3;
/** Growing the forest is this share of the work. */
const isGrown = 0.1;

/** Rows that are easily singled out from the others, by an isolation forest over their encoding. */
export async function findAnomalies(job: AnomaliesJob, checkpoint: Checkpoint): Promise<Anomalies> {
	const encoded = encodeRows(job);
	const { rows, width, values } = encoded;
	const columns = Array.from({ length: width }, (_, k) =>
		Float64Array.from({ length: rows }, (_, row) => values[row * width + k] ?? 0)
	);
	const forest = await growIsolationForest(columns, rows, job.seed, partOf(checkpoint, 0, isGrown));
	const scoring = partOf(checkpoint, isGrown, 1);
	const scores = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		if (row % 500 === 0) await scoring(row, rows);
		scores[row] = anomalyScore(forest, columns, row);
	}
	const order = byFallingScore(scores);
	const found = flagRows(scores, order, job.share);
	return {
		...learntFrom(encoded),
		...found,
		scores,
		order,
		top: Array.from(order.subarray(0, Math.min(found.count, shownRows)), (row) => ({
			row,
			score: scores[row] ?? 0,
			reasons: reasonsOf(job, encoded, forest, row, scores[row] ?? 0)
		}))
	};
}

/** Each column in turn takes its usual value (the mean, the commonest category): the more the score falls, the more the column counts. */
function reasonsOf(
	{ columns }: AnomaliesJob,
	{ width, values, featurizer }: EncodedRows,
	forest: IsolationForest,
	row: number,
	score: number
): AnomalyReason[] {
	const { inputs, featureInputs } = featurizer;
	const usual = featurizer.encoders.flatMap((encoder) =>
		encoder.type === 'onehot' ? encoder.categories.map((_, at) => (at === 0 ? 1 : 0)) : [0]
	);
	return inputs
		.map(({ name }, input) => {
			const changed = Array.from({ length: width }, (_, k) =>
				Float64Array.of((featureInputs[k] === input ? usual[k] : values[row * width + k]) ?? 0)
			);
			const column = columnNamed(columns, name);
			return {
				column: name,
				value: column ? cellAt(column.vector, row) : null,
				fall: score - anomalyScore(forest, changed, 0)
			};
		})
		.filter(({ fall }) => fall > 0.001)
		.sort((a, b) => b.fall - a.fall)
		.slice(0, shownReasons);
}
