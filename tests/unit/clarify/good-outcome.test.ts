import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodValues, outcomeReading } from '$lib/core/clarify/good-outcome';
import { isReadable, readingOf } from '$lib/core/clarify/subject-guess';
import type { Field } from '$lib/core/table/schema';
import { medianCut } from '$lib/workbench/bias';
import { nodeWorkspace } from './node-workspace';

const amount: Field = { name: 'amount', type: 'BIGINT', kind: 'numeric' };
const level: Field = { name: 'level', type: 'BIGINT', kind: 'categorical' };
const grade: Field = { name: 'grade', type: 'VARCHAR', kind: 'numeric' };

describe('how a column is read', () => {
	it('is a choice where it is stored as numbers, and its kind where nothing was chosen', () => {
		expect([amount, level, grade, undefined].map((field) => isReadable(field))).toEqual([true, true, false, false]);
		expect([amount, level, grade, undefined].map((field) => readingOf(field, null))).toEqual([
			'number',
			'values',
			'values',
			'values'
		]);
		expect(readingOf(amount, 'values')).toBe('values');
		expect(readingOf(level, 'number')).toBe('number');
		expect(readingOf(grade, 'number')).toBe('values');
	});

	it('is for an outcome what its model makes of it, until something is chosen', () => {
		const regression = { target: 'level', classes: [] };
		const classifier = { target: 'amount', classes: ['1', '2'] };
		expect(outcomeReading(level, null, regression)).toBe('number');
		expect(outcomeReading(level, 'values', regression)).toBe('values');
		expect(outcomeReading(amount, null, classifier)).toBe('values');
		expect(outcomeReading(amount, 'number', classifier)).toBe('number');
		// a model of another column says nothing of this one
		expect(outcomeReading(amount, null, regression)).toBe('number');
		expect(outcomeReading(level, null, classifier)).toBe('values');
		expect(outcomeReading(undefined, null, { target: null, classes: [] })).toBe('values');
	});
});

describe('the good values', () => {
	it('are those chosen that occur, in the order of choice; else the last class that occurs; else the last value', () => {
		expect(goodValues(['a', 'b', 'c'], ['c', 'gone', 'a'], null)).toEqual(['c', 'a']);
		expect(goodValues(['a', 'b', 'c'], ['gone'], { target: 'x', classes: ['a', 'b'] })).toEqual(['b']);
		expect(goodValues(['a', 'b', 'c'], [], { target: 'x', classes: ['a', 'other'] })).toEqual(['c']);
		expect(goodValues([], ['a'], null)).toEqual([]);
	});
});

describe('where a number is cut', () => {
	it('has something above and something at or below it, wherever two numbers differ; at the median where that does', async () => {
		const { workspace } = await nodeWorkspace();
		const cut = async (numbers: readonly (number | null)[]) => {
			await workspace.sql.loadColumns('numbers', {
				rows: numbers.length,
				columns: [
					{
						name: 'a "b"',
						type: 'DOUBLE',
						vector: { kind: 'number', values: Float64Array.from(numbers, (one) => one ?? NaN), missing: null }
					}
				]
			});
			return medianCut(workspace, 'numbers', 'a "b"');
		};
		expect(await cut([null, 3, 1, 2, null])).toBe(2);
		expect(await cut([1, 7, 7, 7])).toBe(1);
		expect(await cut([7, 7])).toBe(7);
		expect(await cut([null, Infinity, -Infinity])).toBeNull();
		expect(await cut([])).toBeNull();
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 12 }), async (numbers) => {
				const found = (await cut(numbers)) ?? NaN;
				const sorted = [...numbers].sort((a, b) => a - b);
				const median = sorted[Math.ceil(numbers.length / 2) - 1] ?? NaN;
				if (new Set(numbers).size > 1) expect(numbers.some((one) => one > found)).toBe(true);
				if (numbers.some((one) => one > median)) expect(found).toBe(median);
				expect(numbers).toContain(found);
			}),
			{ numRuns: 60 }
		);
	});
});
