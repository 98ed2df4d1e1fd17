import { beforeAll, describe, expect, it } from 'vitest';
import type { BiasSpec } from '$lib/core/clarify/bias';

import { cellAt, columnNamed } from '$lib/core/table/columns';
import { biasDefaults, biasReport } from '$lib/workbench/bias';
import { reweigh } from '$lib/workbench/mitigate';
import { driftReport, makeBaselines } from '$lib/workbench/monitor';
import { seededRandom } from '$lib/core/random';
import { censusCsv } from '../../fixtures/census';
import { bruteBias, type BruteRow } from './brute-bias';
import { nodeWorkspace, type ClarifyWorkspace } from './node-workspace';

let workspace: ClarifyWorkspace;
let rows: { sex: string; income: string; guess: string; country: string }[] = [];

beforeAll(async () => {
	const node = await nodeWorkspace();
	workspace = node.workspace;
	const random = seededRandom(5);
	const lines = censusCsv(800, 3)
		.trim()
		.split('\n')
		.map((line, at) => {
			if (at === 0) return `${line},guess`;
			const fields = line.split(',');
			const income = fields[fields.length - 1] ?? '';
			const guess = random() < 0.8 ? income : income === '>50K' ? '<=50K' : '>50K';
			rows.push({ sex: line.includes(',Female,') ? 'Female' : 'Male', income, guess, country: line });
			return `${line},${guess}`;
		});
	await node.load('census', lines.join('\n'));
	await node.load(
		'odd',
		'"a ""b"", c",age,ok,grp\n' + "it's,30,1,x\nit's,50,0,x\nother,41,1,\nother,40,0,y\n,60,1,y\nother,22,,y\n"
	);
	rows = [...rows];
});

const spec: BiasSpec = {
	...biasDefaults,
	intervals: 0,
	label: 'income',
	positive: { values: ['>50K'] },
	facets: [{ column: 'sex', selection: { values: ['Female'] } }],
	predicted: 'guess'
};

describe('biasReport', () => {
	it('counts in DuckDB what the definitions count row by row', async () => {
		const report = await biasReport(workspace, 'census', spec);
		const truth = bruteBias(
			rows.map((row): BruteRow => ({
				d: row.sex === 'Female',
				y: row.income === '>50K' ? 1 : 0,
				p: row.guess === '>50K' ? 1 : 0,
				g: ''
			}))
		);
		const [facet] = report.facets;
		expect(report.rows).toBe(rows.length);
		for (const [name, metric] of Object.entries({ ...facet?.pre, ...facet?.post }))
			if (name !== 'FT') expect(metric.value, name).toBeCloseTo(truth[name] ?? NaN, 12);
		expect(facet?.post?.FT.value).not.toBeNull();
		expect(facet?.pre.CDDL).toBeUndefined();
	});

	it('takes any names and values, thresholds and gaps', async () => {
		const ask = { ...spec, label: 'ok', positive: { values: ['1'] }, predicted: null, group: 'grp' };
		const quoted = await biasReport(workspace, 'odd', {
			...ask,
			facets: [
				{ column: 'a "b", c', selection: { each: true } },
				{ column: 'age', selection: { threshold: 40 } },
				{ column: 'age', selection: { threshold: 60 } }
			]
		});
		expect(quoted.facets.map(({ value, nFacet, nRest }) => [value, nFacet, nRest])).toEqual([
			["it's", 2, 3],
			['other', 2, 3],
			['>40', 3, 2],
			['>60', 0, 5]
		]);
		expect(quoted.facets[0]?.missing).toEqual({ facet: 1, label: 1, predicted: 0, group: 1 });
		expect(quoted.facets[3]?.pre.CI).toEqual({ value: null, reason: 'empty-facet', lower: null, upper: null });
	});

	it('refuses what is not there', async () => {
		await expect(biasReport(workspace, 'census', { ...spec, label: 'no' })).rejects.toThrow('clarify/label-missing');
		await expect(biasReport(workspace, 'census', { ...spec, predicted: 'no' })).rejects.toThrow('table/column-missing');
		await expect(biasReport(workspace, 'census', { ...spec, positive: { values: ['50K'] } })).rejects.toThrow(
			'clarify/positive-missing'
		);
		await expect(
			biasReport(workspace, 'census', { ...spec, facets: [{ column: 'no', selection: { each: true } }] })
		).rejects.toThrow('clarify/facet-missing');
	});
});

describe('reweigh', () => {
	it('makes every group have the same weighed share of positive labels', async () => {
		const found = await reweigh(workspace, 'census', {
			label: 'income',
			positive: { values: ['>50K'] },
			facet: { column: 'country', selection: { each: true } }
		});
		expect(Math.max(...found.before.map(({ pre }) => Math.abs(pre.DPL?.value ?? 1)))).toBeGreaterThan(0.001);
		for (const { pre } of found.after) expect(pre.DPL?.value).toBeCloseTo(0, 12);
		const shares = await workspace.sql.query(
			`SELECT country, sum(weight) FILTER (income = '>50K') / sum(weight) AS share, sum(weight) AS n FROM (${found.select}) GROUP BY country`
		);
		const share = columnNamed(shares, 'share');
		const overall = rows.filter(({ income }) => income === '>50K').length / rows.length;
		for (let row = 0; row < shares.rows; row++)
			expect(share ? cellAt(share.vector, row) : null).toBeCloseTo(overall, 9);
	});
});

describe('driftReport', () => {
	it('compares two relations column by column', async () => {
		const report = await driftReport(
			workspace,
			'(SELECT *, 1 AS old FROM census WHERE hash(person) % 2 = 0)',
			'(SELECT * REPLACE (age + 15 AS age), 1 AS new FROM census WHERE hash(person) % 2 = 1)'
		);
		const drifted = report.columns.filter((column) => column.drifted).map(({ column }) => column);
		expect(drifted).toEqual(['age']);
		expect(report).toMatchObject({ onlyReference: ['old'], onlyCurrent: ['new'] });
		expect(report.columns.find(({ column }) => column === 'surveyed')?.tests.ks).not.toBeNull();
		await expect(driftReport(workspace, '(SELECT 1 AS a)', '(SELECT 1 AS b)')).rejects.toThrow(
			'monitor/no-shared-columns'
		);
		await expect(driftReport(workspace, 'census', 'census', { columns: ['no'] })).rejects.toThrow(
			'table/column-missing'
		);
	});

	it('compares a column as text where its type changed', async () => {
		const [age] = (
			await driftReport(workspace, '(SELECT age FROM census)', '(SELECT CAST(age AS VARCHAR) AS age FROM census)')
		).columns;
		expect(age).toMatchObject({ reason: 'type-changed', drifted: false });
		expect(age?.tests.chiSquare?.statistic).toBeCloseTo(0, 9);
	});
});

it('makes a baseline of every column', async () => {
	const baselines = await makeBaselines(workspace, 'census', ['age', 'sex']);
	expect(Object.keys(baselines)).toEqual(['age', 'sex']);
	expect(baselines['sex']).toMatchObject({ type: 'text', values: ['Male', 'Female'], other: 0 });
});
