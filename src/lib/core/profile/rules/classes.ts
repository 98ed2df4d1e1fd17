import { defineRule, number, share, steps, worstOf, type Look } from './rule';

/** The largest class has many times the training rows of the smallest. */
export const classImbalance = defineRule({
	id: 'class-imbalance',
	family: 'training',
	severity: 'low',
	needs: 'classes',
	fields: { ratio: number(10, 1, 1e9) },
	watch: (param, { classCounts }) => ({
		end: () => {
			if (classCounts.length < 2) return undefined;
			const largest = Math.max(...classCounts);
			const smallest = Math.min(...classCounts);
			const value = largest / Math.max(smallest, 1);
			return value >= param('ratio')
				? { value, limit: param('ratio'), facts: { largest, smallest }, suggestion: { classWeights: 'balanced' } }
				: null;
		}
	})
});

/** Of a class's held-out rows too few are recognised, or too many go to one other class. */
export const confusion = defineRule({
	id: 'confusion',
	family: 'training',
	severity: 'medium',
	needs: 'held-out-classes',
	fields: { leastRight: share(0.5), mostElsewhere: share(0.5), rows: steps(20) },
	watch: (param) => ({
		end: ({ confusion: counts }) => {
			if (!counts) return undefined;
			return worstOf(
				counts.map((row, own): Look => {
					const rows = row.reduce((sum, count) => sum + count, 0);
					if (rows < param('rows')) return undefined;
					const right = (row[own] ?? 0) / rows;
					const elsewhere = Math.max(0, ...row.filter((_, other) => other !== own)) / rows;
					const facts = { class: own, rows, right, elsewhere };
					if (right < param('leastRight')) return { value: right, limit: param('leastRight'), facts };
					return elsewhere > param('mostElsewhere') ? { value: elsewhere, limit: param('mostElsewhere'), facts } : null;
				})
			);
		}
	})
});
