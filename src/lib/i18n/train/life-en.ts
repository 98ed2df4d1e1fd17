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
	restarted: 'What an earlier run left was made by another version, so this one begins anew.',
	unkept: 'There is no room to keep where it stands: if this tab closes, the run begins anew.'
};
