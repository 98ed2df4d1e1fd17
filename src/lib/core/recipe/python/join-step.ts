import * as v from 'valibot';
import type { RecipeStep } from '../recipe';
import type { JoinStep } from './dialect';
import { Untranslatable } from './sql-parse';
import type { PlannedStep } from './native-step';

const JoinParamsSchema = v.object({
	table: v.string(),
	keys: v.record(v.string(), v.string()),
	type: v.optional(v.picklist(['left', 'inner', 'right', 'full', 'semi', 'anti']), 'left')
});

/** A join in the terms of a data frame; right and full ones are left to SQL. Throws Untranslatable. */
export function joinStep(
	params: RecipeStep['params'],
	{ query, input }: PlannedStep,
	variable: (table: string) => string
): JoinStep {
	const parsed = v.safeParse(JoinParamsSchema, params);
	if (!parsed.success || !query) throw new Untranslatable();
	const { table, keys, type } = parsed.output;
	if (type === 'right' || type === 'full') throw new Untranslatable();
	const mine = new Set(input.map(({ name }) => name));
	const brought = query.columns.flatMap(({ field, sql }): (readonly [string, string])[] => {
		if (mine.has(field.name)) return [];
		const source = /^"right side"\."((?:[^"]|"")*)"$/.exec(sql)?.[1];
		if (source === undefined) throw new Untranslatable();
		return [[source.replaceAll('""', '"'), field.name]];
	});
	return { other: variable(table), keys: Object.entries(keys), type, brought };
}
