import type { Vector } from '../table/columns';
import { baselineOf } from './baseline';
import type { DriftJob } from './drift';
import type { Distributions } from './drift-report';
import { cellsOf, emptyLike, foldCells, type Sketch } from './sketch';

/** So many of the commonest values that only the current rows have are counted by name. */
const newValues = 50;

/** Both sides of every column counted over the bins of the reference; text names its commonest new values too. */
export function distributionsOf(job: Pick<DriftJob, 'reference' | 'current'>): Distributions {
	const reference: Record<string, Sketch> = {};
	const current: Record<string, Sketch> = {};
	job.reference.columns.forEach(({ name, vector }, at) => {
		const other = job.current.columns[at]?.vector;
		if (!other) return;
		const bins = binsOf(vector, other);
		reference[name] = foldCells(bins, cellsOf(vector));
		current[name] = foldCells(bins, cellsOf(other));
	});
	return { reference, current };
}

function binsOf(vector: Vector, other: Vector): Sketch {
	const bins = emptyLike(baselineOf(vector));
	if (bins.type === 'numeric' || vector.kind === 'number' || other.kind === 'number') return bins;
	const fresh = baselineOf(other);
	if (fresh.type === 'numeric') return bins;
	const known = new Set(vector.dictionary);
	const values = [...bins.values, ...fresh.values.filter((value) => !known.has(value)).slice(0, newValues)];
	return { ...bins, values, counts: values.map(() => 0) };
}
