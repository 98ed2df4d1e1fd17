export const mend = {
	title: 'What can be done',
	beforeLabel: 'before',
	afterLabel: 'after',
	reweigh: 'Weigh the rows',
	reweighText: (groups: string) =>
		`Rows of ${groups} groups get weights that make group and outcome independent; the model then learns from both alike.`,
	reweighKeep: 'Keep as a table with weights',
	reweighKept: (name: string) => `Kept as ${name}. Choose the column ‘weight’ when you train.`,
	measuring: 'Measuring what can be done',
	keeping: 'Saving the weighed table',
	name: (table: string) => `${table} weighed`,
	gap: 'Difference in outcomes',
	threshold: 'A threshold for each side',
	thresholdText: (who: string) => `The score from which ${who} and the rest are approved, so that both are as often.`,
	thresholdNone: 'Needs the held-out predictions of a run with two classes.',
	approved: 'approved',
	accuracy: 'right',
	cut: 'threshold',
	never: 'never'
};
