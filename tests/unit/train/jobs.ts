import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import { holdOut } from '$lib/core/train/holdout';
import { readTarget } from '$lib/core/train/target';

/** A table of columns by name: numbers, texts, null where missing. */
export function table(cells: Readonly<Record<string, readonly (number | string | null)[]>>): Columns {
	const lists = Object.entries(cells);
	return {
		rows: lists[0]?.[1].length ?? 0,
		columns: lists.map(([name, column]) => {
			const texts = column.filter((cell) => typeof cell === 'string');
			return texts.length > 0
				? { name, type: 'VARCHAR', vector: textVector(column.map((cell) => (cell === null ? null : String(cell)))) }
				: {
						name,
						type: 'DOUBLE',
						vector: numberVector(column.map((cell) => (typeof cell === 'number' ? cell : null)))
					};
		})
	};
}

/** A job on `columns` with a stratified quarter held out unless `test` says otherwise. */
export function jobOn(columns: Columns, target: string, change: Partial<TrainJob> = {}): TrainJob {
	const task = change.task ?? 'classification';
	return {
		columns,
		kinds: {},
		target,
		task,
		estimator: 'trees',
		engine: 'kernels',
		params: {},
		seed: 0,
		test:
			change.test ??
			holdOut(readTarget(columns, target, task).values, 0.25, task === 'classification', change.seed ?? 0),
		weight: null,
		ignore: [],
		refit: false,
		...change
	};
}
