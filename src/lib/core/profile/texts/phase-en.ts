/** What a run passes through. */
export const phases = {
	read: 'reading and encoding the table',
	bin: 'sorting values into bins',
	gradient: 'gradients',
	histogram: 'histograms',
	split: 'choosing splits',
	partition: 'moving rows to leaves',
	prepare: 'gathering batches',
	upload: 'copying to the engine',
	forward: 'forward pass',
	backward: 'backward pass',
	update: 'updating weights',
	index: 'laying out the kept rows',
	distance: 'distances',
	select: 'choosing the nearest',
	evaluate: 'measuring',
	checkpoint: 'writing the model',
	idle: 'waiting'
};
export type PhaseTexts = typeof phases;
