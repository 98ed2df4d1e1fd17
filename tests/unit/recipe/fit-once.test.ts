import { expect, it } from 'vitest';
import { compileRecipe } from '$lib/core/recipe/compile';
import { learnRecipe } from '$lib/core/recipe/fit';
import { operations } from '$lib/core/recipe/operations';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { toRows } from '$lib/core/table/columns';
import { inWorkspace } from '../../../src/cli/workspace';
import { exampleParams, exampleSchema, exampleSql, otherSchema } from '../../operations/examples';

const learnedFrom = '(SELECT * FROM example WHERE id <= 12)';
const appliedTo = '(SELECT * FROM example WHERE id > 12)';
/** Rows applied to that stand alone in a table of their own. */
const alone = [13, 14, 18, 24];
const tables = new Map([['other', { schema: otherSchema, sql: 'other' }]]);

/**
 * What an operation learned from some rows it applies to any others: twice the same, the same columns whatever the rows are, and where a
 * row is said to come from itself alone and not from its place, the same whichever rows stand beside it.
 */
it('fits once and applies anywhere', async () => {
	const broken: string[] = [];
	await inWorkspace(async ({ sql }) => {
		for (const statement of exampleSql()) await sql.execute(statement);
		for (const operation of operations) {
			const params = exampleParams(operation);
			const isComputed = operation.bind(params, undefined).compute !== null;
			if (isComputed || (!operation.fitted && operation.rows !== 'each')) continue;
			const recipe = parseRecipe({ schemaVersion: 1, steps: [{ op: operation.id, params }] });
			const ask = async (statement: string) => toRows(await sql.query(statement));
			const fitted = await learnRecipe(recipe, exampleSchema, learnedFrom, ask, { tables });
			const applied = (relation: string) => compileRecipe(fitted, exampleSchema, relation, { tables }).sql;
			const together = await sql.query(applied(appliedTo));
			const each = alone.map((id) => `SELECT * FROM (${applied(`(SELECT * FROM example WHERE id = ${id})`)})`);
			const apart = await sql.query(each.join(' UNION ALL '));
			const fields = ({ columns }: typeof apart) => columns.map(({ name, type }) => `${name} ${type}`);
			const tell = (about: string, one: unknown, other: unknown) => {
				if (JSON.stringify(one) !== JSON.stringify(other)) broken.push(`${operation.id}: ${about}`);
			};
			tell('columns', fields(apart), fields(together));
			const rows = toRows(together);
			if (operation.fitted) tell('twice', await ask(applied(appliedTo)), rows);
			if (operation.rows === 'each' && !operation.readsOrder)
				tell(
					'rows',
					toRows(apart),
					alone.map((id) => rows[id - 13])
				);
		}
	});
	expect(broken).toEqual([]);
}, 120_000);
