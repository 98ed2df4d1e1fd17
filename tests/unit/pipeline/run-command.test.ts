import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as v from 'valibot';
import { main } from '../../../src/cli/main';
import { censusCsv } from '../../fixtures/census';

const folder = mkdtempSync(path.join(tmpdir(), 'temoto-run-'));
const at = (name: string) => path.join(folder, name);
const write = (name: string, content: unknown) =>
	writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));

const pipeline = (leastAuc: number) => ({
	schemaVersion: 1,
	name: 'census',
	parameters: { rounds: { default: 10 }, file: { default: 'census.csv' } },
	steps: [
		{ id: 'people', type: 'import', with: { file: '${file}' } },
		{ id: 'clean', type: 'recipe', with: { from: 'people', recipe: 'recipe.json' } },
		{
			id: 'before',
			type: 'bias',
			with: { from: 'clean', label: 'income', positive: ['>50K'], facets: [{ column: 'sex', values: ['Female'] }] }
		},
		{
			id: 'earns',
			type: 'train',
			with: {
				from: 'clean',
				target: 'income',
				estimator: 'trees',
				params: { rounds: '${rounds}' },
				ignore: ['person', 'surveyed']
			}
		},
		{ id: 'good', type: 'gate', with: { metric: 'earns.auc', atLeast: leastAuc } },
		{ id: 'packed', type: 'package', with: { model: 'earns', from: 'clean', version: 1 } },
		{ id: 'again', type: 'evaluate', with: { from: 'clean', model: 'earns' } }
	]
});

const AnswerSchema = v.object({
	steps: v.array(
		v.object({
			id: v.string(),
			status: v.string(),
			reason: v.string(),
			key: v.nullable(v.string()),
			values: v.record(v.string(), v.nullable(v.number()))
		})
	),
	gates: v.array(
		v.object({ id: v.string(), metric: v.string(), value: v.nullable(v.number()), limit: v.string(), ok: v.boolean() })
	)
});

async function temoto(...argv: string[]) {
	let [out, error] = ['', ''];
	const output = { out: (text: string) => (out += text), error: (text: string) => (error += text), isTerminal: false };
	const status = await main(argv, output);
	const answer = out === '' ? { steps: [], gates: [] } : v.parse(AnswerSchema, JSON.parse(out));
	return { status, error, ...answer, of: Object.fromEntries(answer.steps.map((step) => [step.id, step])) };
}
const run = (...argv: string[]) => temoto('run', at('pipeline.json'), '--project', at('p.temoto'), '--json', ...argv);

