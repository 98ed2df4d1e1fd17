import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { worsening, type BalanceSubject } from '$lib/core/clarify/step-balance';
import { threadOf } from '$lib/core/recipe/column-thread';
import { planRecipe } from '$lib/core/recipe/compile';
import { parseRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { toRows } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Artifact } from '$lib/core/project/artifact';
import { previewRecipe } from '$lib/workbench/recipe-preview';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import { furthestGroup, readBalanceSubject, recipeBalance, writeBalanceSubject } from '$lib/workbench/step-balance';
import { importTable, openTable } from '$lib/workbench/table';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { temporaryFolder } from '../cli/command';
import { censusCsv } from '../../fixtures/census';

const files = await temporaryFolder();
let node: NodeWorkspace;
let census: Artifact;
let odd: Artifact;

async function table(name: string, text: string): Promise<Artifact> {
	const file = await files.write(name, text);
	return (await importTable(node.workspace, { name, path: file }, {})).dataset;
}

beforeAll(async () => {
	node = await openWorkspace();
	census = await table('census.csv', censusCsv(2000, 11));
	odd = await table('odd.csv', 'facet,label,"n""😀",at\n' + 'a,1,1,7\na,1,2,7\n,0,3,7\nb,,4,7\nb,1,5,7\nb,0,6,7\n');
});
afterAll(async () => {
	await node.close();
	await files.remove();
});

const subject: BalanceSubject = {
	label: 'income',
	positive: { values: ['>50K'] },
	facet: { column: 'sex', selection: { values: ['Female'] } }
};
const recipeOf = (...steps: { op: string; params: object; enabled?: boolean }[]): Recipe =>
	parseRecipe({ schemaVersion: 1, steps });

/** The rows that the first `count` steps leave, made by running them alone. */
async function rowsAfter(recipe: Recipe, dataset: Artifact, count: number): Promise<Record<string, unknown>[]> {
	const relation = await openTable(node.workspace, dataset);
	const { schema } = datasetMeta(dataset);
	const prefix = { ...recipe, steps: recipe.steps.slice(0, count) };
	return withStagedRecipe(node.workspace, prefix, relation, schema, { passBroken: true }, async ({ select }) =>
		toRows(await node.workspace.sql.query(select))
	);
}

/** Balance by its definition, straight from rows. */
function brute(rows: Record<string, unknown>[], label: string, facet: string) {
	const known = rows.filter((row) => row[label] !== null);
	const side = (inside: boolean) => known.filter((row) => (row[facet] === 'Female') === inside);
	const share = (part: Record<string, unknown>[]) => part.filter((row) => row[label] === '>50K').length / part.length;
	const [d, a] = [side(true), side(false)];
	return {
		rows: rows.length,
		inGroup: rows.filter((row) => row[facet] === 'Female').length,
		DPL: share(a) - share(d),
		CI: (a.length - d.length) / (a.length + d.length)
	};
}

