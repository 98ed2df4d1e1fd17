import { isNumericType, isTemporalType, type Field, type TableSchema } from '../table/schema';
import { everyChoices, relationChoices, type AnalysisType } from './analysis';

/** What a field of an analysis takes: a column of some sort, one of a few words, or a number. */
export type AnalysisField =
	| {
			readonly name: string;
			readonly takes: 'any' | 'number' | 'measured' | 'time' | 'group';
			readonly optional?: true;
	  }
	| { readonly name: string; readonly takes: 'choice'; readonly choices: readonly string[] }
	| { readonly name: string; readonly takes: 'figure'; readonly start: number; readonly least: number };

export const analysisFields: Readonly<Record<AnalysisType, readonly AnalysisField[]>> = {
	histogram: [
		{ name: 'column', takes: 'any' },
		{ name: 'colour', takes: 'group', optional: true },
		{ name: 'facet', takes: 'group', optional: true },
		{ name: 'bins', takes: 'figure', start: 20, least: 2 }
	],
	scatter: [
		{ name: 'x', takes: 'measured' },
		{ name: 'y', takes: 'measured' },
		{ name: 'colour', takes: 'group', optional: true },
		{ name: 'facet', takes: 'group', optional: true }
	],
	box: [
		{ name: 'value', takes: 'number' },
		{ name: 'by', takes: 'group', optional: true }
	],
	heatmap: [
		{ name: 'x', takes: 'any' },
		{ name: 'y', takes: 'any' }
	],
	correlation: [{ name: 'measure', takes: 'choice', choices: relationChoices }],
	vif: [],
	components: [],
	lasso: [
		{ name: 'target', takes: 'any' },
		{ name: 'l1', takes: 'figure', start: 0.1, least: 0 }
	],
	leakage: [{ name: 'target', takes: 'any' }],
	decomposition: [
		{ name: 'time', takes: 'time' },
		{ name: 'value', takes: 'number' },
		{ name: 'every', takes: 'choice', choices: everyChoices },
		{ name: 'period', takes: 'figure', start: 7, least: 2 },
		{ name: 'k', takes: 'figure', start: 3, least: 0.5 }
	],
	summary: []
};

/** Columns that a field takes, the likeliest first. */
export function columnsFor(field: AnalysisField, schema: TableSchema): Field[] {
	const isPlain = ({ kind }: Field) => kind !== 'list' && kind !== 'embedding';
	const isNumber = ({ type }: Field) => isNumericType(type);
	const isTime = ({ type }: Field) => isTemporalType(type);
	const byUse = (fields: readonly Field[]) => [
		...fields.filter(({ kind }) => kind !== 'identifier' && kind !== 'text'),
		...fields.filter(({ kind }) => kind === 'identifier' || kind === 'text')
	];
	switch (field.takes) {
		case 'any':
			return byUse(schema.filter(isPlain));
		case 'number':
			return byUse(schema.filter(isNumber));
		case 'measured':
			return byUse(schema.filter((each) => isNumber(each) || isTime(each)));
		case 'time':
			return schema.filter(isTime);
		case 'group':
			return schema.filter(
				({ kind, type }) => kind === 'categorical' || kind === 'boolean' || kind === 'ordinal' || type === 'BOOLEAN'
			);
		default:
			return [];
	}
}

/** What a form starts with; null where the table has no column for a field that needs one. */
export function startAnalysis(type: AnalysisType, schema: TableSchema): Record<string, string | number | null> | null {
	const values: Record<string, string | number | null> = { type };
	const taken = new Set<string>();
	for (const field of analysisFields[type]) {
		if (field.takes === 'figure') values[field.name] = field.start;
		else if (field.takes === 'choice') values[field.name] = field.name === 'every' ? 'day' : (field.choices[0] ?? '');
		else if (field.optional) values[field.name] = null;
		else {
			const fitting = columnsFor(field, schema);
			const chosen = field.name === 'target' ? fitting.at(-1) : fitting.find(({ name }) => !taken.has(name));
			if (!chosen) return null;
			taken.add(chosen.name);
			values[field.name] = chosen.name;
		}
	}
	return values;
}
