import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';

interface Baseline {
	method: string;
	exact: boolean;
	rows: number;
	typical: Record<string, string | number | null>;
	importance: { feature: string; meanAbs: number }[];
}

describe('attributions kept with a model', () => {
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;
	let [table, model, kept] = ['', '', ''];
	let baseline: Baseline;

	beforeAll(async () => {
		folder = await temporaryFolder();
		table = await folder.write('census.csv', censusCsv(400, 5));
		[model, kept] = [folder.place('plain.temoto-model'), folder.place('kept.temoto-model')];
		const about = ['--target', 'income', '--estimator', 'trees', '--param', 'rounds=12', '--ignore', 'person'];
		expect((await temoto('train', table, ...about, '-o', model)).code).toBe(0);
		const { code, out } = await temoto('attribution', model, table, '-o', kept, '--json');
		expect(code).toBe(0);
		baseline = JSON.parse(out);
	});
	afterAll(() => folder.remove());

	const drift = async (...args: string[]) => {
		const { code, out, error } = await temoto('attribution-drift', ...args, '--json');
		return { code, error, found: out === '' ? null : JSON.parse(out) };
	};

	it('are the mean sizes of the values of explain against the typical row', async () => {
		const names = Object.keys(baseline.typical);
		const quoted = (cell: string | number | null) => (cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`);
		const typical = await folder.write(
			'typical.csv',
			`${names.map(quoted).join(',')}\n${names.map((name) => quoted(baseline.typical[name] ?? null)).join(',')}\n`
		);
		const { out } = await temoto('explain', model, table, '--background', typical, '--method', 'exact', '--json');
		const { features, rows }: { features: string[]; rows: { values: number[] }[] } = JSON.parse(out);
		expect(rows).toHaveLength(baseline.rows);
		for (const { feature, meanAbs } of baseline.importance) {
			const place = features.indexOf(feature);
			const mean = rows.reduce((sum, { values }) => sum + Math.abs(values[place] ?? NaN), 0) / rows.length;
			expect(meanAbs).toBeCloseTo(mean, 6);
		}
		expect(baseline).toMatchObject({ method: 'tree', exact: true, rows: 400 });
	});

	it('rank the same on the same rows, and otherwise where the column that mattered most is always the same', async () => {
		const same = await drift(kept, table, '--fail-on-drift');
		expect(same.code).toBe(0);
		expect(same.found).toMatchObject({ ndcg: 1, drifted: false, reason: null, rows: { baseline: 400, current: 400 } });
		const [first, second] = baseline.importance.map(({ feature }) => feature);
		const flat = folder.place('flat.csv');
		const value = String(baseline.typical[first ?? '']).replaceAll("'", "''");
		const select = `SELECT * REPLACE (CAST('${value}' AS VARCHAR) AS "${first}") FROM t`;
		expect((await temoto('sql', select, '--table', `t=${table}`, '-o', flat)).code).toBe(0);
		const other = await drift(kept, flat, '--fail-on-drift');
		expect(other.found.columns[0]).toMatchObject({ feature: first, current: { meanAbs: 0 } });
		expect(other.found.columns[1]).toMatchObject({ feature: second, current: { rank: 1 }, moved: 1 });
		expect(other.found.ndcg).toBeLessThan(1);
		expect(other.code).toBe(other.found.ndcg < 0.9 ? 1 : 0);
		expect((await drift(kept, flat, '--limit', '1', '--fail-on-drift')).code).toBe(1);
	});

	it('are asked for where the model holds none, and taken from a table', async () => {
		const { code, error } = await drift(model, table);
		expect(code).toBe(2);
		expect(error).toContain('--baseline');
		expect((await drift(model, table, '--baseline', table)).found).toMatchObject({ ndcg: 1 });
	});

	it('leave the model as it was for everything else, and an altered one is refused', async () => {
		const answers = async (name: string, place: string) => {
			await temoto('predict', place, table, '-o', folder.place(name));
			return folder.read(name);
		};
		expect(await answers('a.csv', kept)).toBe(await answers('b.csv', model));
		const entries = unzipSync(await folder.bytes('kept.temoto-model'));
		const text = strFromU8(entries['attribution.json'] ?? new Uint8Array());
		entries['attribution.json'] = strToU8(text.replace('"rows":400', '"rows":401'));
		const altered = await folder.write('altered.temoto-model', zipSync(entries));
		const { code, error } = await drift(altered, table);
		expect(code).toBe(2);
		expect(error).toContain('attribution.json does not match its hash');
	});

	it('has a reason where no column adds anything, and one clear error for no rows', async () => {
		const same = await drift(kept, folder.place('typical.csv'), '--fail-on-drift');
		expect(same.found).toMatchObject({ ndcg: null, drifted: false, rows: { baseline: 400, current: 1 } });
		expect(same.found.reason).toContain('no column adds anything to the answers of the current rows');
		expect(same.code).toBe(1);
		const empty = folder.place('empty.parquet');
		await temoto('sql', 'SELECT * FROM t WHERE false', '--table', `t=${table}`, '-o', empty);
		expect(await drift(kept, empty)).toMatchObject({ code: 2, error: expect.stringContaining('no row') });
	});
});