describe('the balance after each step', () => {
	const steps = [
		{ op: 'standardise', params: { columns: ['age'] } },
		{ op: 'drop-duplicates', params: { columns: ['age', 'sex', 'education', 'occupation', 'income'] } },
		{ op: 'rename', params: { columns: { sex: 'gen "der"', income: 'sex' } } },
		{ op: 'filter', params: { condition: '"gen ""der""" = \'Male\' or hours_per_week > 40' }, enabled: false },
		{ op: 'sort', params: { by: [{ column: 'age' }] } },
		{ op: 'keep-listed', params: { column: 'gen "der"', values: ['Female', 'Male'] } },
		{ op: 'drop-missing', params: { columns: ['hours_per_week'] } },
		{ op: 'drop-columns', params: { columns: ['no such column'] } },
		{ op: 'missing-where', params: { columns: ['sex'], condition: 'hours_per_week > 55' } },
		{ op: 'undersample', params: { target: 'gen "der"' } },
		{ op: 'filter', params: { condition: `"gen ""der""" = 'Male' or sex = '<=50K' or hours_per_week < 30` } },
		{ op: 'sample-rows', params: {} }
	];
	const recipe = recipeOf(...steps);

	it('is what running each beginning of the recipe gives', async () => {
		const { balance, rows, rowsTotal } = await recipeBalance(node.workspace, recipe, census, subject, {});
		expect([rows, rowsTotal]).toEqual([datasetMeta(census).rows, datasetMeta(census).rows]);
		expect(balance.steps).toHaveLength(steps.length);
		for (let count = 0; count <= steps.length; count++) {
			const found = count === 0 ? balance.start : balance.steps[count - 1]?.after;
			const [label, facet] = count < 3 ? (['income', 'sex'] as const) : (['sex', 'gen "der"'] as const);
			const wanted = brute(await rowsAfter(recipe, census, count), label, facet);
			const place = `after ${count} steps`;
			expect([found?.rows, found?.inGroup], place).toEqual([wanted.rows, wanted.inGroup]);
			if (Number.isNaN(wanted.DPL)) expect(found?.DPL, place).toBeNull();
			else expect(found?.DPL, place).toBeCloseTo(wanted.DPL, 12);
			expect(found?.CI, place).toBeCloseTo(wanted.CI, 12);
		}
	});

	it('is so for any of these steps in any order, broken ones and all', async () => {
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray(steps, { minLength: 1, maxLength: 6 }), async (chosen) => {
				const some = recipeOf(...chosen.filter(({ op }) => op !== 'rename'));
				const { balance } = await recipeBalance(node.workspace, some, census, subject, {});
				for (const [i, { after }] of balance.steps.entries()) {
					const wanted = brute(await rowsAfter(some, census, i + 1), 'income', 'sex');
					expect([after.rows, after.inGroup]).toEqual([wanted.rows, wanted.inGroup]);
					expect(after.DPL).toBeCloseTo(wanted.DPL, 12);
				}
			}),
			{ numRuns: 12 }
		);
	}, 60_000);

	it('says what each step was to it, and follows the columns through a rename', async () => {
		const { balance } = await recipeBalance(node.workspace, recipe, census, subject, {});
		const effects = balance.steps.map(({ effect }) => effect);
		expect(effects.slice(0, 5)).toEqual(['kept', 'ran', 'kept', 'disabled', 'kept']);
		expect(effects[7]).toBe('broken');
		const moved = balance.steps.map((step) => worsening(step, 'DPL') ?? -Infinity);
		expect(balance.worst.DPL).toBe(moved.indexOf(Math.max(...moved)));
		const byLateName = { ...subject, facet: { ...subject.facet, column: 'gen "der"' } };
		expect((await recipeBalance(node.workspace, recipe, census, byLateName, {})).balance).toEqual(balance);
	});

	it('counts the first rows or all, and only the steps asked for', async () => {
		const { balance, rows } = await recipeBalance(node.workspace, recipe, census, subject, { sampleRows: 300, end: 2 });
		expect([rows, balance.start.rows, balance.steps.length]).toEqual([300, 300, 2]);
	});

	it('uses what a preview learned, so that both are of the same steps', async () => {
		const preview = await previewRecipe(node.workspace, recipe, census, { sampleRows: 300 });
		const { balance } = await recipeBalance(node.workspace, preview.again.recipe, census, subject, {
			sampleRows: 300,
			learned: preview.again.learned
		});
		expect(balance.steps.map(({ after }) => after.rows)).toEqual(
			recipe.steps.map(
				(_, i) => preview.steps.find(({ step }) => step === i)?.rowsOut ?? balance.steps[i - 1]?.after.rows
			)
		);
		await preview.dispose();
	});
});

describe('a step that unbalances', () => {
	it('is found: one that drops most of a group, and one that drops its good outcomes', async () => {
		const filter = (condition: string) => ({ op: 'filter', params: { condition } });
		const recipe = recipeOf(
			filter('hours_per_week > 21'),
			filter("sex = 'Male' or hours_per_week > 50"),
			filter("sex = 'Male' or income = '<=50K' or age > 70"),
			filter('age > 18')
		);
		const { balance } = await recipeBalance(node.workspace, recipe, census, subject, {});
		expect(balance.worst).toEqual({ DPL: 2, CI: 1 });
	});

	it('is none where nothing changes by a point', async () => {
		const { balance } = await recipeBalance(
			node.workspace,
			recipeOf({ op: 'sort', params: { by: [{ column: 'age' }] } }),
			census,
			subject,
			{}
		);
		expect(balance.worst).toEqual({ DPL: null, CI: null });
	});
});

