import { seededRandom } from '$lib/core/random';
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

/** Two classes that four numbers and a category tell apart but for some noise. */
export function sane(rows: number, noise = 0.3): Columns {
	const random = seededRandom(7);
	const column = () => Array.from({ length: rows }, () => random() * 2 - 1);
	const [a, b, c, d] = [column(), column(), column(), column()];
	const kind = a.map(() => ['red', 'green', 'blue'][Math.floor(random() * 3)] ?? '');
	const label = a.map((x, i) => {
		const [y = 0, z = 0, w = 0] = [b[i], c[i], d[i]];
		const score = 2 * x + Math.sin(4 * y) - 2 * z * x + w * w + (kind[i] === 'red' ? 1 : 0) - 0.6;
		return score + noise * 3 * (random() - 0.5) > 0 ? 'yes' : 'no';
	});
	return table({ a, b, c, d, kind, label });
}
