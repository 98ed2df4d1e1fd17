import { meanOf, targetEncoder, type TargetSums } from './target-encoder';

/** Variance (sample); 0 of one row. */
const variance = ({ count, sum, squares }: TargetSums) =>
	count < 2 ? 0 : Math.max(0, (squares - (sum * sum) / count) / (count - 1));

export const jamesSteinEncode = targetEncoder({
	id: 'james-stein-encode',
	title: 'James-Stein encode',
	description:
		'Turns a category into a mix of its mean of `target` and the mean of all: the more uncertain its own mean (its variance over its count, ' +
		'beside the variance of all), the more of the mean of all. Of one row, and of a category not seen, it is the mean of all. `smoothing` adds rows.',
	figure: (group, all, smoothing) => {
		if (group.count < 2) return meanOf(all);
		const error = variance(group) / group.count;
		const share = error === 0 ? 0 : error / (error + variance(all));
		const mixed = share * meanOf(all) + (1 - share) * meanOf(group);
		return (group.count * mixed + smoothing * meanOf(all)) / (group.count + smoothing);
	},
	unseen: meanOf
});
