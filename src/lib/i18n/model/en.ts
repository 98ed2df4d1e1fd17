import { card } from './card-en';
export const model = {
	card,
	title: 'Models',
	lead: 'Every model of this project: what it is, from which data, how good it is, and where it went.',
	empty: {
		title: 'No model yet',
		text: 'A model appears here when it has been trained, or imported from elsewhere.',
		action: 'Train one'
	},
	import: {
		action: 'Import a model',
		title: 'Import a model',
		choose: 'Choose the file of a model',
		drop: 'Drop a model here, or choose its file',
		formats: 'ONNX (.onnx), or XGBoost’s save_model (.json)',
		wait: 'Reading…',
		importing: (file: string) => `Importing ${file}`,
		found: (file: string, producer: string, kind: string) => `${file}: ${kind}, written by ${producer}.`,
		asGraph: {
			'other-nodes': 'It is run as its graph and not taken apart: explanations ask it for predictions.',
			'answers-differ':
				'Taken apart it answered differently, so it is run as its graph: explanations ask it for predictions.'
		},
		target: 'It predicts',
		targetHint: 'The column of your table.',
		classes: (count: number) => `Labels of its ${count} classes`,
		classesHint: 'One a line, in the model’s order, as your table writes them.',
		inputs: (count: number) => `The ${count} columns it reads`,
		inputsHint: 'One a line, in the model’s order, as your table calls them.',
		noTable: 'No table here has any of these columns yet.',
		fits: (table: string) => `${table} has all of these columns.`,
		lacks: (table: string, columns: string, count: number) =>
			`${table} lacks ${count === 1 ? '1 of these columns' : `${count} of these columns`}: ${columns}${count > 5 ? ' …' : ''}`,
		another: 'Another file',
		keep: 'Import',
		done: (name: string) => `${name} was imported.`,
		from: (producer: string) => `imported, ${producer}`,
		origin: (producer: string, file: string, hash: string) =>
			`Made elsewhere by ${producer}; read from ${file} (${hash}).`,
		notMeasured: 'It was made elsewhere, so no run here measured it.',
		baselines: (table: string) => `Baselines for drift are taken from ${table}, which has the columns it reads.`,
		noCautions: 'How it was trained is not known here.'
	},
	registry: 'Registry',
	columns: {
		name: 'Model',
		estimator: 'Kind',
		target: 'Predicts',
		quality: 'Quality',
		dataset: 'Learned from',
		packages: 'Packages',
		when: 'When'
	},
	open: (name: string) => `Open the card of ${name}`,
	estimators: {
		knn: 'nearest neighbours',
		linear: 'linear',
		trees: 'boosted trees',
		mlp: 'neural network',
		graph: 'ONNX graph'
	},
	rename: 'Rename',
	name: 'Name',
	save: 'Save',
	delete: 'Delete',
	deleted: (name: string) => `${name} was deleted.`,
	what: 'What it is',
	whatSentence: {
		classification: (target: string, classes: string) => `It tells ${target}: ${classes}.`,
		regression: (target: string) => `It predicts ${target}, a number.`
	},
	threshold: (positive: string, threshold: string) =>
		`It calls ${positive} from a probability of ${threshold} on. The figures are measured so.`,
	inside: (inputs: number, features: number) =>
		`${inputs} columns go in and become ${features} features; the preprocessing is part of the graph.`,
	recipeInside: 'The steps of the recipe are in the graph too: it takes rows as they were before the recipe.',
	notInside: (step: string) => `The graph begins after this step, which devices cannot do: ${step}.`,
	size: {
		trees: (trees: number, leaves: number) => `${trees} trees with ${leaves} leaves`,
		mlp: (layers: string) => `layers ${layers}`,
		graph: 'run as it is, not looked into',
		linear: (weights: number) => `${weights} weights`,
		knn: (rows: string, neighbours: number) =>
			`${rows} rows kept, the ${neighbours} nearest answer; whoever has the model has those rows`
	},
	good: 'How good it is',
	goodSentence: (rows: string) => `Measured on ${rows} rows it had not seen; then it was fitted again on all rows.`,
	notMeasured: 'It was not measured: no rows were held out, or the run is gone.',
	caution: 'For whom it may not be good',
	cautions: {
		unmeasuredBias: 'No bias report was made with this model’s predictions. Make one before it decides about people.',
		fewRows: (rows: string) => `It was measured on ${rows} rows only; the figures are rough.`,
		imbalance: 'One class is rare in the training rows: it knows that class least.',
		overfit: 'It learned its training rows partly by heart.'
	},
	noCautions: 'Nothing stands out from its run. That is no proof of fairness.',
	toFairness: 'Look at fairness',
	parity: 'Parity',
	parityText:
		'The ONNX graph is what devices run. This runs it, and the recipe and the plain reference, on the same rows.',
	checkParity: 'Check now',
	checkingParity: (name: string) => `Checking ${name}`,
	parityGood: (rows: string, gap: string) => `On ${rows} rows the largest difference is ${gap}: they agree.`,
	parityBad: (rows: string, gap: string) => `On ${rows} rows the largest difference is ${gap}: more than 0.00001.`,
	parityChanged: (rows: string) => `${rows} predicted classes differ.`,
	inputs: 'Columns it reads',
	input: 'Column',
	kind: 'Kind',
	type: 'Read as',
	types: { number: 'number', text: 'text' },
	lineage: 'From file to device',
	lineageSentence: (before: number, after: number) =>
		`Made from ${before} things before it; ${after === 0 ? 'nothing was' : after === 1 ? '1 thing was' : `${after} things were`} made from it${after === 0 ? ' yet' : ''}.`,
	artifacts: {
		dataset: 'Table',
		recipe: 'Recipe',
		'feature-batch': 'Feature records',
		'training-set': 'Training set',
		'bias-report': 'Bias report',
		run: 'Run',
		model: 'Model',
		explanation: 'Explanation',
		package: 'Package',
		'drift-report': 'Drift report',
		'insight-report': 'Data quality report',
		'pipeline-run': 'Pipeline run'
	},
	files: 'Take it along',
	downloadOnnx: 'Export ONNX',
	downloadModel: 'Download model',
	package: 'Package for devices',
	packageText:
		'A package is signed with this machine’s key. It holds the graph, rows with known answers, and baselines for drift; a device checks all of it before it loads it.',
	version: 'Version',
	days: 'Good for days',
	makePackage: 'Make a package',
	packaging: (name: string) => `Packaging ${name}`,
	packages: 'Packages made',
	packageLine: (version: number, until: string) => `version ${version}, good until ${until}`,
	download: 'Download',
	made: (version: number) => `Package version ${version} was made.`,
	toEdge: 'Install on this device',
	noDataset: 'The table it was trained on is gone: the package would have no baselines for drift.'
};
