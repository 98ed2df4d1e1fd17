import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';

describe('temoto card', () => {
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;
	let [model, project] = ['', ''];

	beforeAll(async () => {
		folder = await temporaryFolder();
		const table = await folder.write('census.csv', censusCsv(300, 5));
		[model, project] = [folder.place('income.temoto-model'), folder.place('p.temoto')];
		const about = ['--target', 'income', '--estimator', 'linear', '--ignore', 'person', '--project', project];
		expect((await temoto('train', table, ...about, '-o', model)).code).toBe(0);
		expect((await temoto('attribution', model, table, '-o', folder.place('kept.temoto-model'))).code).toBe(0);
	});
	afterAll(() => folder.remove());

	it('has what the project knows: lineage, figures on held-out rows, parity', async () => {
		const file = folder.place('card.json');
		const { out } = await temoto('card', model, '--project', project, '-o', file, '--json');
		expect(JSON.parse(out)).toMatchObject({ fromProject: true, name: 'income' });
		const card = JSON.parse(await folder.read('card.json'));
		expect(card).toMatchObject({
			about: { target: 'income', estimator: 'linear' },
			lineage: [{ type: 'dataset', name: 'census' }, { type: 'run' }, { type: 'model' }],
			training: { rows: { train: 225, test: 75 } },
			fairness: null
		});
		expect(card.training.metrics.accuracy).toBeGreaterThan(0.5);
		expect(card.parity.largest).toBeLessThan(1e-5);
	});

	it('is found for a model with a baseline inside, and has its attributions', async () => {
		const file = folder.place('card.md');
		const kept = folder.place('kept.temoto-model');
		expect((await temoto('card', kept, '--project', project, '-o', file, '--lang', 'ja')).code).toBe(0);
		const card = await folder.read('card.md');
		expect(card).toContain('# モデルカード: income');
		expect(card).toContain('## 答えの拠りどころ');
	});

	it('is of the model alone without a project, and refuses what it cannot write or find', async () => {
		const file = folder.place('card.html');
		const { out } = await temoto('card', folder.place('kept.temoto-model'), '-o', file);
		expect(out).toContain('from the model alone');
		expect(await folder.read('card.html')).toContain('What its answers rest on');
		const bad = await temoto('card', model, '-o', folder.place('card.pdf'));
		expect(bad).toMatchObject({ code: 2, error: expect.stringContaining('.html, .md, .json') });
		const table = folder.place('census.csv');
		const other = folder.place('other.temoto-model');
		await temoto('train', table, '--target', 'sex', '--estimator', 'linear', '-o', other);
		expect(await temoto('card', other, '--project', project, '-o', file)).toMatchObject({ code: 2 });
	});
});
