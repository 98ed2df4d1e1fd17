import * as v from 'valibot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BiasReport } from '$lib/core/clarify/bias';
import { readKeptReport, reportToKeep } from '$lib/core/clarify/kept-report';
import {
	checkLimits,
	checkReports,
	isBreach,
	LimitSchema,
	LimitsSchema,
	type JudgedGroup,
	type Limit,
	type Measured
} from '$lib/core/clarify/limit';
import { limitPresets } from '$lib/core/clarify/limit-presets';
import { LimitInputSchema, limitText, parseLimit } from '$lib/core/clarify/limit-text';

function group(pre: Record<string, Measured>, post: Record<string, Measured> | null = null): JudgedGroup {
	return { facet: 'sex', value: 'Female', nFacet: 30, nRest: 70, pre, post };
}

function limit(text: string, more: Partial<Limit> = {}): Limit {
	const parsed = parseLimit(text);
	if (!parsed) throw new Error(text);
	return { ...parsed, ...more };
}

const one = (text: string, measured: Measured, more: Partial<Limit> = {}) =>
	checkLimits([limit(text, more)], [group({ [limit(text).metric]: measured })])[0];

describe('a limit', () => {
	it.each([
		['DPL<=0.1', 0.1, 'within'],
		['DPL<=0.1', 0.11, 'beyond'],
		['DPL<=0.1', -0.5, 'within'],
		['|DPL|<=0.1', -0.5, 'beyond'],
		['DI>=0.8', 0.8, 'within'],
		['DI>=0.8', 0.79, 'beyond'],
		['DI<=1.25', Infinity, 'beyond'],
		['DI>=0.8', Infinity, 'within'],
		['TE>=-1', -Infinity, 'beyond'],
		['|TE|<=1', -Infinity, 'beyond'],
		['|TE|>=1', -Infinity, 'within'],
		['DPL<=0.1', null, 'undefined']
	])('%s on %s is %s', (text, value, finding) => {
		expect(one(text, { value })?.finding).toBe(finding);
	});

	it.each([
		['DPL<=0.1', 0.2, [0.05, 0.3], 'chance'],
		['DPL<=0.1', 0.2, [0.11, 0.3], null],
		['|DPL|<=0.1', -0.2, [-0.3, -0.11], null],
		['|DPL|<=0.1', -0.2, [-0.3, -0.05], 'chance'],
		['|DPL|<=0.1', 0.2, [-0.3, 0.4], 'chance'],
		['DI>=0.8', 0.5, [0.2, Infinity], 'chance'],
		['|TE|>=2', 0.5, [-3, 1], 'chance'],
		['FT<=0.1', 0.2, [0, 0.3], 'ties']
	] as const)('%s on %s in %s doubts by %s', (text, value, [low, high], doubt) => {
		const measured = text.startsWith('FT') ? { value, lowest: low, highest: high } : { value, lower: low, upper: high };
		expect(one(text, measured)).toMatchObject({ finding: 'beyond', doubt });
		const whole = one(text, measured, { wholeInterval: true });
		expect(whole).toMatchObject({ finding: doubt === null ? 'beyond' : 'within', doubt });
	});

	it('judges the value alone where there is no interval', () => {
		const found = one('DPL<=0.1', { value: 0.2, lower: null, upper: null }, { wholeInterval: true });
		expect(found).toMatchObject({ finding: 'beyond', doubt: null });
	});

	it('is about the groups it names, large enough ones', () => {
		const groups = [
			group({ DPL: { value: 0.2 } }),
			{ ...group({ DPL: { value: 0.3 } }), value: 'Male', nFacet: 5 },
			{ ...group({ DPL: { value: 0.4 } }), facet: 'race', value: 'Female' }
		];
		const found = (more: Partial<Limit>) =>
			checkLimits([limit('DPL<=0.1', more)], groups).map(({ measured, finding }) => [measured, finding]);
		expect(found({})).toEqual([
			[0.2, 'beyond'],
			[0.3, 'beyond'],
			[0.4, 'beyond']
		]);
		expect(found({ facet: 'sex', minRows: 30 })).toEqual([
			[0.2, 'beyond'],
			[0.3, 'small']
		]);
		expect(found({ facet: 'race', value: 'Female' })).toEqual([[0.4, 'beyond']]);
		expect(found({ facet: 'gender' })).toEqual([[null, 'absent']]);
		expect(checkLimits([limit('DPL<=0.1')], [])).toMatchObject([{ facet: '', value: '', finding: 'absent' }]);
		expect(checkLimits([limit('DI>=0.8')], groups).every((check) => !isBreach(check))).toBe(true);
	});

	it('takes those on labels to the report of all rows and those on predictions to the one of predicted rows', () => {
		const all = [group({ DPL: { value: 0.2 } })];
		const held = [group({ DPL: { value: 0 } }, { DI: { value: 0.5 } })];
		const values = (predictions: JudgedGroup[] | null) =>
			checkReports([limit('DPL<=0.1'), limit('DI>=0.8')], all, predictions).map(({ measured }) => measured);
		expect(values(held)).toEqual([0.2, 0.5]);
		expect(values(null)).toEqual([0.2, null]);
	});

	it('never is beyond with the whole interval where it is within by the value', () => {
		const numbers = fc.integer({ min: -20, max: 20 });
		fc.assert(
			fc.property(numbers, numbers, numbers, fc.boolean(), fc.boolean(), numbers, (a, b, c, absolute, most, bound) => {
				const [lower = 0, value = 0, upper = 0] = [a, b, c].sort((x, y) => x - y);
				const rule = { ...limit('DPL<=0'), absolute, side: most ? ('at-most' as const) : ('at-least' as const), bound };
				const held = (x: number) =>
					most ? (absolute ? Math.abs(x) : x) <= bound : (absolute ? Math.abs(x) : x) >= bound;
				const [found] = checkLimits([rule], [group({ DPL: { value, lower, upper } })]);
				const [whole] = checkLimits([{ ...rule, wholeInterval: true }], [group({ DPL: { value, lower, upper } })]);
				const anyWithin = Array.from({ length: upper - lower + 1 }, (_, i) => lower + i).some(held);
				expect(found?.finding).toBe(held(value) ? 'within' : 'beyond');
				expect(whole?.finding).toBe(held(value) || anyWithin ? 'within' : 'beyond');
			})
		);
	});
});

