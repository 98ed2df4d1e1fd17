import { sqlValue } from '../../../table/sql';
import { meanOf, targetEncoder } from './target-encoder';

const folds = 5;

/** (sum + smoothing * mean of all) / (count + smoothing), as Micci-Barreca 2001 blends them; out of fold for the rows learned from. */
export const targetEncode = targetEncoder({
	id: 'target-encode',
	title: 'Target encode',
	description:
		"Turns a category into the mean of `target` in the rows learned from, drawn towards the mean of all by `smoothing` rows' worth. A row " +
		'learned from takes it from the other four of five folds (by `seed`), so that its own target is not in it. A category not seen takes the ' +
		'mean of all. A target of words counts as 1 where it is `positive`.',
	figure: (group, all, smoothing) => (group.sum + smoothing * meanOf(all)) / (group.count + smoothing),
	unseen: meanOf,
	train: ({ key, y, turn, isTrain, mean }, smoothing) => {
		const fold = `(${turn} % ${folds})`;
		const rest = (figure: string, parts: readonly string[]) => {
			const over = (by: readonly string[]) => `OVER (${by.length === 0 ? '' : `PARTITION BY ${by.join(', ')}`})`;
			const part = `${figure} FILTER (WHERE ${isTrain})`;
			return `(coalesce(${part} ${over(parts)}, 0) - coalesce(${part} ${over([...parts, fold])}, 0))`;
		};
		const prior = `coalesce(${rest(`sum(${y})`, [])} / nullif(${rest(`count(${y})`, [])}, 0), ${mean})`;
		const [sum, count] = [rest(`sum(${y})`, [key]), rest(`count(${y})`, [key])];
		return `coalesce((${sum} + ${sqlValue(smoothing)} * ${prior}) / nullif(${count} + ${sqlValue(smoothing)}, 0), ${prior})`;
	}
});
