/** What each rule over a run is called, what it says when it found something, and the names of its figures and parameters. */
export const rules = {
	names: {
		'exploding-tensor': 'values that are no numbers',
		'exploding-loss': 'sudden jumps',
		'loss-not-decreasing': 'the falling loss',
		'vanishing-gradient': 'vanishing gradients',
		'dead-relu': 'dead units',
		'saturated-activation': 'saturated outputs',
		'poor-initialisation': 'the first weights',
		'update-ratio': 'the size of updates',
		'all-zero': 'tensors of zeros',
		'unchanged-tensor': 'weights that stand still',
		overfit: 'overfitting',
		overtraining: 'training too long',
		'class-imbalance': 'rare classes',
		confusion: 'confused classes',
		'tree-depth': 'deep trees',
		'importance-overweight': 'one column for all',
		stalled: 'a run that stands still',
		'batch-size': 'small batches',
		'cpu-bottleneck': 'time to make rows ready',
		'io-bottleneck': 'time to read',
		threads: 'threads',
		'memory-increase': 'growing memory',
		'load-balance': 'balance of workers',
		'low-utilisation': 'idle time',
		'initialisation-time': 'time to the first step',
		'step-outlier': 'slow steps'
	},
	found: {
		'exploding-tensor': {
			title: 'Values ran out of bounds',
			text: 'A tensor holds NaN or Infinity. Lower the learning rate, or mend huge values in the table.'
		},
		'exploding-loss': {
			title: 'The loss jumped up',
			text: 'The training loss rose to a multiple of its lowest value. A lower learning rate usually helps.'
		},
		'loss-not-decreasing': {
			title: 'The loss does not fall',
			text: 'Over a stretch of steps the training loss did not fall below the first one, or it rose. Check the column to predict, or change the learning rate.'
		},
		'vanishing-gradient': {
			title: 'A layer gets no gradient',
			text: 'Its gradients are practically 0, so it does not learn. Fewer layers, or batch norm, let gradients through.'
		},
		'dead-relu': {
			title: 'Units of a layer are dead',
			text: 'They give 0 for every row and learn nothing more. A lower learning rate keeps them alive.'
		},
		'saturated-activation': {
			title: 'The outputs are saturated',
			text: 'Margins lie so far out that next to no gradient comes through. Lower the learning rate, or add L2.'
		},
		'poor-initialisation': {
			title: 'The first weights do not suit the layers',
			text: 'In the first batches the layers’ outputs differ widely in size, or one is constant. Check the scale of the columns, or use batch norm.'
		},
		'update-ratio': {
			title: 'Updates are out of proportion',
			text: 'A step changes a layer by far more than it holds, or by next to nothing. Change the learning rate.'
		},
		'all-zero': {
			title: 'A tensor is all zeros',
			text: 'Nothing flows through it. Dead units, or columns that are always 0, do this.'
		},
		'unchanged-tensor': {
			title: 'A layer’s weights stand still',
			text: 'Step after step they do not move. The learning rate is too low, or no gradient reaches them.'
		},
		overfit: {
			title: 'It learns the training rows by heart',
			text: 'The held-out loss was better earlier and has risen since, while the training loss kept falling.'
		},
		overtraining: {
			title: 'Training goes on for nothing',
			text: 'For many steps the loss has not got noticeably better. Fewer steps give the same model sooner.'
		},
		'class-imbalance': {
			title: 'One class is rare',
			text: 'The largest class has many times the rows of the smallest. Look at precision and recall, not at accuracy, or let every class weigh the same.'
		},
		confusion: {
			title: 'A class is mostly taken for another',
			text: 'Most held-out rows of this class are not recognised. Balanced class weights, or more rows of it, may help.'
		},
		'tree-depth': {
			title: 'Trees grow deep',
			text: 'Few rows reach the ends of such a tree, and it may learn them by heart. Fewer leaves make it shallower.'
		},
		'importance-overweight': {
			title: 'One column gives nearly the whole answer',
			text: 'Ask whether it is known when the model is used, or whether the answer leaked into it.'
		},
		stalled: {
			title: 'The run stood still',
			text: 'One step came long after the one before. The tab may have slept, or something else used this device.'
		},
		'batch-size': {
			title: 'Batches are small',
			text: 'Most of the time goes into what each batch costs whatever it holds. Larger batches learn more rows a second.'
		},
		'cpu-bottleneck': {
			title: 'Making rows ready takes longer than learning',
			text: 'In most steps the engine waits for rows to be gathered and copied. Larger batches help.'
		},
		'io-bottleneck': {
			title: 'Reading takes most of the run',
			text: 'The rows took longer to read and encode than to learn from. Fewer columns, or texts made categories, help.'
		},
		threads: {
			title: 'Cores lie idle, or are crowded',
			text: 'The number of workers does not suit the cores of this device.'
		},
		'memory-increase': {
			title: 'Memory keeps growing',
			text: 'What stays in use grows from window to window: something is not given back. Please report it with this run’s trace.'
		},
		'load-balance': {
			title: 'Workers share the work unevenly',
			text: 'One was busy far longer than another. With few rows, fewer threads do as well.'
		},
		'low-utilisation': {
			title: 'The thread waits',
			text: 'Much of each step passes idle. Another tab or program may use this device, or another engine suits it better.'
		},
		'initialisation-time': {
			title: 'The first step came late',
			text: 'Reading, encoding and preparing took long before anything was learned.'
		},
		'step-outlier': {
			title: 'Some steps were slow',
			text: 'Many steps took far longer than the rest: something else used this device meanwhile.'
		}
	},
	/** What the value and its limit are, for a rule’s evidence. */
	measures: {
		'exploding-tensor': 'values that are no numbers',
		'exploding-loss': 'training loss',
		'loss-not-decreasing': 'change, % of the first loss',
		'vanishing-gradient': 'mean size of the gradient',
		'dead-relu': 'share of dead units',
		'saturated-activation': 'share of saturated values',
		'poor-initialisation': 'ratio of variances',
		'update-ratio': 'update over weight',
		'all-zero': 'share of zeros',
		'unchanged-tensor': 'largest update',
		overfit: 'gap over training loss',
		overtraining: 'steps without a gain',
		'class-imbalance': 'largest over smallest class',
		confusion: 'share of the class’s rows',
		'tree-depth': 'depth',
		'importance-overweight': 'share of what splits explain',
		stalled: 'seconds between steps',
		'batch-size': 'share of fixed costs',
		'cpu-bottleneck': 'share of steps',
		'io-bottleneck': 'share of the run',
		threads: 'workers a core',
		'memory-increase': 'growth a window',
		'load-balance': 'difference of busy time',
		'low-utilisation': 'busy share',
		'initialisation-time': 'seconds',
		'step-outlier': 'milliseconds of a step'
	},
	where: (step: number, batch: number | null, tensor: string | null) =>
		[tensor, batch === null ? `step ${step}` : `step ${step}, batch ${batch}`].filter(Boolean).join(' · '),
	point: 'Show this step in the curve',
	marked: 'found here',
	limit: 'limit',
	worst: (step: number) => `farthest, at step ${step}`,
	firings: 'times found',
	looked: 'looked at',
	looks: {
		batches: (looks: string, of: string) => `${looks} of ${of} batches`,
		rounds: (looks: string, of: string) => `${looks} of ${of} rounds`
	},
	lookedIn: (run: string, looks: string) => `In ${run} it looked at ${looks}.`,
	looking: 'Rules look at every step; what they find is told here.',
	passed: (rules: number) =>
		rules === 1 ? '1 rule looked and found nothing' : `${rules} rules looked and found nothing`,
	silent: (rules: number) => (rules === 1 ? '1 rule had nothing to read' : `${rules} rules had nothing to read`),
	tried: {
		task: (change: string) => `Trying ${change}`,
		gain: (change: string, gain: string, measure: string) => `${change} is better by ${gain} (${measure}), every time.`,
		none: (change: string) => `${change} is no gain here, so it is not offered.`,
		unmeasured: (change: string) => `${change} could not be measured: a training ran out of bounds.`,
		measure: 'Measured',
		before: 'as it is',
		after: 'with it',
		by: { speed: 'rows a second', loss: 'loss', f1: 'F1' },
		note: (rows: string, times: number) =>
			`Median and range of ${times} short trainings in turn on the same ${rows} rows.`,
		keep: 'Keep in the settings',
		kept: (change: string) => `The settings now say ${change}.`,
		train: 'Train with it'
	},
	form: {
		title: 'How rules look at the next run',
		note: 'What is left empty is as usual. A rule that keeps the best step sets a tenth of the rows aside.',
		presets: 'Presets',
		presetNames: { usual: 'Usual', careful: 'End what goes wrong', strict: 'Strict, as SageMaker Debugger' },
		changed: (rules: number) => `${rules} changed`,
		action: 'When it finds something',
		off: 'do not look'
	},
	report: {
		menu: 'Report of this run',
		html: 'Web page, to read and print',
		json: 'JSON, for a program',
		making: (name: string) => `Report of ${name}`
	},
	settings: { engine: 'Engine', classWeights: 'Class weights' },
	values: { balanced: 'balanced' },
	severities: { high: 'serious', medium: 'worth a look', low: 'a hint' },
	actions: { notify: 'tell', stop: 'stop the run', 'keep-best': 'stop and keep the best step' },
	families: { training: 'Training', profiling: 'Speed' },
	lacks: {
		estimator: 'no meaning for this model',
		steps: 'too few steps',
		tensors: 'the engine showed no tensors of this kind',
		'held-out': 'no held-out rows',
		classes: 'no classes',
		'held-out-classes': 'too few held-out rows of a class',
		trees: 'no trees',
		columns: 'too few columns',
		workers: 'one worker only, or too short a run',
		memory: 'nobody counted memory',
		preparing: 'nothing was made ready'
	},
	evidence: {
		firstLoss: 'loss at first',
		lastLoss: 'loss at last',
		dropPercent: 'fell by %',
		leastPercent: 'wanted %',
		steps: 'steps',
		step: 'at step',
		loss: 'loss',
		lowest: 'lowest before',
		trainLoss: 'training loss',
		testLoss: 'held-out loss',
		gapRatio: 'gap over training loss',
		bestStep: 'best step',
		bestTestLoss: 'held-out loss there',
		largest: 'rows of the largest class',
		smallest: 'rows of the smallest',
		ratio: 'ratio',
		outliers: 'slow steps',
		meanMs: 'mean, ms',
		deviationMs: 'deviation, ms',
		idleMs: 'of it idle, ms',
		count: 'values in all',
		most: 'largest',
		least: 'smallest',
		class: 'class number',
		rows: 'held-out rows of it',
		right: 'recognised',
		elsewhere: 'taken for one other class',
		ms: 'time looked at, ms',
		share: 'share of a typical step',
		seconds: 'seconds',
		low: 'in the idlest steps',
		high: 'in the busiest steps',
		threads: 'workers',
		cores: 'cores',
		bytes: 'bytes now',
		firstBytes: 'bytes at first',
		mostMs: 'busiest, ms',
		leastMs: 'least busy, ms'
	},
	params: {
		threshold: 'smallest mean',
		patience: 'looks in a row',
		allowed: 'allowed',
		large: 'largest ratio',
		small: 'smallest ratio',
		epsilon: 'epsilon',
		share: 'share',
		looks: 'looks',
		relative: 'relative tolerance',
		absolute: 'absolute tolerance',
		ratio: 'ratio',
		window: 'steps in a window',
		fall: 'fall, %',
		rise: 'rise',
		factor: 'factor',
		seconds: 'seconds',
		start: 'from step',
		patienceTrain: 'steps, training loss',
		patienceHeldOut: 'steps, held-out loss',
		delta: 'least gain',
		leastRight: 'least recognised',
		mostElsewhere: 'most taken for another',
		rows: 'least rows',
		depth: 'depth',
		features: 'features',
		leastMs: 'from so many ms',
		steps: 'share of steps',
		leastSeconds: 'from so many seconds',
		idle: 'least busy share',
		deviations: 'deviations',
		outliers: 'slow steps allowed',
		warmUp: 'steps to learn from',
		windows: 'windows in a row',
		leastMb: 'least growth, MB',
		least: 'least',
		most: 'most',
		distance: 'largest difference',
		workers: 'least workers'
	}
};
export type RuleTexts = typeof rules;
