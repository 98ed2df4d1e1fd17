import { sqlValue } from '../../../table/sql';
import { meanOf, targetEncoder } from './target-encoder';

export const leaveOneOutEncode = targetEncoder({
	id: 'leave-one-out-encode',
	title: 'Leave-one-out encode',
	description:
		"Turns a category into the mean of `target` in the rows learned from, without the row's own target where it is one of these; drawn " +
		"towards the mean of all by `smoothing` rows' worth. A category not seen takes the mean of all.",
	figure: (group, all, smoothing) => (group.sum + smoothing * meanOf(all)) / (group.count + smoothing),
	unseen: meanOf,
	train: ({ key, y, isTrain, mean }, smoothing) => {
		const over = `FILTER (WHERE ${isTrain}) OVER (PARTITION BY ${key})`;
		const others = `(count(${y}) ${over} - 1 + ${sqlValue(smoothing)})`;
		return `coalesce((sum(${y}) ${over} - ${y} + ${sqlValue(smoothing)} * ${mean}) / nullif(${others}, 0), ${mean})`;
	}
});