describe('what is not there', () => {
	const asked = async (recipe: Recipe, of: BalanceSubject, dataset = census) => {
		const { balance } = await recipeBalance(node.workspace, recipe, dataset, of, {});
		return [balance.start, ...balance.steps.map(({ after }) => after)].map(({ DPL, reason }) => reason ?? typeof DPL);
	};

	it('is said: columns dropped, made later or never, values written otherwise, groups without rows', async () => {
		const dropped = recipeOf(
			{ op: 'drop-columns', params: { columns: ['sex'] } },
			{ op: 'drop-columns', params: { columns: ['income'] } }
		);
		expect(await asked(dropped, subject)).toEqual(['number', 'no-facet', 'no-label']);
		const made = recipeOf({ op: 'formula', params: { name: 'rich', formula: "if(income = '>50K', 'y', 'n')" } });
		expect(await asked(made, { ...subject, label: 'rich', positive: { values: ['y'] } })).toEqual([
			'no-label',
			'number'
		]);
		expect(await asked(made, { ...subject, label: 'never' })).toEqual(['no-label', 'no-label']);
		const written = recipeOf({ op: 'lower-case', params: { columns: ['income'] } });
		expect(await asked(written, subject)).toEqual(['number', 'no-positive']);
		const emptied = recipeOf(
			{ op: 'filter', params: { condition: "sex = 'Male'" } },
			{ op: 'first-rows', params: { count: 0 } }
		);
		expect((await asked(emptied, subject)).slice(0, 2)).toEqual(['number', 'empty-facet']);
		const above = { ...subject, facet: { column: 'age', selection: { threshold: 40 } } };
		expect(await asked(recipeOf({ op: 'standardise', params: { columns: ['age'] } }), above)).toEqual([
			'number',
			'empty-facet'
		]);
	});

	it('counts rows without a group or an outcome, under any names', async () => {
		const of = {
			label: 'label',
			positive: { values: ['1'] },
			facet: { column: 'facet', selection: { values: ['a'] } }
		};
		const recipe = recipeOf({ op: 'filter', params: { condition: '"n""😀" < 6' } });
		const { balance } = await recipeBalance(node.workspace, recipe, odd, of, {});
		expect(balance.start).toMatchObject({ rows: 6, inGroup: 2, nFacet: 2, nRest: 3, reason: null });
		expect(balance.start.DPL).toBeCloseTo(1 / 3 - 1, 12);
		expect(balance.steps[0]?.after).toMatchObject({ rows: 5, inGroup: 2, nFacet: 2, nRest: 2, DPL: -0.5 });
	});
});

it('follows a column both ways through renames', () => {
	const schema = ['a', 'b'].map((name) => ({ name, type: 'VARCHAR', kind: 'categorical' }) as const);
	const rename = (columns: Record<string, string>) => ({ op: 'rename', params: { columns } });
	const thread = (column: string, ...steps: { op: string; params: object }[]) =>
		threadOf(planRecipe(recipeOf(...steps), schema), column);
	expect(thread('a', rename({ a: 'b', b: 'a' }), rename({ b: 'c' }))).toEqual(['a', 'b', 'c']);
	expect(thread('c', rename({ a: 'b', b: 'a' }), rename({ b: 'c' }))).toEqual(['a', 'b', 'c']);
	expect(thread('a', { op: 'duplicate-column', params: { column: 'a', name: 'x' } })).toEqual(['a', 'a']);
	expect(thread('a', { op: 'drop-columns', params: { columns: ['a'] } })).toEqual(['a', null]);
	expect(thread('a', rename({ z: 'y' }))).toEqual(['a', 'a']);
	expect(thread('zz')).toEqual([null]);
});

it('keeps whose balance is watched with the project, and finds a group for a person who named none', async () => {
	const { workspace } = node;
	expect(await readBalanceSubject(workspace, census)).toBeNull();
	await writeBalanceSubject(workspace, census, subject);
	expect(await readBalanceSubject(workspace, census)).toEqual(subject);
	await writeBalanceSubject(workspace, census, null);
	expect(await readBalanceSubject(workspace, census)).toBeNull();
	const relation = await openTable(workspace, census);
	expect(await furthestGroup(workspace, relation, 'income', { values: ['>50K'] }, 'sex')).toBe('Female');
});
