import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { elementsOf } from '../document/well-formed';
import { temoto, temporaryFolder } from './command';

describe('temoto report', () => {
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;
	let [table, model] = ['', ''];
	const asked = ['--label', 'income', '--positive', '>50K', '--facet', 'sex', '--facet', 'age>40', '--intervals', '20'];

	beforeAll(async () => {
		folder = await temporaryFolder();
		table = await folder.write('census.csv', censusCsv(300, 5));
		model = folder.place('census.temoto-model');
		const about = ['--target', 'income', '--estimator', 'linear', '--ignore', 'person'];
		expect((await temoto('train', table, ...about, '-o', model)).code).toBe(0);
	});
	afterAll(() => folder.remove());

	it('has the figures that bias and explain have', async () => {
		const file = folder.place('report.json');
		const { code, out } = await temoto('report', table, ...asked, '--model', model, '-o', file, '--json');
		expect({ code, out: JSON.parse(out) }).toMatchObject({
			code: 0,
			out: { rows: 300, explained: 200, predictions: { from: 'model', rows: 300 } }
		});
		const report = JSON.parse(await folder.read('report.json'));
		const bias = JSON.parse((await temoto('bias', table, ...asked, '--json')).out);
		expect(report.before.groups).toHaveLength(bias.facets.length);
		report.before.groups.forEach((group: { pre: Record<string, { value: number }> }, at: number) => {
			for (const [name, { value }] of Object.entries(group.pre)) expect(value).toEqual(bias.facets[at].pre[name].value);
		});
		const predicted = folder.place('predicted.csv');
		await temoto('predict', model, table, '-o', predicted);
		const judged = folder.place('judged.csv');
		const select = 'SELECT * EXCLUDE ("probability_<=50K", "probability_>50K") FROM t';
		await temoto('sql', select, '--table', `t=${predicted}`, '-o', judged);
		const after = JSON.parse((await temoto('bias', judged, ...asked, '--predicted', 'prediction', '--json')).out);
		expect(report.after.groups[0].post.DPPL.value).toBe(after.facets[0].post.DPPL.value);
		expect(report.explanation).toMatchObject({ method: 'linear', exact: true, against: 'census.csv' });
		expect(report.dataset.hash).toMatch(/^[0-9a-f]{64}$/);
		expect(report.effects).toHaveLength(3);
	});

	it('measures every mitigation when it is asked to, with the figures of mitigate', async () => {
		const about = ['--label', 'income', '--positive', '>50K', '--facet', 'sex'];
		const file = folder.place('tried.json');
		const { code, out } = await temoto(
			...['report', table, ...about, '--intervals', '0', '--mitigations', '-o', file, '--json']
		);
		expect({ code, out: JSON.parse(out) }).toMatchObject({ code: 0, out: { mitigations: 7 } });
		const { mitigations } = JSON.parse(await folder.read('tried.json'));
		const measure = ['--method', 'reweigh', '--measure', 'linear', '-o', folder.place('weighed.csv'), '--json'];
		const said = JSON.parse((await temoto('mitigate', table, ...about, ...measure)).out);
		const own = mitigations.tried.find(({ mitigation }: { mitigation: string }) => mitigation === 'reweigh');
		expect(said.measured).toBeDefined();
		expect(own.summary.accuracy.mean).toBeGreaterThan(0.5);
		expect(JSON.stringify(said.measured)).toContain(String(own.summary.accuracy.mean));
		expect(JSON.stringify(said.measured)).toContain(String(mitigations.asIs['demographic-parity'].mean));
	});

	it('writes a page in Japanese, and exits 1 beyond a limit', async () => {
		const file = folder.place('report.html');
		const args = ['--model', model, '--lang', 'ja', '--limit', '|CI|<=0', '-o', file];
		const { code, out } = await temoto('report', table, ...asked, ...args);
		expect(code).toBe(1);
		expect(out).toContain('limits breached');
		const page = await folder.read('report.html');
		expect(elementsOf(page)).not.toContain('script');
		expect(page).toContain('lang="ja"');
		expect(page).toContain('モデルがそう答える理由');
	});

	it('needs no model and no predictions, and says what it cannot write', async () => {
		const file = folder.place('data.json');
		expect((await temoto('report', table, ...asked, '-o', file)).code).toBe(0);
		const report = JSON.parse(await folder.read('data.json'));
		expect(report).toMatchObject({ model: null, after: null, explanation: null, predictions: null, effects: [] });
		const { code, error } = await temoto('report', table, ...asked, '-o', folder.place('report.pdf'));
		expect(code).toBe(2);
		expect(error).toContain('.html or .json');
	});
});
