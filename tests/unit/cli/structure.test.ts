import { afterAll, beforeAll, expect, test } from 'vitest';
import { temoto, temporaryFolder } from './command';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let points: string;
beforeAll(async () => {
	folder = await temporaryFolder();
	const rows = Array.from({ length: 40 }, (_, row) => (row < 25 ? `${row % 5},a` : `${100 + (row % 5)},b`));
	points = await folder.write('points.csv', `group,letter\n${rows.join('\n')}\n`);
});
afterAll(() => folder.remove());

test('cluster writes the group of each row under a name that is free', async () => {
	const out = folder.place('groups.csv');
	const { code, out: said } = await temoto('cluster', points, '--k', '2', '-o', out, '--json');
	expect(code).toBe(0);
	expect(JSON.parse(said)).toMatchObject({ rows: 40, groups: 2, columns: ['group_2'], profiles: [{ rows: 25 }, {}] });
	const lines = (await folder.read('groups.csv')).trim().split('\n');
	expect([lines[0], lines[1], lines[40]]).toEqual(['group,letter,group_2', '0,a,1', '104,b,2']);
});

test('components and anomalies add their columns and say what they found', async () => {
	const out = folder.place('scores.csv');
	const components = await temoto('components', points, '--n', '2', '-o', out, '--json');
	expect(JSON.parse(components.out)).toMatchObject({ columns: ['component_1', 'component_2'] });
	expect(await folder.read('scores.csv')).toMatch(/^group,letter,component_1,component_2\n/);
	const anomalies = await temoto('anomalies', points, '--share', '0.1', '-o', out, '--json');
	expect(JSON.parse(anomalies.out)).toMatchObject({ flagged: 4, columns: ['anomaly_score', 'anomaly'] });
	expect((await folder.read('scores.csv')).match(/,true$/gm)).toHaveLength(4);
});

test('bad input is one line', async () => {
	const constant = await folder.write('constant.csv', 'a,b\n1,x\n1,x\n1,x\n');
	for (const [argv, said] of [
		[['cluster', points, '--k', '41'], /41 groups cannot be made of 40 rows/],
		[['cluster', points, '--k', '1'], /--k/],
		[['components', points, '--n', '9'], /9 components/],
		[['anomalies', points, '--share', '0'], /--share/],
		[['anomalies', constant], /no column is left/],
		[['cluster', points, '--ignore', 'nothing'], /nothing/]
	] as const) {
		const { code, error } = await temoto(...argv);
		expect([argv, code]).toEqual([argv, 2]);
		expect(error.trim()).toMatch(said);
		expect(error.trim().split('\n')).toHaveLength(1);
	}
});
