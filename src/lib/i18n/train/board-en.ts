/** The runs as a leaderboard. */
export const board = {
	subject: 'Learned',
	all: 'everything',
	bestBy: 'Best by',
	best: 'best',
	name: 'Name of the shown run',
	note: 'Note',
	keep: 'Keep',
	delete: 'Delete the run',
	deleted: (name: string) => `The run ${name} is deleted; its model stays.`,
	compareMany: 'Runs side by side',
	differenceNote:
		'Under a score: how far it lies from A, with the 95 % interval on the rows both were measured on; bold where that is more than chance.',
	others: (count: number) => (count === 1 ? 'One other setting' : `${count} other settings`),
	phases: 'Time by phase'
};
