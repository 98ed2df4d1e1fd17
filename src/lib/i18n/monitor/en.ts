import { attribution } from './attribution-en';
export const monitor = {
	attribution,
	title: 'Monitor',
	lead: 'Whether the rows of today still look like the rows the model learned from.',
	views: { label: 'What to watch', drift: 'This project', fleet: 'Fleet' },
	compare: 'Compare two tables',
	empty: {
		title: 'Nothing was compared yet',
		text: 'A model answers well on rows like those it learned from. When columns change (drift), it grows wrong without a sound. Compare the table it learned from with newer rows: every column is tested, and what changed is shown here.'
	},
	choose: {
		text: 'Every column both have is tested. The report is kept.',
		reference: 'Reference',
		referenceHint: 'what the model learned from',
		current: 'Current',
		currentHint: 'newer rows',
		device: (count: string) => `What this device was asked (${count} predictions)`,
		deviceText: (name: string) =>
			`Compared with what ${name} was trained on, from the counts this device keeps. The answers are compared too.`,
		one: 'There is only one table. Import newer rows on the Data page, or predict on the Edge page.',
		same: 'Choose two different tables.',
		start: 'Compare',
		comparing: (name: string) => `Comparing ${name}`,
		done: (drifted: number, all: number) => `${drifted} of ${all} columns drifted.`
	},
	window: {
		rows: (count: string) => `${count} rows`,
		against: (name: string) => `against ${name}`,
		device: 'this device',
		trained: (name: string) => `training data of ${name}`,
		gone: 'a deleted table'
	},
	picture: {
		title: 'Columns and reports',
		sentence:
			'The more of the rows changed, the stronger the shade. Press a cell to see both sides; the newest report stands right.',
		column: 'Column',
		scale: 'effect',
		drifted: 'drifted',
		missing: 'missing',
		undefined: 'not tested',
		absent: 'not in this report',
		cell: (column: string, window: string, effect: string, verdict: string) =>
			`${column}, ${window}: ${effect}, ${verdict}`,
		effect: (value: string) => `effect ${value}`,
		steady: 'steady',
		more: (count: string) => `Show ${count} more columns`
	},
	alerts: {
		title: 'Newest report',
		none: (all: string, current: string, reference: string) =>
			`None of ${all} columns drifted: ${current} still looks like ${reference}.`,
		some: (drifted: string, all: string, current: string, reference: string) =>
			`${drifted} of ${all} columns drifted: ${current} against ${reference}.`,
		more: (count: string) => `and ${count} more in the picture below`,
		what: 'What to do',
		source: 'Look at the source',
		sourceText: 'A broken sensor or an import gone wrong also looks like drift. Look there first.',
		retrain: 'Train again',
		retrainText: 'If the world changed, let the model learn from the newer rows.',
		pipeline: 'Make it a pipeline',
		pipelineText: 'Compare, train and package again whenever a new table comes.'
	},
	change: {
		moved: (column: string, isUp: boolean, deviations: string, from: string, to: string) =>
			`“${column}” moved ${isUp ? 'up' : 'down'} by about ${deviations} standard deviation${deviations === '1' ? '' : 's'} (mean ${from} to ${to})`,
		spread: (column: string, isWider: boolean, ratio: string) =>
			`“${column}” spreads ${isWider ? 'wider' : 'less'}: ${ratio} times the standard deviation`,
		value: (column: string, value: string, from: string, to: string) =>
			`In “${column}”, “${value}” went from ${from} to ${to} of the rows`,
		missing: (column: string, from: string, to: string) =>
			`“${column}” is missing in ${to} of the rows, before in ${from}`,
		shape: (column: string, effect: string) =>
			`“${column}” is distributed differently: up to ${effect} of the rows lie elsewhere`,
		steady: (column: string) => `“${column}” looks as before`,
		unsure: (column: string) => `“${column}” looks different, but so few rows may do that by chance`,
		undefined: (column: string) => `“${column}” could not be tested`,
		rows: (sentence: string, current: string, reference: string) => `${sentence}; ${current} rows against ${reference}.`
	},
	reasons: {
		'reference-empty': 'The reference has no value in this column.',
		'current-empty': 'The current rows have no value in this column.',
		'both-empty': 'Neither side has a value in this column.',
		constant: 'Every row has the same value.',
		'missing-changed': 'The share of missing values changed.',
		'type-changed': 'One side holds numbers and the other text; they were compared as text.'
	},
	distribution: {
		numbers: 'Both distributions',
		numbersSentence: (bin: string, reference: string, current: string) =>
			`By tenths of the reference. Most changed: ${bin}, from ${reference} to ${current} of the rows.`,
		values: 'Both shares',
		valuesSentence: (bin: string, reference: string, current: string) =>
			`The commonest values. Most changed: ${bin}, from ${reference} to ${current} of the rows.`,
		same: 'Both sides are alike.',
		bin: 'Values',
		reference: 'Reference',
		current: 'Current',
		other: 'all others',
		upTo: (to: string) => `up to ${to}`,
		over: (from: string) => `over ${from}`,
		between: (from: string, to: string) => `${from} to ${to}`,
		share: 'share of rows',
		gone: 'The report did not keep its distributions, and a table it was made from is gone.'
	},
	tests: {
		title: 'Tests',
		test: 'Test',
		value: 'Value',
		p: 'p',
		adjusted: 'p over all columns',
		effect: 'Effect',
		interval: (low: string, high: string) => `between ${low} and ${high} (95%)`,
		names: {
			ks: 'Kolmogorov–Smirnov',
			chiSquare: 'Chi-square',
			wasserstein: 'Wasserstein distance',
			wassersteinNormed: 'Wasserstein, in deviations',
			psi: 'Population stability index',
			jensenShannon: 'Jensen–Shannon distance',
			hellinger: 'Hellinger distance',
			totalVariation: 'Total variation',
			lInfinity: 'Largest difference',
			lInfinityRobust: 'Largest difference, for few rows'
		},
		missing: 'Missing',
		missingText: (reference: string, current: string) => `${reference} before, ${current} now`,
		unseen: 'Values not seen before',
		unseenText: (count: string) => `in ${count} rows`,
		how: 'How this was measured',
		howText: {
			exact: 'The p-value was counted over all cases.',
			asymptotic: 'The p-value comes from the limit distribution.',
			permutation: 'The p-value comes from dealing the rows out again 1,999 times.',
			binned: 'Measured from counts in bins, which errs on the quiet side.'
		},
		rule: 'A column drifted when its p, corrected over all columns (Benjamini–Hochberg), is at most 0.05 and the effect, a share of rows, is at least 0.1; or when its missing values changed that much.'
	},
	report: {
		title: 'Report',
		reference: 'Reference',
		current: 'Current',
		made: 'Made',
		window: 'Asked between',
		between: (from: string, to: string) => `${from} and ${to}`,
		onlyReference: 'Only in the reference',
		onlyCurrent: 'Only in the current rows',
		delete: 'Delete this report',
		deleted: (name: string) => `The report ${name} was deleted.`
	},
	fleet: {
		how: 'A fleet is every device of a team that sends to one relay; everything else here works without one. Start a relay with',
		howThen: ', make an operator’s code with',
		howLast: ', and enter the address and the code on the Edge page. From then on the devices stand here.',
		toEdge: 'Enrol on the Edge page',
		notOperator:
			'This device is enrolled, but not as an operator: it may send, not see the others. Ask for an operator’s code and enrol again.',
		keyLost: 'The browser lost the key of this device. Ask for a code for it and enrol again.',
		own: (name: string, url: string) => `${name}, operator at ${url}`,
		level: (level: string) => `This device may send: ${level}. How much each other device sends is chosen there.`,
		operator: 'operator',
		state: 'State',
		states: { active: 'heard', silent: 'silent for over a week', never: 'not heard yet', revoked: 'revoked' },
		rows: 'Rows told',
		noDevices: 'No device is enrolled yet.',
		noPackages: 'The relay has no package yet.',
		choosePackage: 'Package',
		window: (from: string, to: string) => `Asked between ${from} and ${to}.`,
		told: (devices: string, rows: string) => `answers on ${devices}, ${rows} rows told`,
		upload: 'Hand out',
		uploadText: 'A package of this project goes to the relay; every device that looks there may take it.',
		uploadNone: 'This project has no package. Make one on the Models page.',
		uploadAll: 'The relay has every package of this project.',
		revokeTitle: (name: string) => `Revoke ${name}?`,
		revokeText:
			'This cannot be undone. Its key ends for good: it can send nothing and fetch nothing any more. To come back it needs a new code.',
		revoked: (name: string) => `${name} was revoked.`
	}
};
