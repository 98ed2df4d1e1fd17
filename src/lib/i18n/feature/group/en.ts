const plural = (count: number, one: string, many: string) => (count === 1 ? one : many);

/** The page of one group. */
export const group = {
	tabs: 'Parts of the group',
	tab: {
		features: 'Features',
		ingests: 'Ingests',
		read: 'Read',
		computed: 'On demand',
		lineage: 'Lineage',
		versions: 'Versions',
		settings: 'Settings'
	},

	stale: {
		mark: 'stale',
		never: (source: string) => `Nothing of ${source} is in it yet.`,
		dataset: (source: string) => `There is a newer table than the one it was made from (${source}).`,
		recipe: (source: string) => `Its recipe has changed since its last ingest (${source}).`,
		both: (source: string) => `Both its table and its recipe have changed since its last ingest (${source}).`,
		action: 'Take the new rows in',
		running: (name: string) => `Making the rows of ${name} again`,
		done: (rows: string, name: string) => `${rows} rows were taken into ${name}.`,
		followed: (rows: string, name: string) => `${name} followed its source: ${rows} rows were taken in.`,
		refused: (name: string) => `The new rows of ${name} stand off from the last ones. Look at them in Features.`
	},

	validation: {
		column: 'Against the one before',
		first: 'the first one',
		calm: 'nothing stands off',
		count: (count: number) => `${count} ${plural(count, 'thing stands', 'things stand')} off`,
		show: 'Show what stands off',
		hide: 'Hide it',
		found: (rows: string) => `These ${rows} rows stand off from the ones before. Nothing was taken in yet.`,
		accept: 'Take them in all the same',
		leave: 'Leave them out',
		type: (feature: string, before: string, now: string) => `${feature} is ${now}, it was ${before}`,
		missing: (feature: string, before: string, now: string) => `${feature}: ${now} missing, before ${before}`,
		mean: (feature: string, before: string, now: string, shift: string) =>
			`${feature}: mean ${now}, before ${before} (${shift} standard deviations)`,
		meanConstant: (feature: string, before: string, now: string) => `${feature}: mean ${now}, always ${before} before`,
		range: (feature: string, before: string, now: string) => `${feature}: from ${now}, before from ${before}`,
		span: (from: string, to: string) => `${from} to ${to}`,
		'new-values': (feature: string, values: string, share: string) =>
			`${feature}: new ${values} (${share} of the rows)`,
		'gone-values': (feature: string, values: string, share: string) =>
			`${feature}: no more ${values} (${share} of the rows before)`,
		more: (count: number) => `and ${count} more`
	},

	ingests: {
		text: 'Everything the group holds came by one of these. Each was measured against the one before it.',
		version: 'Definition',
		takeBack: 'Take back',
		takingBack: (name: string) => `Taking rows back from ${name}`,
		takenBack: (rows: string, name: string) => `${rows} rows were taken back from ${name}.`,
		deletion: (count: number, shown: string) => `deletion of ${shown} ${plural(count, 'entity', 'entities')}`
	},

	read: {
		whose: 'Whose features',
		mode: { keys: 'Some entities', all: 'All entities' },
		keys: (columns: string) => `Keys (${columns})`,
		keysHint: 'One entity a line; paste as many as you like.',
		keysHintMany: 'One entity a line, tabs or commas between its keys; paste as many as you like.',
		prefix: 'Key begins with',
		withDeleted: 'Those that are gone too',
		at: 'As of',
		atHint: 'Empty: now. Else a time such as 2026-01-31 12:00 (UTC).',
		atHintNumber: 'Empty: the newest. Else a number on the scale of the group.',
		known: 'As known at',
		knownHint: 'Only what was written down by then.',
		request: 'What the formulas are told',
		action: 'Read',
		more: (count: number) => `${count} more`,
		keysRead: (count: number) => `${count} ${plural(count, 'key', 'keys')}`,
		faults: {
			line: (line: number) => `Line ${line} has not one value for each key.`,
			at: 'That is no time the group knows.',
			known: 'That is no time the group knows.',
			many: (most: string) => `At most ${most} keys at once.`
		},
		title: (group: string) => `Read from ${group}`,
		says: {
			now: (count: number, shown: string) => `${shown} ${plural(count, 'entity', 'entities')}, as of now.`,
			at: (count: number, shown: string, when: string) =>
				`${shown} ${plural(count, 'entity', 'entities')}, as of ${when}.`,
			known: (count: number, shown: string, at: string, known: string) =>
				`${shown} ${plural(count, 'entity', 'entities')}, as of ${at} and as it was known at ${known}.`
		},
		reading: 'Reading…',
		none: 'No entity answers to that.',
		state: 'State',
		states: { fresh: 'fresh', expired: 'too old', gone: 'gone', unknown: 'unknown', none: 'no record then' },
		event: 'Event time',
		tick: (key: string) => `Tick ${key}`,
		tickAll: 'Tick all',
		missing: 'missing'
	},

	gone: {
		ticked: (count: number) => `${count} ticked`,
		since: 'Gone since',
		action: (count: number) => `Say ${plural(count, 'it is', 'they are')} gone`,
		running: (name: string) => `Deleting from ${name}`,
		done: (count: number, name: string) =>
			`${count} ${plural(count, 'entity', 'entities')} of ${name} deleted; the history stays.`,
		known: 'They were gone then already.'
	},

	computed: {
		text: 'Computed when it is read, from the features of the group and from what the reader tells; nothing is stored.',
		none: 'No feature is computed on demand yet.',
		feature: 'Feature',
		formula: 'Formula',
		description: 'Description',
		change: (name: string) => `Change ${name}`,
		remove: (name: string) => `Take ${name} out`,
		removed: (name: string) => `${name} was taken out.`,
		makeTitle: 'New on-demand feature',
		changeTitle: (name: string) => `Change ${name}`,
		name: 'Name',
		keep: 'Keep it',
		cancel: 'Cancel',
		kept: (name: string) => `${name} is computed from now on.`,
		request: 'Told by the reader',
		requestText: 'In a training set these are columns of the rows to learn from.',
		requestName: 'Name of a value',
		requestKind: 'Kind',
		requestAdd: 'Add the value',
		requestRemove: (name: string) => `No longer ask for ${name}`,
		tryValue: (name: string) => `${name}, for trying`,
		tried: (count: number) => `Tried on the first ${plural(count, 'entity', `${count} entities`)}`,
		trying: 'Write a name and a formula to see what it gives.'
	},

	lineage: {
		title: 'Where it comes from, and who reads it',
		feature: 'Feature',
		columns: {
			source: 'Source column',
			step: 'Step',
			feature: 'Feature',
			computed: 'On demand',
			set: 'Training set',
			model: 'Model',
			package: 'Package'
		},
		sentence: (feature: string, sources: number, readers: number) =>
			`${feature}: from ${sources} source ${plural(sources, 'column', 'columns')}, read by ${readers} ${plural(readers, 'training set, model or package', 'training sets, models and packages')}.`,
		way: (recipe: string, count: number) => `${recipe} · ${count} ${plural(count, 'step', 'steps')}`,
		steps: (feature: string) => `Steps on the way to ${feature}`,
		pick: 'Press a feature to see its ways.',
		from: 'From',
		to: 'To',
		none: 'Nothing is known of where its rows came from: the table or the recipe is gone.'
	},

	versions: {
		text: 'Each change of the definition is a version of its own; the ones before are kept.',
		version: (version: number) => `Version ${version}`,
		now: 'current',
		made: 'The group was made.',
		back: 'Return to this',
		returned: (version: number) => `The definition says again what version ${version} said.`,
		none: 'nothing',
		what: {
			description: 'description',
			owner: 'owner',
			tags: 'tags',
			ttl: 'good for',
			deleted: 'deleted mark',
			writeTime: 'write time',
			source: 'source',
			automatic: 'follows by itself',
			feature: (name: string) => `feature ${name}`,
			featureType: (name: string) => `type of ${name}`,
			featureDescription: (name: string) => `description of ${name}`,
			computed: (name: string) => `formula of ${name}`,
			request: (name: string) => `told: ${name}`
		},
		yes: 'yes',
		no: 'no'
	},

	settings: {
		text: 'Each change makes a new version of the definition; the ones before it are kept.',
		saved: (name: string) => `The settings of ${name} were changed.`,
		source: 'Made from',
		sourceText: 'The group says when this table or recipe has changed since its last ingest.',
		sourceTable: 'Table',
		sourceRecipe: 'Recipe',
		noSource: 'nothing',
		noRecipe: 'none: the rows as they are',
		automatic: 'Take new rows in by itself',
		automaticText:
			'As soon as the table or the recipe changes, while this project is open. Rows that stand off wait for you.',
		noChange: 'Nothing to save.',
		danger: 'Delete the group',
		dangerText: 'With its records and versions. Training sets made from it stay.'
	}
};
