import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

const files = await temporaryFolder();
afterAll(() => files.remove());
/** Women: 1 of 4 with the good outcome; men 2 of 4. Without those under 30: women 0 of 2, men 2 of 4. */
const table = 'sex,age,ok\n' + 'F,20,1\nF,25,0\nF,40,0\nF,50,0\nM,30,1\nM,35,1\nM,40,0\nM,50,0\n';
const recipe = {
	schemaVersion: 1,
	steps: [
		{ op: 'sort', params: { by: [{ column: 'age' }] } },
		{ op: 'filter', params: { condition: 'age >= 30' } },
		{ op: 'drop-columns', params: { columns: ['ok'] } }
	]
};
let places: [string, string] = ['', ''];
beforeAll(async () => {
	places = [await files.write('recipe.json', JSON.stringify(recipe)), await files.write('people.csv', table)];
});
const wrangle = (...argv: string[]) => temoto('wrangle', ...places, ...argv);
const ask = ['--bias-label', 'ok', '--bias-positive', '1', '--bias-facet', 'sex=F'];

it('gives the balance after each step, and the steps that moved it most', async () => {
	const { code, out } = await wrangle(...ask, '--json');
	expect(code).toBe(0);
	const AnswerSchema = v.object({ balance: v.unknown(), steps: v.array(v.object({ balance: v.unknown() })) });
	const { balance, steps } = v.parse(AnswerSchema, JSON.parse(out));
	const before = { rows: 8, inGroup: 4, nFacet: 4, nRest: 4, DPL: 0.25, CI: 0, reason: null };
	const of = { label: 'ok', positive: '1', facet: 'sex', value: 'F' };
	expect(balance).toEqual({ ...of, before, worst: { DPL: 1, CI: 1 } });
	const after = { rows: 6, inGroup: 2, nFacet: 2, nRest: 4, DPL: 0.5, CI: 2 / 6, reason: null };
	expect(steps.map((step) => step.balance)).toEqual([
		{ ...before, worse: { DPL: 0, CI: 0 } },
		{ ...after, worse: { DPL: 0.25, CI: 2 / 6 } },
		{
			rows: null,
			inGroup: null,
			nFacet: 0,
			nRest: 0,
			DPL: null,
			CI: null,
			reason: 'the outcome is no column here',
			worse: { DPL: null, CI: null }
		}
	]);
});

it('says it in words, and finds the group where none is named', async () => {
	const { out } = await wrangle(...ask.slice(0, 5), 'sex');
	expect(out).toContain('sex F against the rest, ok 1: DPL 0.2500, CI 0.0000');
	expect(out).toMatch(
		/filter +8 -> 6 rows .* DPL 0\.5000, CI 0\.3333 {2}<- outcomes moved apart most {2}<- shares moved apart most/
	);
	expect(out).toContain('the outcome is no column here');
});

it('asks for what is left out', async () => {
	const missing = await wrangle('--bias-label', 'ok', '--bias-facet', 'sex');
	expect(missing).toMatchObject({ code: 2 });
	expect(missing.error).toContain('--bias-positive');
	expect(await wrangle(...ask.slice(0, 5), 'gender')).toMatchObject({ code: 2 });
	const plain = await wrangle('--lineage', '--json');
	expect(plain.out).not.toContain('balance');
});
