import { sqlValue } from '../../../table/sql';
import { meanOf, targetEncoder } from './target-encoder';

/** Prokhorenkova et al. 2018: (sum before + smoothing * mean of all) / (count before + smoothing). */
export const orderedTargetEncode = targetEncoder({
	id: 'ordered-target-encode',
	title: 'Ordered target encode',
	description:
		'As CatBoost does: a row learned from takes the mean of `target` in the rows of its category that come before it in an order drawn by ' +
		"`seed`, drawn towards the mean of all by `smoothing` rows' worth; new rows take the mean of all rows learned from. A category not seen takes " +
		'the mean of all.',
	figure: (group, all, smoothing) => (group.sum + smoothing * meanOf(all)) / (group.count + smoothing),
	unseen: meanOf,
	train: ({ key, y, row, turn, isTrain, mean }, smoothing) => {
		const before = `FILTER (WHERE ${isTrain}) OVER (PARTITION BY ${key} ORDER BY ${turn}, ${row} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
		const [sum, count] = [`coalesce(sum(${y}) ${before}, 0)`, `count(${y}) ${before}`];
		return `coalesce((${sum} + ${sqlValue(smoothing)} * ${mean}) / nullif(${count} + ${sqlValue(smoothing)}, 0), ${mean})`;
	}
});
