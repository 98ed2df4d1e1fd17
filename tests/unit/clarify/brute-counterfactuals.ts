import type { Model } from '$lib/core/model/model';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { predictRows } from '$lib/core/train/predict';

export type Cells = readonly (number | string | null)[];

/** Rows as a table of a model's inputs. */
export function tableOfCells(model: Model, rows: readonly Cells[]): Columns {
	return {
		rows: rows.length,
		columns: model.inputs.map(({ name, type }, at) =>
			type === 'number'
				? { name, type: 'DOUBLE', vector: numberVector(rows.map((row) => (row[at] === null ? null : Number(row[at])))) }
				: {
						name,
						type: 'VARCHAR',
						vector: textVector(rows.map((row) => (row[at] === null ? null : String(row[at]))))
					}
		)
	};
}

/** Every combination of values. */
export function combinations(values: readonly Cells[]): Cells[] {
	return values.reduce<Cells[]>((rows, next) => rows.flatMap((row) => next.map((value) => [...row, value])), [[]]);
}

export interface Brute {
	readonly row: Cells;
	readonly changed: readonly number[];
	readonly cost: number;
}

/**
 * By definition: of all combinations those with the wanted answer and at most so many changes, the least costly of each set of changed
 * columns, rising.
 */
export function bruteCounterfactuals(
	model: Model,
	original: Cells,
	values: readonly Cells[],
	scales: readonly number[],
	isWanted: (answer: readonly number[]) => boolean,
	maxChanges: number,
	penalty: number
): Brute[] {
	const rows = combinations(values);
	const outputs = Math.max(1, model.classes.length);
	const answers = predictRows(model, tableOfCells(model, rows));
	const bySet = new Map<string, Brute>();
	rows.forEach((row, at) => {
		const changed = row.flatMap((value, place) => (value === original[place] ? [] : [place]));
		if (changed.length === 0 || changed.length > maxChanges) return;
		if (!isWanted([...answers.subarray(at * outputs, (at + 1) * outputs)])) return;
		const cost = changed.reduce((sum, place) => {
			const [value, own] = [row[place], original[place]];
			const away =
				typeof value === 'number' && typeof own === 'number' ? Math.abs(value - own) / (scales[place] ?? 1) : 1;
			return sum + away + penalty;
		}, 0);
		const known = bySet.get(changed.join());
		if (!known || cost < known.cost - 1e-12) bySet.set(changed.join(), { row, changed, cost });
	});
	return [...bySet.values()].sort((a, b) => a.cost - b.cost);
}

/** Left out: what only adds columns to a cheaper one. */
export function withoutSupersets(all: readonly Brute[]): Brute[] {
	return all.filter(
		({ changed, cost }) =>
			!all.some(
				(other) =>
					other.cost <= cost &&
					other.changed.length < changed.length &&
					other.changed.every((place) => changed.includes(place))
			)
	);
}
