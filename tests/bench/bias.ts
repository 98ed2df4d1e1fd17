import * as v from 'valibot';
import { measureInPage } from './page/measure';

export const name = 'bias: 1,000,000 rows x 3 facets in Chromium';

const number = v.number();
const FiguresSchema = v.object({
	counts: number,
	plainCounts: number,
	labels: number,
	predictions: number,
	grouped: number,
	crossed: number,
	many: number,
	plainMany: number,
	manyGroups: number
});

export async function run() {
	const figures = v.parse(FiguresSchema, await measureInPage('bias'));
	const counts = 'the same counts in plain JavaScript';
	const bare = `${counts}, without metrics`;
	/** `aim` is the most it may be. */
	const row = (what: string, ours: number, peer: number, peerName: string, aim?: number) => ({
		what,
		ours,
		peer,
		peerName,
		ratio: peer / ours,
		...(aim !== undefined && { aim })
	});
	return {
		rows: [
			row('counts by label, prediction and 40 groups, ms', figures.counts, figures.plainCounts, counts),
			row('report of labels, 1,000 resamples, ms', figures.labels, figures.plainCounts, bare, 1000),
			row('and predictions, flip test on 20,000 rows, ms', figures.predictions, figures.plainCounts, bare, 1000),
			row('and within 40 groups, ms', figures.grouped, figures.plainCounts, bare),
			row('and sex x race, ms', figures.crossed, figures.plainCounts, bare),
			row('counts of a facet of 100,000 values, ms', figures.many, figures.plainMany, counts),
			row('report of its 200 largest groups, ms', figures.manyGroups, figures.plainMany, bare)
		]
	};
}
