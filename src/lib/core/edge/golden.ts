import type { Model } from '../model/model';
import type { Random } from '../random';
import { numberVector, textVector } from '../table/columns';
import type { Cell, Column, Columns } from '../table/columns';

/**
 * Rows that try a model out: at and on either side of its thresholds, at its means and far from them, every kind of category,
 * one it never saw, and missing values. They are made from the model alone, so that no row of anyone's data is in a package.
 */
export function goldenRows(model: Model, rows: number, random: Random): Columns {
	const columns = model.inputs.map((input, place): Column => {
		const candidates = input.type === 'text' ? textCandidates(model, input.name) : numberCandidates(model, place);
		const cells = Array.from({ length: rows }, (_, row): Cell => {
			if (row === 0) return null;
			return candidates[Math.floor(random() * candidates.length)] ?? null;
		});
		if (input.type === 'text')
			return {
				name: input.name,
				type: 'VARCHAR',
				vector: textVector(cells.map((cell) => (cell === null ? null : String(cell))))
			};
		const numbers = cells.map((cell) => (typeof cell === 'number' ? Math.fround(cell) : null));
		return { name: input.name, type: 'DOUBLE', vector: numberVector(numbers) };
	});
	return { rows, columns };
}

function textCandidates(model: Model, name: string): (string | null)[] {
	const categories = model.encoders.flatMap((encoder) =>
		'categories' in encoder && encoder.input === name ? encoder.categories : []
	);
	return [...categories, 'a value that was not there', null];
}

function numberCandidates(model: Model, input: number): (number | null)[] {
	const found = new Set<number>([0]);
	let mean = 0;
	let scale = 1;
	for (const encoder of model.encoders)
		if (encoder.type === 'numeric' && encoder.input === model.inputs[input]?.name) {
			({ mean, scale } = encoder);
			for (const far of [-3, -1, 0, 1, 3]) found.add(mean + far * scale);
		}
	for (const encoder of model.encoders)
		if (encoder.type === 'member' && encoder.input === model.inputs[input]?.name)
			for (const value of encoder.values) found.add(value);
	if (model.estimator.type === 'trees')
		for (const tree of model.estimator.trees)
			tree.feature.forEach((feature, node) => {
				const threshold = tree.threshold[node];
				if (feature < 0 || model.featureInputs[feature] !== input || threshold === undefined) return;
				for (const near of [-1e-3, 0, 1e-3])
					found.add((threshold + near * Math.max(1, Math.abs(threshold))) * scale + mean);
			});
	return [...found, null];
}
