import { targetEncoder } from './target-encoder';

/** ln of the category's share of the ones over its share of the zeros, each with `smoothing` added (Good 1950; Siddiqi 2006). */
export const weightOfEvidence = targetEncoder({
	id: 'weight-of-evidence',
	title: 'Weight of evidence',
	description:
		'For a target of 0 and 1: ln of the share of the ones that have the category over the share of the zeros that have it, with `smoothing` ' +
		'rows added to each, in the rows learned from. A category not seen is 0.',
	figure: (group, all, smoothing) => {
		const share = (part: number, whole: number) => (part + smoothing) / (whole + 2 * smoothing || 1);
		const [ones, zeros] = [share(group.sum, all.sum), share(group.count - group.sum, all.count - all.sum)];
		const evidence = Math.log(ones / zeros);
		return Number.isFinite(evidence) ? evidence : 0;
	},
	unseen: () => 0
});
