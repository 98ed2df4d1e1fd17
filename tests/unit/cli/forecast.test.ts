import { afterAll, expect, test } from 'vitest';
import { temoto, temporaryFolder } from './command';

const folder = await temporaryFolder();
afterAll(() => folder.remove());

const months = Array.from({ length: 72 }, (_, i) => new Date(Date.UTC(2018, i, 1)).toISOString().slice(0, 10));
const sales = months.map((_, i) =>
	Math.round((200 + 3 * i) * (1 + 0.3 * Math.sin((2 * Math.PI * i) / 12)) + ((i * 7919) % 11))
);
const table = (rows: readonly string[]) => `month,shop,sales\n${rows.join('\n')}\n`;
const place = await folder.write('sales.csv', table(months.map((month, i) => `${month},a,${sales[i]}`)));
const asked = ['--time', 'month', '--value', 'sales'];

test('forecasts a table, says how well, and writes the file', async () => {
	const file = folder.place('next.csv');
	const { code, out, error } = await temoto('forecast', place, ...asked, '--horizon', '6', '-o', file, '--json');
	expect([code, error]).toEqual([0, '']);
	const said: unknown = JSON.parse(out);
	expect(said).toMatchObject({
		step: { unit: 'month', size: 1 },
		horizon: 6,
		level: 0.9,
		refused: [],
		series: [{ by: null, rows: 72, missing: 0, merged: 0, filled: 0, steps: 72, season: 12, best: 'ets' }]
	});
	const lines = (await folder.read('next.csv')).trim().split('\n');
	expect(lines[0]).toBe('month,method,forecast,lower,upper');
	expect(lines.length).toBe(7);
	expect(lines[1]).toMatch(/^2024-01-01.*,ets,4\d\d\./);
});

test('the lines for a reader mark the best', async () => {
	const { out } = await temoto('forecast', place, ...asked, '--horizon', '3', '--method', 'ets');
	expect(out).toContain('72 steps, season 12');
	expect(out).toMatch(/^\* ets \S+,M/m);
	expect(out).toMatch(/^ {2}2024-03-01/m);
});

test('each group is a series; one that cannot be forecast is listed', async () => {
	const both = await folder.write(
		'shops.csv',
		table([...months.map((month, i) => `${month},a,${sales[i]}`), '2023-01-01,b,4', '2023-02-01,b,5'])
	);
	const { out } = await temoto('forecast', both, ...asked, '--by', 'shop', '--method', 'naive', '--json');
	expect(JSON.parse(out)).toMatchObject({ series: [{ by: 'a' }], refused: [{ by: 'b', code: 'forecast/too-short' }] });
});

test.each([
	['a column of words for the time', ['--time', 'shop', '--value', 'sales'], 'holds no times'],
	['a column of words for the value', ['--time', 'month', '--value', 'shop'], 'holds no numbers'],
	['a column that is not there', ['--time', 'when', '--value', 'sales'], "there is no column 'when'"],
	['more steps than there are', [...asked, '--horizon', '70'], 'smaller --horizon'],
	['a season that is too long', [...asked, '--season', '50'], 'smaller --horizon or --season'],
	['no share', [...asked, '--level', '90'], 'a share between 0 and 1'],
	['no method', [...asked, '--method', 'arima'], 'one of auto, naive, ets, trees']
])('refuses %s in one line', async (_, flags, mend) => {
	const { code, error } = await temoto('forecast', place, ...flags);
	expect(code).toBe(2);
	expect(error).toContain(mend);
	expect(error.trim().split('\n').length).toBe(1);
});

test.each([
	['one point', ['2024-01-01,a,4'], '8 are needed'],
	['a constant series', months.map((month) => `${month},a,4`), 'every step is 4'],
	['values that are all missing', months.map((month) => `${month},a,`), 'holds no numbers'],
	['infinite values', months.map((month, i) => `${month},a,${i === 3 ? 'Infinity' : i + 0.5}`), '--null Infinity'],
	[
		'times at no even steps',
		months.map((_, i) => `${new Date(1.6e12 + 9e8 * i * (1 + (i % 5))).toISOString()},a,${i}`),
		'--every day'
	]
])('refuses %s in one line', async (_, rows, mend) => {
	const { code, error } = await temoto('forecast', await folder.write('bad.csv', table(rows)), ...asked);
	expect(code).toBe(2);
	expect(error).toContain(mend);
	expect(error.trim().split('\n').length).toBe(1);
});
