/** How a run lives: stopped early, cut, gone on with, made again. */
export const life = {
	validationLoss: 'validation rows',
	best: 'best',
	bestStep: (step: string) => `The model of step ${step} is kept: no other had a lower validation loss.`,
	stoppedByPatience: (step: string) => `It ended after step ${step}, since the validation loss fell no more.`,
	stoppedByPerson: (step: string) =>
		`You ended it after step ${step}; the model is what it had learned from the training rows.`,
	finish: 'End and keep the model so far',
	ending: 'ending after this step',
	interrupted: 'Runs that did not end',
	cutAt: (phase: string, step: string, total: string, when: string) =>
		`Cut at step ${step} of ${total} (${phase}), ${when}.`,
	resume: 'Go on',
	discard: 'Discard',
	resumed: (step: string) => `Goes on after step ${step}, where it was cut.`,
	kept: (step: string) => `Where it stood at step ${step} is kept: a closed tab loses no more than what came after.`,
	origin: 'What it was made from',
	maker: 'Version, engine, code',
	table: 'Table, SHA-256',
	recipe: 'Recipe',
	reproduce: 'Make it again and compare',
	reproducing: (name: string) => `Making ${name} again`,
	identical: 'Identical to the bit: model, predictions, scores and curve.',
	differs: (parts: string, why: string) => `Not the same: ${parts}. ${why}`,
	notReproduced: (why: string) => `It cannot be made again. ${why}`,
	parts: { model: 'model', predictions: 'predictions', metrics: 'scores', curve: 'curve' },
	reasons: {
		'data-gone': 'The table it learned from is gone.',
		'model-gone': 'Its model is gone.',
		'engine-missing': 'This device has not the engine it was trained on.',
		'other-version': 'Another version or engine made it.',
		unknown: 'Version, engine, data and seed are the same; the device may be another.'
	},
	restarted: 'What an earlier run left was made by another version, so this one begins anew.',
	unkept: 'There is no room to keep where it stands: if this tab closes, the run begins anew.'
};
