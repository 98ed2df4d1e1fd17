import { noRules } from '../profile/rules/settings';
import { seededRandom } from '../random';
import type { EngineName, TrainJob, TrainResult } from './job';

/** What decides which engine is fastest: numbers that enter a net, its hidden sizes, rows of a batch. */
export interface NetSize {
	readonly inputs: number;
	readonly hidden: string;
	readonly batch: number;
}

/** A small net that any device is done with soon. */
export const smallNet: NetSize = { inputs: 32, hidden: '64,64', batch: 256 };

/** Nets of about this size share a measurement: inputs and batch rounded up to powers of two. */
export function netClass({ inputs, hidden, batch }: NetSize): NetSize {
	const roundUp = (size: number) => 2 ** Math.ceil(Math.log2(size));
	return { inputs: Math.min(4096, Math.max(8, roundUp(inputs))), hidden, batch: roundUp(batch) };
}

const epochs = 2;
/** Cells of a measurement's table at most: they are made on the page's thread and sent to a worker. */
const mostCells = 2 ** 19;

/** A net on made-up rows, the same for every engine; `isWarmUp`: two batches only, to load and compile what is needed. */
export function measurementJob(engine: EngineName, size: NetSize = smallNet, isWarmUp = false): TrainJob {
	const { inputs, hidden, batch } = size;
	const wanted = isWarmUp ? 2 * batch : Math.max(16 * batch, 4096);
	const rows = Math.max(64, Math.min(wanted, Math.floor(mostCells / inputs)));
	const random = seededRandom(1);
	const column = (name: string, values: Float64Array) => ({
		name,
		type: 'DOUBLE',
		vector: { kind: 'number' as const, values, missing: null }
	});
	const features = Array.from({ length: inputs }, (_, at) =>
		column(
			`x${at}`,
			Float64Array.from({ length: rows }, () => random() - 0.5)
		)
	);
	const first = features[0]?.vector.values ?? new Float64Array(rows);
	const label = column(
		'y',
		first.map((x) => Number(x + random() / 2 > 0))
	);
	return {
		columns: { rows, columns: [...features, label] },
		kinds: {},
		target: 'y',
		task: 'classification',
		estimator: 'mlp',
		engine,
		params: { hidden, batch, epochs: isWarmUp ? 1 : epochs },
		seed: 0,
		test: new Int32Array(0),
		weight: null,
		ignore: [],
		// rules look at the first steps closely: of so few that is a larger share than of a fit
		rules: noRules,
		refit: false
	};
}

/** Rows a second that an engine learned from in a measurement; reading the table and handing it over once are left out. */
export function rowsPerSecond({ phases, rows: { train } }: TrainResult): number {
	const once = new Set(['read', 'upload']);
	const spent = Object.entries(phases).reduce((sum, [phase, ms]) => (once.has(phase) ? sum : sum + ms), 0);
	return (train * epochs * 1000) / Math.max(spent, 1e-6);
}
