import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { findWarnings, type MeasuredColumn } from '$lib/core/insight/find-warnings';
import { mendsFor } from '$lib/core/insight/mends';
import type { FeatureInsight, NumberStatistics, TargetInsight } from '$lib/core/insight/report';
import { warningCodes, type Facts } from '$lib/core/insight/warning';
import { operationNamed } from '$lib/core/recipe/operations';

const column = (feature: Partial<FeatureInsight>, values: MeasuredColumn['values'] = []): MeasuredColumn => ({
	feature: {
		...{ name: 'c', storage: 'VARCHAR', kind: 'categorical', type: 'categorical', missing: 0, invalid: 0, distinct: 5 },
		...{
			numbers: null,
			histogram: [],
			top: [],
			patterns: [],
			predictionPower: null,
			powerInterval: null,
			leakage: null,
			inflation: null
		},
		...feature
	},
	...{ numbersInText: 0, datesInText: 0, values }
});
const numbers: NumberStatistics = {
	...{ count: 1000, min: 0, max: 9, mean: 4, median: 4, std: 1, skew: 0, kurtosis: 3, robustStd: 1, outliers: 0 },
	...{ sentinel: null, mostFrequent: null }
};
const target = (classes: TargetInsight['classes']): TargetInsight => ({
	...{
		name: 'c',
		task: classes.length > 0 ? 'classification' : 'regression',
		classes,
		missing: 0,
		invalid: 0,
		outliers: 0
	}
});
const codes = (measured: MeasuredColumn, own: TargetInsight | null = null) =>
	findWarnings(1000, 0, [measured], own).map(({ code }) => code);
const classes = (...counts: number[]) => counts.map((count, at) => ({ value: `k${at}`, count }));

it('warns above a threshold, not at it', () => {
	expect(codes(column({ missing: 500 }))).toEqual([]);
	expect(codes(column({ missing: 501 }))).toEqual(['high_missing_ratio']);
	expect(codes(column({ distinct: 900 }))).toEqual([]);
	expect(codes(column({ distinct: 901 }))).toEqual(['high_cardinality']);
	expect(codes(column({}, classes(995, 5)))).toEqual([]);
	expect(codes(column({}, classes(996, 4)))).toEqual(['categorical_rare_categories']);
});

it('judges a target of numbers by its shape', () => {
	const of = (changed: Partial<NumberStatistics>) =>
		codes(
			column({ storage: 'DOUBLE', kind: 'numeric', type: 'numeric', numbers: { ...numbers, ...changed } }),
			target([])
		);
	expect(of({ skew: -3, kurtosis: 10 })).toEqual([]);
	expect(of({ skew: -3.1 })).toEqual(['skewed_target']);
	expect(of({ kurtosis: 10.1 })).toEqual(['heavy_tailed_target']);
	expect(of({ outliers: 1 })).toEqual(['target_outliers']);
	expect(of({ mostFrequent: { value: 0, count: 100 } })).toEqual([]);
	expect(of({ mostFrequent: { value: 0, count: 101 } })).toEqual(['regression_frequent_label']);
});

it('judges classes by their rows', () => {
	const of = (...counts: number[]) => codes(column({ distinct: counts.length }), target(classes(...counts)));
	expect(of(600, 400)).toEqual([]);
	expect(of(960, 40)).toEqual(['classes_too_imbalanced']);
	expect(of(991, 9)).toEqual(['very_small_minority_class', 'too_few_instances_per_class', 'classes_too_imbalanced']);
	expect(codes(column({ distinct: 101 }), target(classes(10, 10)))).toEqual(['high_target_cardinality']);
});

it('offers encodings for too many categories, by the target where it is a number or one of two classes', () => {
	const many = { ...column({ distinct: 950 }), feature: { ...column({ distinct: 950 }).feature, name: 'street' } };
	const opsWith = (own: MeasuredColumn, of: TargetInsight | null) =>
		findWarnings(1000, 0, [many, own], of)
			.filter(({ column: name }) => name === 'street')
			.flatMap(({ mends }) => mends.map(({ op }) => op));
	const number = column({ storage: 'DOUBLE', kind: 'numeric', type: 'numeric', numbers });
	expect(opsWith(number, target([]))).toEqual(['target-encode', 'hash-encode', 'drop-columns']);
	expect(opsWith(column({ distinct: 2 }), target(classes(600, 400)))[0]).toBe('target-encode');
	expect(opsWith(column({ distinct: 3 }), target(classes(400, 300, 300)))[0]).toBe('drop-columns');
	expect(opsWith(number, null)).toEqual(['drop-columns', 'hash-encode', 'frequency-encode']);
});

it('has steps for every warning that operations take', () => {
	const facts: Facts[] = [
		{
			numeric: 1,
			target: 'y "z"',
			values: ['?', 'N/A'],
			value: 'it’s',
			to: 'b',
			kept: 3,
			min: 0,
			lower: -1.5,
			upper: 4
		},
		{ numeric: 0, values: ["o'clock"], value: -999, to: 'b', kept: 0, min: -2, lower: 0, upper: 1e21 }
	];
	for (const code of warningCodes)
		for (const each of facts) {
			const mends = mendsFor(code, 'a "b" c', each);
			expect([code, mends.length > 0]).toEqual([code, true]);
			for (const { op, params } of mends)
				expect([code, op, safeParse(operationNamed(op).params, params).issues]).toEqual([code, op, undefined]);
		}
});
