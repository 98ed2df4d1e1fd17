export const groups = {
	settings: 'What to look for',
	question: 'Question',
	questions: {
		groups: 'Which rows go together?',
		components: 'What do columns have in common?',
		anomalies: 'Which rows are unlike the rest?'
	},
	notes: {
		groups: 'Groups of rows that are alike: k-means clustering.',
		components: 'A few directions that carry most of the differences: principal components (PCA).',
		anomalies: 'Rows that a few random cuts single out: an isolation forest.'
	},
	empty: {
		groups:
			'No column to predict is needed: rows that are alike are put in groups, and each group is told apart in words.',
		components:
			'No column to predict is needed: columns that rise and fall together are summed up in a few new ones, the widest first.',
		anomalies:
			'No column to predict is needed: every row gets a score, and the oddest are shown with what makes them odd.'
	},
	start: { groups: 'Find groups', components: 'Find components', anomalies: 'Find unusual rows' },
	again: 'The settings have changed since.',
	cancel: 'Stop looking',
	running: {
		groups: (table: string) => `Groups of ${table}`,
		components: (table: string) => `Components of ${table}`,
		anomalies: (table: string) => `Unusual rows of ${table}`
	},
	number: 'Groups',
	numberAuto: 'best apart, of 2 to 8',
	numberByHand: 'a number of my own',
	numberValue: 'How many',
	columns: 'Columns to look at',
	columnsNote: (used: string, all: string) => `${used} of ${all}.`,
	leftAtFirst: (target: string) => `Names of rows and “${target}”, to predict, are left out at first.`,
	noColumn: 'Tick at least one column.',
	encoding:
		'Numbers are standardised, a missing one counts as the mean and is marked. Of a category the 20 commonest values count, each as 0 or 1.',
	learntFrom: (columns: number, width: number) =>
		`From ${columns === 1 ? '1 column' : `${columns} columns`} as ${width === 1 ? '1 number' : `${width} numbers`} a row.`,
	dropped: (columns: string) => `Left out: ${columns}.`,
	droppedWhy: (column: string, why: string) => `${column} (${why})`,
	sampled: (shown: string, rows: string, seed: number) =>
		`${shown} of ${rows} rows are drawn, a sample (seed ${seed}); every row has been counted.`,
	all: (rows: string) => `All ${rows} rows are drawn.`,
	keep: { groups: 'Keep the groups', components: 'Keep the components', anomalies: 'Keep the scores' },
	keepNote: {
		groups: 'Saves the table again with a column “group”; 1 is the largest.',
		components: 'Saves the table again with the components as columns.',
		anomalies: 'Saves the table again with columns “anomaly_score” and “anomaly” (the flagged rows).'
	},
	keepName: {
		groups: (table: string) => `${table} with groups`,
		components: (table: string) => `${table} with components`,
		anomalies: (table: string) => `${table} with anomalies`
	},
	keeping: 'Saving the table',
	kept: (name: string) => `Saved as “${name}”: you find it under Data and here.`,
	feature: {
		category: (column: string, category: string) => `${column} = ${category}`,
		missing: (column: string) => `${column} missing`
	},
	group: (number: string) => `Group ${number}`,
	groupColumn: 'Group',
	found: (groups: string, silhouette: string) => `${groups} groups, silhouette ${silhouette}`,
	apart: {
		strong: 'They stand clearly apart.',
		fair: 'They stand apart, with some rows between.',
		weak: 'They overlap a good deal: take them as a rough division.',
		none: 'They hardly stand apart: the rows are one cloud, and the groups only cut it up.'
	},
	silhouetteNote: 'From −1 to 1: how much nearer a row is to its own group than to the next.',
	picture: 'The rows, flattened',
	pictureSays: (shares: string) =>
		`Each mark is a row, in the colour and shape of its group. The two directions carry ${shares} of all differences.`,
	onlyOne: 'There is but one direction: the rows lie on a line.',
	component: (number: string) => `Component ${number}`,
	componentShare: (number: string, share: string) => `Component ${number} (${share})`,
	row: 'Row',
	size: (count: number, rows: string, share: string) => `${rows} ${count === 1 ? 'row' : 'rows'}, ${share}`,
	profiles: 'What sets each group apart',
	ordinary: 'Nothing much: it is close to the average row.',
	higher: (name: string, own: string, all: string) => `${name} is higher: ${own} on average, ${all} in all rows`,
	lower: (name: string, own: string, all: string) => `${name} is lower: ${own} on average, ${all} in all rows`,
	shareOf: (name: string, own: string, all: string) => `${name} in ${own} of its rows, ${all} of all`,
	tried: 'How many groups',
	silhouette: 'Silhouette',
	silhouetteSays: (best: string) => `Higher is better: ${best} groups stand best apart.`,
	inertia: 'Spread within groups',
	inertiaSays: 'It always falls; where it stops falling fast, the elbow, more groups add little.',
	triedOnAll: (rows: string, seed: number) => `Tried on all ${rows} rows (seed ${seed}).`,
	triedOn: (rows: string, seed: number) => `Tried on ${rows} rows, a sample (seed ${seed}).`,
	scree: 'What each component carries',
	screeSays: (first: string, share: string, many: string) =>
		`The first ${first} carry ${share} of all differences between rows; for 80% it takes ${many}.`,
	share: 'Share of the variance',
	cumulative: 'Together',
	shareAlone: 'Alone',
	oneFeature: 'One number has nothing in common with others: tick another column.',
	loadings: 'What components are made of',
	loadingsSay: (name: string, weight: string) =>
		`A weight near 1 or −1 says that the component goes with the column, or against it. The strongest is ${name}, ${weight} in component 1.`,
	loadingsShown: (shown: string, all: string) => `The ${shown} strongest of ${all} are drawn; the table has all.`,
	featureColumn: 'Column',
	scatter: 'The rows along two components',
	scatterSays: (a: string, b: string, share: string) =>
		`Each mark is a row: component ${a} across, component ${b} up; together ${share} of the variance.`,
	across: 'Across',
	up: 'Up',
	keptCount: 'Components to keep',
	scores: 'How unlike the rest each row is',
	scoresSay: (count: number, rows: string, share: string, threshold: string) =>
		count === 1
			? `1 row (${share}) scores ${threshold} or more and is flagged.`
			: `${rows} rows (${share}) score ${threshold} or more and are flagged.`,
	scoresNote: (seed: number) =>
		`100 random trees, each over at most 256 rows (seed ${seed}). Ordinary rows score about 0.5 or less; near 1 is very unusual.`,
	score: 'Score',
	rows: 'Rows',
	from: 'from',
	to: 'to',
	flag: 'Share of rows to flag',
	flagPercent: 'Share of rows to flag, in percent',
	isFlagged: 'flagged',
	odd: 'The most unusual rows',
	oddSays: (shown: string) => `The ${shown} with the highest scores. What makes a row odd is marked in it.`,
	why: 'What makes it odd',
	whyNone: 'no single column: the combination',
	whyAlone: 'few rows are near it',
	reason: (column: string, value: string) => `${column}: ${value}`,
	missing: 'missing'
};
