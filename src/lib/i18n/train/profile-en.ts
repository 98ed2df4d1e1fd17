/** Texts of the profile of a run. */
export const profile = {
	title: (run: string) => `Where the time of ${run} went`,
	loading: 'Reading the profile …',
	missing: 'Nothing was recorded of this run.',
	wholeJob: (total: string) => `The whole job, ${total}`,
	partOf: (from: string, to: string) => `The part on screen, ${from} to ${to}`,
	charts: 'Steps, threads and memory',
	leftOut: (count: string, share: string) =>
		`${count} short spans are not shown one by one: they are kept in ${share} of the time on screen. Totals of the whole job count them.`,
	noGpuTimes: 'This adapter gives no times of its own, so the GPU has no row.',
	noHeap: 'This browser does not tell how large the JavaScript heap is.',
	flame: {
		label: 'Flame chart: threads and their spans over time. The table below has the same in numbers.',
		hint: 'Drag to move, pinch or Ctrl + wheel to zoom, drag over the strip to choose a part. Keys: arrows move between spans, W A S D zoom and move, Enter zooms to the span, 0 shows everything.',
		search: 'Find phases and kernels',
		matches: (count: string, time: string) => `${count} on screen, ${time}`,
		next: 'Next match',
		zoomIn: 'Zoom in',
		zoomOut: 'Zoom out',
		whole: 'Show the whole job',
		range: (from: string, to: string) => `${from} – ${to}`,
		selected: (name: string, worker: string, time: string, start: string) =>
			`${name}: ${time}, from ${start}, on the ${worker}`
	},
	names: {
		fit: 'learning',
		refit: 'learning from all rows',
		fold: 'fold',
		round: 'round',
		epoch: 'epoch',
		table: 'reading the table',
		train: 'waiting for training',
		pack: 'packing the model',
		keep: 'storing run and model',
		query: 'SQL query',
		load: 'loading a table',
		'read blob': 'reading a blob',
		'write blob': 'writing a blob'
	},
	workers: {
		train: 'training thread',
		trees: 'tree thread',
		page: 'page',
		data: 'data thread',
		storage: 'storage',
		network: 'network',
		gpu: 'GPU'
	},
	table: {
		title: 'Phases and kernels',
		name: 'Name',
		worker: 'On',
		calls: 'Calls',
		total: 'Total',
		self: 'Self',
		mean: 'Mean',
		p95: '95 %',
		share: 'Share',
		kinds: { group: 'Groups', phase: 'Phases', kernel: 'Kernels', other: 'Other threads and devices' },
		sampled: (every: number) => `timed in every ${every}th step`
	},
	steps: {
		title: 'Time of a step',
		sentence: (count: string, median: string, p95: string, outliers: number) =>
			`${count} steps: half take up to ${median}, 95 % up to ${p95}; ${outliers === 1 ? '1 is' : `${outliers} are`} much slower.`,
		axis: 'time of a step',
		from: 'From (ms)',
		to: 'To (ms)',
		count: 'Steps',
		limit: 'mean + 3 σ',
		slowest: 'Slowest:',
		outlier: (time: string, at: string) => `${time} at ${at}`
	},
	busy: {
		title: 'How busy each thread was',
		sentence: (worker: string, share: string) => `The busiest is the ${worker}: ${share} of the time.`,
		share: 'Busy'
	},
	memory: {
		title: 'Memory',
		sentence: (peaks: string) => `At most ${peaks}.`,
		peak: (name: string, bytes: string) => `${bytes} of ${name}`,
		comma: ', ',
		axis: 'ms',
		inMegabytes: (name: string) => `${name} (MB)`,
		names: {
			wasm: 'WebAssembly memory',
			'js-heap': 'JavaScript heap',
			gpu: 'GPU buffers',
			storage: 'storage'
		}
	},
	moved: {
		title: 'What was moved',
		kind: 'Where',
		count: 'Times',
		bytes: 'Size',
		time: 'Time',
		rate: 'Rate',
		kinds: {
			'storage-read': 'read from storage',
			'storage-write': 'written to storage',
			'network-sent': 'sent to the network',
			'network-received': 'received from the network',
			threads: 'between threads',
			'to-gpu': 'to the GPU',
			'from-gpu': 'from the GPU'
		}
	}
};
