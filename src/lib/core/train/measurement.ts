import { seededRandom } from '../random';
import { numberVector } from '../table/columns';
import type { EngineName, TrainJob, TrainResult } from './job';

const rows = 4096;
const width = 32;
const epochs = 2;

/** A small net on made-up rows, the same for every engine: 4,096 x 32, hidden 64 and 64, batch 256. */
export function measurementJob(engine: EngineName): TrainJob {
	const random = seededRandom(1);
	const column = (name: string) => ({
		name,
		type: 'DOUBLE',
		vector: numberVector(Array.from({ length: rows }, () => random() - 0.5))
	});
	const features = Array.from({ length: width }, (_, at) => column(`x${at}`));
	const [first] = features;
	const label = numberVector(Array.from(first?.vector.values ?? [], (x) => Number(x + random() / 2 > 0)));
	return {
		columns: { rows, columns: [...features, { name: 'y', type: 'DOUBLE', vector: label }] },
		kinds: {},
		target: 'y',
		task: 'classification',
		estimator: 'mlp',
		engine,
		params: { hidden: '64,64', epochs, batch: 256 },
		seed: 0,
		test: new Int32Array(0),
		weight: null,
		ignore: [],
		refit: false
	};
}

/** Rows a second that an engine learned from in a measurement, reading the table left out. */
export function rowsPerSecond({ phases, rows: { train } }: TrainResult): number {
	const spent = Object.entries(phases).reduce((sum, [phase, ms]) => (phase === 'read' ? sum : sum + ms), 0);
	return (train * epochs * 1000) / Math.max(spent, 1e-6);
}
