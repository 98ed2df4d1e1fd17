import type { customOperations } from '$lib/core/recipe/operations/custom';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const custom: GroupTexts<typeof customOperations> = {
	operations: {
		formula: {
			title: 'Compute a column',
			description: 'Make a column from a formula over the others.',
			sentence: (words) => `Compute ${named(words.text('name'))} = ${named(words.text('formula'))}`
		},
		'by-example': {
			title: 'Fill by example',
			description: 'Type two or three results; a program that gives them fills the rest.',
			sentence: (words) => `Fill ${named(words.text('name'))} by example`
		},
		'row-function': {
			title: 'Your own function',
			description: 'A function of a row in TypeScript. It runs apart, without network or clock.',
			sentence: (words) => `Compute ${named(words.text('name'))} by a function of ${columns(words)}`
		},
		sql: {
			title: 'SQL of your own',
			description: 'One SELECT over the table as it is here, called this, and other tables by their names.',
			sentence: () => 'Run SQL of your own'
		}
	},
	fields: {
		columns: 'Columns in the row',
		code: 'Function',
		query: 'SQL',
		result: 'It gives',
		onError: 'A row it fails on',
		program: 'Program'
	},
	options: {
		number: 'A number',
		text: 'Text',
		boolean: 'Yes or no',
		timestamp: 'Date and time',
		stop: 'Stops the run',
		missing: 'Is missing'
	}
};