beforeAll(() => {
	write('census.csv', censusCsv(1500, 7));
	write('recipe.json', {
		schemaVersion: 1,
		steps: [{ op: 'fill-missing', params: { columns: ['hours_per_week'], method: 'median' } }]
	});
	write('pipeline.json', pipeline(0.7));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('runs everything once, nothing twice, and only what a change reaches', async () => {
	const first = await run();
	expect([first.status, first.error.includes('at ')], first.error).toEqual([0, false]);
	expect(first.steps.map(({ status }) => status)).toEqual(new Array(7).fill('ran'));
	expect(first.gates).toMatchObject([{ id: 'good', metric: 'earns.auc', limit: '>= 0.7', ok: true }]);
	expect(first.gates[0]?.value).toBe(first.of['earns']?.values['auc']);
	expect(first.of['again']?.values['auc']).toBeGreaterThan(0.7);

	const second = await run();
	expect(second.steps.map(({ status }) => status)).toEqual([...new Array(4).fill('cached'), 'ran', 'cached', 'cached']);
	expect(second.steps.map(({ key }) => key)).toEqual(first.steps.map(({ key }) => key));

	const more = await run('--set', 'rounds=12');
	expect(more.steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'cached', 'ran', 'ran', 'ran', 'ran']);
	expect([more.of['earns']?.reason, more.of['packed']?.reason]).toEqual([
		'its parameters changed',
		'its input changed: model'
	]);
	const back = await run();
	expect(back.of['earns']).toMatchObject({ status: 'cached', key: first.of['earns']?.key });

	write('census.csv', `${censusCsv(1500, 7)}P9999,40,Private,Masters,Sales,Male,0,40,Germany,2020-01-01,>50K\n`);
	const grown = await run();
	expect(grown.of['people']).toMatchObject({ status: 'ran', reason: 'its input changed: file' });
	expect(grown.of['before']?.reason).toBe('its input changed: from');

	const forced = await run('--force');
	expect(forced.steps.every(({ status }) => status === 'ran')).toBe(true);
	expect(forced.of['earns']?.values).toEqual(grown.of['earns']?.values);
});

it('measures and gates by the threshold of a training', async () => {
	const called = (threshold: number | undefined, atLeast: number) => ({
		...pipeline(0),
		steps: pipeline(0).steps.flatMap((step): unknown[] => {
			if (step.id === 'earns') return [{ ...step, with: { ...step.with, threshold } }];
			if (step.id === 'good') return [{ ...step, with: { metric: 'earns.recall', atLeast } }];
			return ['people', 'clean', 'again'].includes(step.id) ? [step] : [];
		})
	});
	const asked = async (threshold: number | undefined, atLeast: number) => {
		write('called.json', called(threshold, atLeast));
		return temoto('run', at('called.json'), '--project', at('called.temoto'), '--json');
	};
	const plain = await asked(undefined, 0.9);
	const early = await asked(0.05, 0.9);
	expect([plain.status, early.status]).toEqual([1, 0]);
	expect(early.of['earns']?.values['auc']).toBe(plain.of['earns']?.values['auc']);
	const again = early.of['again']?.values ?? {};
	expect([again['recall'], (again['precision'] ?? 1) < 0.9]).toEqual([1, true]);
	// what was learned is not touched by it
	expect((await asked(undefined, 0.9)).of['earns']?.values).toEqual(plain.of['earns']?.values);
});

it('exits 1 at a gate that fails, and skips what comes after', async () => {
	write('pipeline.json', pipeline(0.999));
	const { status, of, gates } = await run();
	expect([status, of['good']?.status, of['packed']?.status, of['again']?.status]).toEqual([
		1,
		'failed',
		'skipped',
		'skipped'
	]);
	expect(gates).toMatchObject([{ ok: false, limit: '>= 0.999' }]);
	write('pipeline.json', pipeline(0.7));
});

it('answers what it cannot read or run with one line that names the place', async () => {
	const cases: [string, unknown, string][] = [
		[
			'missing file',
			{ ...pipeline(0.7), parameters: { rounds: { default: 1 }, file: { default: 'none.csv' } } },
			'none.csv'
		],
		['unknown step', { ...pipeline(0.7), steps: [{ id: 'x', type: 'fly', with: {} }] }, "'fly'"],
		['no pipeline', { name: 'x' }, 'pipeline.json'],
		['no JSON', '{', 'pipeline.json']
	];
	for (const [name, content, wanted] of cases) {
		write('pipeline.json', content);
		const { status, error } = await temoto('run', at('pipeline.json'), '--json');
		const said = error.split('\n').filter((line) => line.startsWith('temoto:'));
		expect([status, said.length], `${name}: ${error}`).toEqual([2, 1]);
		expect(said[0], name).toContain(wanted);
	}
	write('pipeline.json', pipeline(0.7));
	expect(await run('--set', 'leaves=3')).toMatchObject({ status: 2 });
});

it('takes the condition of a playlist as a formula, never as SQL', async () => {
	const list = (where: string) => ({
		schemaVersion: 1,
		name: 'list',
		steps: [
			{ id: 'people', type: 'import', with: { file: 'census.csv' } },
			{
				id: 'best',
				type: 'playlist',
				with: { from: 'people', score: 'age', key: 'person', group: 'sex', count: 1500, share: 1, where }
			}
		]
	});
	const asked = async (where: string) => {
		write('list.json', list(where));
		return temoto('run', at('list.json'), '--json');
	};
	const { status, of } = await asked("age > 40 and sex = 'Male'");
	const [header = '', ...lines] = censusCsv(1500, 7).trim().split('\n');
	const [age, sex] = ['age', 'sex'].map((name) => header.split(',').indexOf(name));
	const older = lines
		.map((line) => line.split(','))
		.filter((row) => Number(row[age ?? -1]) > 40 && row[sex ?? -1] === 'Male');
	expect([status, of['best']?.values['rows']]).toEqual([0, older.length]);
	const injected = await asked("age > (SELECT count(*) FROM read_text('/etc/passwd'))");
	expect([injected.status, injected.of['best']?.status]).toEqual([2, 'failed']);
	expect(injected.error).toMatch(/formula/);
});
