export const limits = {
	title: 'Limits',
	lead: 'Kept with the project. A report that lies beyond one is marked here, and stops a pipeline whose bias step asks for them.',
	none: 'No limit yet. Set your own, or begin with one that is in use elsewhere.',
	metric: 'Metric',
	wanted: 'Wanted',
	whom: 'For',
	standing: 'Now',
	add: 'Add a limit',
	addTitle: 'A new limit',
	editTitle: 'Change the limit',
	edit: (limit: string) => `Change ${limit}`,
	remove: (limit: string) => `Remove ${limit}`,
	removed: (limit: string) => `${limit} was removed.`,
	added: (limit: string) => `${limit} was added.`,
	changed: (limit: string) => `${limit} was changed.`,
	keep: 'Keep',
	cancel: 'Cancel',
	side: 'Wanted is',
	sides: {
		distance: 'no farther from 0 than',
		'at-most': 'at most',
		'at-least': 'at least',
		apart: 'at least as far from 0 as'
	},
	bound: 'Number',
	facet: 'Groups by',
	value: 'Group',
	any: 'any',
	anyGroup: 'every group',
	groupsOf: (facet: string) => `every group of ${facet}`,
	groupOf: (facet: string, value: string) => `${facet} ${value}`,
	minRows: 'Only groups of at least so many rows',
	minRowsShort: (rows: string) => `from ${rows} rows`,
	wholeInterval: 'A breach only where the whole 95 % interval lies beyond',
	wholeIntervalShort: 'by the whole interval',
	between: (bound: string) => `within ${bound} of 0`,
	atMost: (bound: string) => `at most ${bound}`,
	atLeast: (bound: string) => `at least ${bound}`,
	apart: (bound: string) => `at least ${bound} from 0`,
	within: 'holds',
	beyond: (count: string, of: string) => `${count} of ${of} beyond`,
	absent: 'not measured',
	small: 'groups too small',
	presets: 'In use elsewhere',
	preset: {
		'four-fifths': 'Four-fifths rule',
		labels: 'Outcomes within 10 points',
		predictions: 'Predictions within 10 points',
		opportunity: 'Recall within 10 points'
	},
	source: {
		'four-fifths':
			'A group is chosen at least 4/5 as often as the rest, and at most 5/4: 29 CFR 1607.4 D (United States, 1978).',
		labels:
			'What AI Fairness 360 (Bellamy and others, 2018) calls fair for a difference in rates, held against the data.',
		predictions: 'What AI Fairness 360 (Bellamy and others, 2018) calls fair for a difference in rates.',
		opportunity: 'What AI Fairness 360 (Bellamy and others, 2018) calls fair for a difference in recall.'
	},
	breaches: {
		title: (count: string) => (count === '1' ? '1 breach of a limit' : `${count} breaches of limits`),
		more: (count: string) => `${count} more`,
		wanted: (limit: string) => `Wanted is ${limit}.`,
		noValue: (metric: string) => `${metric} has no value here, so it is not known to hold.`,
		chance: (low: string, high: string) => `This may be chance: its 95 % interval, ${low} to ${high}, reaches within.`,
		ties: (low: string, high: string) => `It depends on how ties break: ${low} to ${high}.`,
		show: (group: string) => `Show ${group}`,
		mark: (stage: string, count: string) =>
			count === '1' ? `${stage}: 1 breach of a limit` : `${stage}: ${count} breaches of limits`
	}
};
