import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
});
afterAll(() => files.remove());

it('trains trees by an objective along monotone columns, and says what it takes', async () => {
	const random = seededRandom(4);
	const list = Array.from({ length: 300 }, () => [random() * 10, random()] as const);
	const rows = list.map(([a, b]) => `${a},${b},${Math.floor(a + 4 * Math.sin(2 * a) + 5 * b + 4)}`);
	const grid = Array.from({ length: 21 }, (_, step) => `${step / 2},0.5,0`);
	const table = await files.write('t.csv', `"a, b",noise,y\n${rows.join('\n')}\n`);
	const asked = await files.write('grid.csv', `"a, b",noise,y\n${grid.join('\n')}\n`);
	const model = files.place('m.temoto-model');
	const train = (...more: string[]) =>
		temoto(
			'train',
			table,
			'--target',
			'y',
			'--task',
			'regression',
			'--estimator',
			'trees',
			'-o',
			model,
			...more,
			'--json'
		);
	const made = await train('--param', 'objective=poisson', '--param', 'rounds=40', '--monotone', 'a\\, b=+1');
	expect([made.code, made.error]).toEqual([0, '']);
	expect(JSON.parse(made.out).params).toMatchObject({ objective: 'poisson', monotone: 'a\\, b=+1' });
	const out = files.place('out.csv');
	expect((await temoto('predict', model, asked, '-o', out)).code).toBe(0);
	const answers = (await files.read('out.csv'))
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => Number(line.split(',').at(-1)));
	expect(answers).toHaveLength(21);
	answers.forEach((value, at) => expect(value).toBeGreaterThanOrEqual(answers[at - 1] ?? 0));

	const unknown = await train('--monotone', 'town=+1');
	expect([unknown.code, unknown.error]).toEqual([
		2,
		'temoto: --param monotone=town: does not suit trees; allowed: a, b, noise.\n'
	]);
	const wrong = await train('--param', 'objective=huber');
	expect([wrong.code, wrong.error]).toEqual([
		2,
		'temoto: --param objective=huber: does not suit trees; allowed: squared, absolute, poisson, quantile.\n'
	]);
});