describe('texts and files of limits', () => {
	it('reads back what it writes', () => {
		for (const text of ['DPL<=0.1', '|DPL|<=0.1', 'DI>=0.8', 'FT<=-1e-9']) expect(limitText(limit(text))).toBe(text);
		for (const text of ['', 'FOO<=1', 'DPL<0.1', '|DPL<=0.1', 'DPL<=x', 'DPL<=', 'DPL<=Infinity', 'DPL<=NaN'])
			expect(parseLimit(text), text).toBeNull();
	});

	it('takes text and objects in a file, and says what is wrong with a text', () => {
		expect(v.parse(LimitInputSchema, 'DI>=0.8')).toEqual(limit('DI>=0.8'));
		expect(v.parse(LimitInputSchema, { metric: 'DI', side: 'at-least', bound: 0.8 })).toEqual(limit('DI>=0.8'));
		expect(v.safeParse(LimitInputSchema, 'DI>0.8').issues?.[0].message).toContain("'DI>0.8' is no limit");
		expect(v.safeParse(LimitSchema, { metric: 'DI', side: 'at-least', bound: Infinity }).success).toBe(false);
		expect(v.safeParse(LimitsSchema, { schemaVersion: 1, limits: [{ metric: 'XX' }] }).success).toBe(false);
	});

	it('offers limits that can be kept', () => {
		const texts = limitPresets.map(({ limits }) => limits.map(limitText));
		expect(texts).toEqual([['DI>=0.8', 'DI<=1.25'], ['|DPL|<=0.1'], ['|DPPL|<=0.1'], ['|RD|<=0.1']]);
		for (const { limits } of limitPresets)
			expect(v.parse(LimitsSchema, JSON.parse(JSON.stringify({ schemaVersion: 1, limits }))).limits).toEqual(limits);
	});
});

it('keeps a report with its endless numbers', () => {
	const metric = { value: Infinity, lower: -Infinity, upper: null, reason: null };
	const side = { n: 1, positive: 1, predicted: 0, tp: 0, fp: 0, fn: 0, tn: 0 };
	const labelled = { n: 1, labels: [1], predictions: null };
	const report: BiasReport = {
		rows: 2,
		label: 'y',
		positive: '1',
		kinds: {},
		overall: null,
		leftOut: [],
		facets: [
			{
				facet: 'sex',
				value: 'a "b"',
				n: 2,
				nFacet: 1,
				nRest: 1,
				inFacet: side,
				rest: side,
				missing: { facet: 0, label: 0, predicted: 0, group: 0 },
				pre: { DPL: metric },
				post: null,
				parts: [],
				performance: {
					classes: ['1'],
					facet: labelled,
					rest: labelled,
					distances: { KL: metric, JS: metric, LP: metric, TVD: metric, KS: metric }
				},
				warnings: []
			}
		]
	};
	const kept: unknown = JSON.parse(JSON.stringify({ schemaVersion: 1, spec: {}, report: reportToKeep(report) }));
	const found = readKeptReport(kept)?.facets[0];
	expect(found?.pre['DPL']).toMatchObject({ value: Infinity, lower: -Infinity, upper: null });
	expect(readKeptReport({ drifted: true })).toBeNull();
	expect(readKeptReport(null)).toBeNull();
});
