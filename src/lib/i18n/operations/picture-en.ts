import { named } from '../recipe/names';

/** The recipe and the way of a column, drawn. */
export const picture = {
	open: 'Draw the recipe',
	saveAs: (library: string) => `Save as Python (${library})`,
	title: 'The recipe, drawn',
	keys: 'Arrow keys go from step to step. Enter shows the table after it.',
	main: 'Main steps',
	source: (table: string) => `${table}, as it came`,
	table: (table: string) => `Table ${table}`,
	branch: (name: string) => `Branch ${name}`,
	goesOn: (line: string) => `${line}, on`,
	from: (names: string) => `after ${names}`,
	meets: (names: string) => `with ${names}`,
	heading: (name: string, count: string) => `${name} · ${count} steps`,
	step: (n: string, sentence: string) => `${n}. ${sentence}`,
	show: 'Show the table after this',
	showSource: 'Show the table before any step',
	shown: 'shown',
	off: 'off',
	broken: 'broken',
	learns: 'learns',
	learned: 'learned'
};

export const lineage = {
	open: 'Draw where it comes from',
	title: (column: string) => `The way of ${column}`,
	keys: 'Press a column to follow it, a step to show the table after it.',
	sources: 'Columns of tables',
	steps: 'Steps',
	results: 'Columns now',
	all: 'Show the other columns too',
	of: (column: string, table: string) => `${column} of ${table}`,
	main: (n: string) => `Step ${n}`,
	branch: (name: string, n: string) => `${name}, step ${n}`,
	makes: (columns: string) => `makes ${columns}`,
	onWay: 'on the way',
	untouched: (table: string) => `As it came from ${named(table)}.`,
	madeFrom: (columns: string, steps: string) => `Made from ${columns} by ${steps}.`,
	madeBy: (steps: string) => `Made by ${steps}, from no column.`,
	stepNumbers: (numbers: readonly string[]) => `${numbers.length === 1 ? 'step' : 'steps'} ${numbers.join(', ')}`,
	readBy: (columns: string) => `Read by ${columns}.`,
	readByGroups: (groups: string, count: number) => `Read by feature ${count === 1 ? 'group' : 'groups'} ${groups}.`,
	readByNone: 'No other column is made from it.',
	list: (names: readonly string[], more: number) =>
		`${names.map(named).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
};
