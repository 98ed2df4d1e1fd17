import { beforeAll, describe, expect, it } from 'vitest';
import type { BiasSpec } from '$lib/core/clarify/bias';
import type { Facet } from '$lib/core/clarify/selector';
import { weighedCells } from '$lib/core/clarify/reweigh';

import { cellAt, columnNamed } from '$lib/core/table/columns';
import { biasDefaults, biasReport } from '$lib/workbench/bias';
import { biasOfCells, reweigh } from '$lib/workbench/mitigate';
import { driftReport, makeBaselines } from '$lib/workbench/monitor';
import { seededRandom } from '$lib/core/random';
import { censusCsv } from '../../fixtures/census';
import { bruteBias, type BruteRow } from './brute-bias';
import { nodeWorkspace, type ClarifyWorkspace } from './node-workspace';

let workspace: ClarifyWorkspace;
let load: (name: string, csv: string) => Promise<void>;
let rows: { sex: string; income: string; guess: string; country: string }[] = [];

beforeAll(async () => {
	const node = await nodeWorkspace();
	({ workspace, load } = node);
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
	await load('census', lines.join('\n'));
	await load(
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

describe('biasReport of several facets', () => {
	const people = [
		['F', 'a', 30, 'x', 'x', 'g'],
		['F', 'b', 50, 'y', 'x', 'g'],
		['M', 'a', 60, 'z', 'z', 'h'],
		['M', 'b', 20, 'x', 'y', null],
		['M', '', 45, 'z', 'x', 'h'],
		[null, 'a', 41, 'x', 'x', 'h'],
		['F', null, 35, 'y', 'y', 'g'],
		['F', 'b', null, 'x', null, 'g'],
		['M', 'a', 70, null, 'x', 'h']
	] as const;
	const among: BiasSpec = {
		...biasDefaults,
		intervals: 0,
		label: 'y',
		positive: { values: ['x', 'z'] },
		facets: [],
		predicted: 'p',
		group: 'g'
	};
	beforeAll(async () => {
		const cell = (value: string | number | null) =>
			value === null ? '' : typeof value === 'number' ? String(value) : `"${value}"`;
		await load('people', `sex,race,age,y,p,g\n${people.map((row) => row.map(cell).join(',')).join('\n')}\n`);
	});

	it.each([false, true])('counts every facet as if it stood alone, missing left out: %s', async (dropMissingFacet) => {
		const facets: Facet[] = [
			{ column: 'sex', selection: { each: true } },
			{ column: 'race', selection: { values: ['a', ''] } },
			{ column: 'age', selection: { threshold: 40 } },
			{
				all: [
					{ column: 'sex', selection: { each: true } },
					{ column: 'race', selection: { each: true } }
				]
			},
			{
				all: [
					{ column: 'sex', selection: { values: ['F'] } },
					{ column: 'age', selection: { threshold: 40 } }
				]
			},
			{
				all: [
					{ column: 'race', selection: { each: true } },
					{ column: 'sex', selection: { values: ['M'] } }
				]
			}
		];
		const spec = { ...among, facets, dropMissingFacet };
		const together = await biasReport(workspace, 'people', spec);
		const alone = await Promise.all(
			facets.map((facet) => biasReport(workspace, 'people', { ...spec, facets: [facet] }))
		);
		expect(together.facets).toEqual(alone.flatMap((report) => report.facets));
		const sizes = together.facets.map(({ facet, value, nFacet, nRest }) => [facet, value, nFacet, nRest]);
		const rest = (facet: number, missing: number) => 8 - facet - (dropMissingFacet ? missing : 0);
		expect(sizes).toEqual([
			['sex', 'F', 4, rest(4, 1)],
			['sex', 'M', 3, rest(3, 1)],
			['race', 'a,', 4, rest(4, 1)],
			['age', '>40', 4, rest(4, 1)],
			['sex & race', 'F & a', 1, rest(1, 2)],
			['sex & race', 'F & b', 2, rest(2, 2)],
			['sex & race', 'M & a', 1, rest(1, 2)],
			['sex & race', 'M & b', 1, rest(1, 2)],
			['sex & race', 'M & ', 1, rest(1, 2)],
			['sex & age', 'F & >40', 1, rest(1, 2)],
			['race & sex', 'a & M', 1, rest(1, 1)],
			['race & sex', 'b & M', 1, rest(1, 1)],
			['race & sex', ' & M', 1, rest(1, 1)]
		]);
	});

	it('tells the classes apart and counts what is missing', async () => {
		const [women] = (
			await biasReport(workspace, 'people', { ...among, facets: [{ column: 'sex', selection: { values: ['F'] } }] })
		).facets;
		expect(women?.missing).toEqual({ facet: 1, label: 1, predicted: 1, group: 1 });
		expect(women?.performance).toMatchObject({
			classes: ['x', 'y', 'z'],
			facet: {
				n: 4,
				labels: [2, 2, 0],
				predictions: {
					n: 3,
					confusion: [
						[1, 0, 0],
						[1, 1, 0],
						[0, 0, 0]
					],
					accuracy: 2 / 3,
					scores: [
						{ class: 'x', precision: 0.5, recall: 1, f1: 2 / 3 },
						{ class: 'y', precision: 1, recall: 0.5, f1: 2 / 3 },
						{ class: 'z', precision: null, recall: null, f1: null }
					]
				}
			},
			rest: { n: 4, labels: [2, 0, 2], predictions: { n: 4, accuracy: 0.5 } }
		});
		expect(women?.performance.distances.TVD.value).toBeCloseTo(0, 12);
		expect(women?.performance.distances.TVD.reason).toBe('label-missing-on-one-side');
		expect(women?.warnings.map(({ code }) => code)).toEqual(['small-group', 'small-group']);
	});

	it('says what the values reach to where a threshold leaves a side empty', async () => {
		const facets = [70, 19, 200].map((threshold) => ({ column: 'age', selection: { threshold } }));
		const report = await biasReport(workspace, 'people', { ...among, facets, dropMissingFacet: true });
		expect(report.kinds).toEqual({ y: 'categorical', age: 'continuous' });
		expect(report.facets.map(({ warnings }) => warnings.at(-1))).toEqual([
			{ code: 'nothing-above', column: 'age', threshold: 70, bound: 70 },
			{ code: 'everything-above', column: 'age', threshold: 19, bound: 20 },
			{ code: 'nothing-above', column: 'age', threshold: 200, bound: 70 }
		]);
		expect(report.facets.map(({ pre, post }) => [pre.CI?.reason, post?.FT.reason])).toEqual([
			['empty-facet', 'empty-facet'],
			['empty-rest', 'empty-rest'],
			['empty-facet', 'empty-facet']
		]);
	});

	it('cuts a label and its prediction at a number, NaN missing', async () => {
		const relation = `(SELECT * FROM (VALUES ('F', 1.0, 2.0), ('F', 3.0, 1.0), ('M', 5.0, 4.0), ('M', 'nan'::DOUBLE, 4.0), ('M', 'inf'::DOUBLE, 'nan'::DOUBLE)) v(sex, y, p))`;
		const report = await biasReport(workspace, relation, {
			...among,
			label: 'y',
			positive: { threshold: 2 },
			group: null,
			facets: [{ column: 'sex', selection: { values: ['F'] } }]
		});
		const [women] = report.facets;
		expect(women).toMatchObject({
			n: 4,
			inFacet: { n: 2, positive: 1, predicted: 2, tp: 0, fp: 0, fn: 1, tn: 1 },
			rest: { n: 2, positive: 2, predicted: 1, tp: 1 },
			missing: { label: 1, predicted: 1 }
		});
		expect(report.overall?.classes).toEqual(['≤2', '>2']);
		expect(women?.performance.facet.labels).toEqual([1, 1]);
	});

	it('keeps the largest groups, and draws rows for the flip test where there are many', async () => {
		const relation = `(SELECT 'g' || (i % 7 + (i % 2) * (i % 5)) AS f, i % 3 = 0 AS y, i % 4 = 0 AS p, (i * 37 % 101)::DOUBLE AS x FROM range(5000) r(i))`;
		const ask = {
			...among,
			positive: { values: ['true'] },
			group: null,
			facets: [{ column: 'f', selection: { each: true as const } }]
		};
		const all = await biasReport(workspace, relation, ask);
		const some = await biasReport(workspace, relation, { ...ask, mostGroups: 3, flipRows: 1000 });
		expect(all.leftOut).toEqual([]);
		expect(some.leftOut).toEqual([{ facet: 'f', groups: all.facets.length - 3 }]);
		expect(some.facets).toHaveLength(3);
		const smallest = Math.min(...some.facets.map(({ nFacet }) => nFacet));
		const kept = new Set(some.facets.map(({ value }) => value));
		for (const { value, nFacet } of all.facets) if (!kept.has(value)) expect(nFacet).toBeLessThanOrEqual(smallest);
		for (const { post } of some.facets) {
			expect(post?.FT.reason).toBe('rows-sampled');
			expect(Math.abs((post?.FT.sampled ?? 0) - 1000)).toBeLessThan(150);
		}
		expect(await biasReport(workspace, relation, { ...ask, mostGroups: 3, flipRows: 1000 })).toEqual(some);
		expect(all.facets.every(({ post }) => post?.FT.sampled === null)).toBe(true);
	});

	it('keeps whole numbers of many digits apart', async () => {
		const relation = `(SELECT * FROM (VALUES (9007199254740993::BIGINT, 'x'), (9007199254740992::BIGINT, 'y')) v(id, y))`;
		const report = await biasReport(workspace, relation, {
			...among,
			predicted: null,
			group: null,
			facets: [{ column: 'id', selection: { each: true } }]
		});
		expect(report.facets.map(({ value, nFacet }) => [value, nFacet])).toEqual([
			['9007199254740993', 1],
			['9007199254740992', 1]
		]);
	});
});

describe('reweigh', () => {
	it('makes every group have the same weighed share of positive labels', async () => {
		const asked = {
			label: 'income',
			positive: { values: ['>50K'] },
			facets: [{ column: 'country', selection: { each: true } as const }]
		};
		const found = await reweigh(workspace, 'census', asked);
		const before = await biasOfCells(workspace, asked, found.weights);
		const after = await biasOfCells(workspace, asked, weighedCells(found.weights));
		expect(Math.max(...before.map(({ pre }) => Math.abs(pre.DPL?.value ?? 1)))).toBeGreaterThan(0.001);
		for (const { pre } of after) expect(pre.DPL?.value).toBeCloseTo(0, 12);
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
