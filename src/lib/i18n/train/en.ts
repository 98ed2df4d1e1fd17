import { scores } from '$lib/core/model/texts/score-en';
import { board } from './board-en';
import { forecast } from './forecast-en';
import { groups } from './groups-en';
import { life } from './life-en';
import { evaluation } from './measure-en';
import { params } from './params-en';
import { profile } from './profile-en';
import { phases } from '$lib/core/profile/texts/phase-en';
import { rules } from '$lib/core/profile/texts/rule-en';
import { search } from './search-en';
import { split } from './split-en';
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

export const train = {
	title: 'Train',
	lead: 'Learn a model from a table on this device, and see where the time goes.',
	empty: {
		title: 'No table to learn from yet',
		text: 'Training needs a dataset with a column to predict. Import one, or open the sample project.',
		action: 'Import a table'
	},
	settings: 'What to train',
	dataset: 'Table',
	target: 'Column to predict',
	task: 'Task',
	taskAuto: 'as the column suggests',
	taskSuggested: (task: string) => `as the column suggests: ${task}`,
	tasks: {
		classification: 'classes',
		regression: 'a number'
	},
	estimator: 'Model',
	estimators: {
		linear: 'Linear or logistic regression',
		trees: 'Boosted trees',
		mlp: 'Neural network',
		knn: 'Nearest neighbours'
	},
	estimatorNotes: {
		linear: 'Quick, easy to explain; each column adds its share.',
		trees: 'Usually the most accurate on tables; finds thresholds and interactions.',
		mlp: 'A multi-layer perceptron; smooth answers, needs more rows.',
		knn: 'Answers as the most similar rows do; learns nothing else, so the model holds those rows.'
	},
	board,
	forecast,
	groups,
	life,
	evaluation,
	params,
	search,
	profile,
	split,
	moreParams: 'More settings',
	views: {
		label: 'Views of training',
		learn: 'Train',
		measure: 'Measure',
		profile: 'Profile',
		search: 'Search',
		groups: 'Groups and outliers',
		forecast: 'Forecast'
	},
	engine: 'Engine',
	engines: {
		auto: 'Fastest on this device',
		kernels: 'WebAssembly kernels',
		webgpu: 'Our shaders on WebGPU',
		'tfjs-webgpu': 'TensorFlow.js on WebGPU',
		'tfjs-wasm': 'TensorFlow.js on WebAssembly',
		'tfjs-cpu': 'TensorFlow.js on JavaScript'
	},
	engineFastest: (engine: string, rate: string) => `${engine}: the fastest here, ${rate} rows a second.`,
	engineUnmeasured: 'Measured once for networks of this size, when training starts.',
	measure: 'Measure now',
	measureAgain: 'Measure again',
	measuredOn: (date: string, adapter: string | null) =>
		adapter === null ? `Measured ${date}; no WebGPU here.` : `Measured ${date}; WebGPU on ${adapter}.`,
	measuring: 'Measuring engines',
	figures: (inputs: string, hidden: string, batch: string) =>
		`Rows a second: ${inputs} inputs, hidden ${hidden}, batch ${batch}`,
	absent: 'not on this device',
	slow: 'far behind, given up',
	seed: 'Seed',
	weight: 'Row weights',
	noWeight: 'every row counts the same',
	features: 'Columns to learn from',
	featuresNote: (used: number, all: number) => `${used} of ${all}`,
	start: 'Train',
	running: (name: string) => `Training ${name}`,
	cancel: 'Stop training',
	waiting: 'Press Train: the loss is drawn here while the model learns.',
	live: 'Loss',
	liveSentence: {
		start: 'Waiting for the first step.',
		running: (step: number, total: number, loss: string) => `Step ${step} of ${total}: training loss ${loss}.`,
		done: (steps: number, loss: string, test: string | null) =>
			test === null
				? `After ${steps} steps the training loss is ${loss}.`
				: `After ${steps} steps the training loss is ${loss} and the held-out loss ${test}.`
	},
	neighboursSentence: (neighbours: number, loss: string, test: string | null) =>
		`With ${neighbours} neighbours the loss on kept rows, each without itself, is ${loss}${test === null ? '.' : ` and on held-out rows ${test}.`} Measured on up to 1,000 rows of each.`,
	neighbours: 'Neighbours',
	trainLoss: 'training rows',
	testLoss: 'held-out rows',
	step: 'Step',
	runPhases: {
		fold: 'measuring in folds',
		fit: 'learning from the training rows',
		measure: 'predicting held-out rows',
		refit: 'fitting again on all rows',
		queue: 'waiting for the worker'
	},
	timeline: 'Where the time went',
	timelineSentence: (phase: string, share: number, total: string) =>
		`Of ${total}, most went to ${phase} (${percent(share)}).`,
	timelineNone: 'single phases were not kept here',
	phase: 'Phase',
	time: 'Time',
	share: 'Share',
	phases,
	trace: 'Download trace',
	traceNote: 'Chrome trace JSON; Perfetto opens it.',
	rules,
	findings: 'Findings',
	noFindings: 'The rules found nothing to worry about.',
	noRun: 'Rules look at each run for trouble: a loss that does not fall, overfitting, rare classes, slow steps.',
	comma: ', ',
	brackets: (text: string) => ` (${text})`,
	tryIt: (change: string) => `Try ${change}`,
	dropped: 'Columns left out',
	dropReasons: {
		identifier: 'names a row',
		constant: 'the same in every row',
		'high-cardinality': 'nearly every row has its own value',
		'unsupported-kind': 'a kind this model does not read',
		ignored: 'left out by you'
	},
	missingTarget: (rows: number) =>
		rows === 1
			? '1 row has no value to predict and was left out.'
			: `${rows} rows have no value to predict and were left out.`,
	cached: 'This very run was made before; here it is.',
	runs: 'Runs',
	runsNote: 'Choose two to four to compare.',
	noRuns: 'No run yet.',
	answersFrom: (positive: string, threshold: string) => `Calls ${positive} from ${threshold} on.`,
	columns: {
		name: 'Run',
		estimator: 'Model',
		engine: 'Engine',
		dataset: 'Table',
		rows: 'Rows',
		seconds: 'Time',
		when: 'When',
		seed: 'Seed'
	},
	rowsOf: (training: string, test: string) => `${training} + ${test}`,
	choose: (name: string) => `Compare ${name}`,
	open: (name: string) => `Show ${name}`,
	compare: 'Two runs side by side',
	comparedLoss: 'Held-out loss',
	compareSentence: (metric: string, values: string) => `${metric}: ${values}.`,
	setting: 'Setting',
	same: 'The settings are the same.',
	metrics: scores,
	measured: (rows: string) => `On ${rows} held-out rows`,
	toModels: 'Open the model'
};
