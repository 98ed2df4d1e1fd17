import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { readUnits, type RowUnits } from '$lib/core/train/row-units';
import { splitFolds, splitOnce, type SplitPlan } from '$lib/core/train/split';
import { table } from './jobs';

const plan = (strata: readonly number[], units: RowUnits | null, change: Partial<SplitPlan> = {}): SplitPlan => ({
	strata: Float64Array.from(strata),
	stratified: false,
	units,
	gap: 0,
	seed: 3,
	...change
});
const byGroup = (groups: readonly number[]): RowUnits => ({ by: 'group', groups: Int32Array.from(groups) });
const byTime = (times: readonly number[]): RowUnits => ({ by: 'time', times: Float64Array.from(times) });
const codeOf = (work: () => unknown): string => {
	try {
		work();
	} catch (error) {
		return error instanceof AppError ? error.code : String(error);
	}
	return 'none';
};

const cells = fc.array(
	fc.record({
		y: fc.oneof(fc.constantFrom(0, 1, 2), fc.constant(NaN)),
		group: fc.nat(12),
		time: fc.oneof({ weight: 9, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(NaN) })
	}),
	{ minLength: 60, maxLength: 200 }
);

describe('a split by groups', () => {
	it('never puts a group on both sides, holds out about what is asked, and repeats by seed', () => {
		fc.assert(
			fc.property(cells, fc.integer({ min: 1, max: 6 }), (rows, tenths) => {
				const asked = plan(
					rows.map(({ y }) => y),
					byGroup(rows.map(({ group }) => group))
				);
				const { test, aside } = splitOnce(asked, tenths / 10);
				const held = new Set(Array.from(test, (row) => rows[row]?.group));
				const trains = rows.filter(({ y, group }) => !Number.isNaN(y) && !held.has(group)).length;
				const known = rows.filter(({ y }) => !Number.isNaN(y)).length;
				expect(test.length + trains).toBe(known);
				expect(trains).toBeGreaterThan(0);
				expect(test.length).toBeGreaterThan(0);
				const largest = Math.max(
					...rows.map(({ group }) => rows.filter((row) => row.group === group && !Number.isNaN(row.y)).length)
				);
				expect(Math.abs(test.length - (known * tenths) / 10)).toBeLessThanOrEqual(largest);
				expect(aside).toEqual(new Int32Array(0));
				expect(splitOnce(asked, tenths / 10).test).toEqual(test);
			})
		);
	});

	/** sklearn.model_selection.GroupKFold(3) on these groups gives test folds of 7, 7 and 6 rows. */
	it('deals folds of the sizes scikit-learn gives', () => {
		const groups = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5];
		const folds = splitFolds(
			plan(
				groups.map(() => 0),
				byGroup(groups)
			),
			3
		);
		expect(folds.map(({ test }) => test.length).sort()).toEqual([6, 7, 7]);
		const owners = folds.map(({ test }) => new Set(Array.from(test, (row) => groups[row])));
		expect(owners.reduce((sum, owner) => sum + owner.size, 0)).toBe(6);
	});

	it('refuses one group, and more folds than groups', () => {
		expect(codeOf(() => splitOnce(plan([0, 1, 0], byGroup([4, 4, 4])), 0.3))).toBe('train/one-unit');
		expect(codeOf(() => splitFolds(plan([0, 1, 0], byGroup([4, 5, 4])), 3))).toBe('train/one-unit');
	});
});

describe('a split by time', () => {
	it('measures the newest rows, keeps one moment together, and leaves the gap and what comes later aside', () => {
		fc.assert(
			fc.property(cells, fc.nat(3), fc.integer({ min: 2, max: 4 }), (rows, gap, count) => {
				const asked = plan(
					rows.map(({ y }) => y),
					byTime(rows.map(({ time }) => time)),
					{ gap }
				);
				const moments = new Set(
					rows.filter(({ y, time }) => !Number.isNaN(y) && !Number.isNaN(time)).map(({ time }) => time)
				);
				fc.pre(moments.size > count + 1 + gap);
				let folds;
				try {
					folds = [splitOnce(asked, 0.25), ...splitFolds(asked, count)];
				} catch (error) {
					expect(error).toMatchObject({ code: 'train/one-unit' });
					return;
				}
				const seen = new Set<number>();
				folds.forEach(({ test, aside }, at) => {
					const first = Math.min(...Array.from(test, (row) => rows[row]?.time ?? NaN));
					const last = Math.max(...Array.from(test, (row) => rows[row]?.time ?? NaN));
					const [held, out] = [new Set(test), new Set(aside)];
					rows.forEach(({ y, time }, row) => {
						if (held.has(row)) expect(Number.isNaN(y)).toBe(false);
						else if (!Number.isNaN(y) && time >= first && time <= last) expect.fail('a moment stands on both sides');
						if (!held.has(row)) expect(out.has(row)).toBe(time >= first - gap);
					});
					if (at === 0) return;
					for (const row of test) {
						expect(seen.has(row)).toBe(false);
						seen.add(row);
					}
				});
			})
		);
	});

	/** sklearn.model_selection.TimeSeriesSplit(3) on 8 rows tests 2-3, 4-5 and 6-7. */
	it('folds in time as scikit-learn does', () => {
		const times = [0, 1, 2, 3, 4, 5, 6, 7];
		const folds = splitFolds(
			plan(
				times.map(() => 0),
				byTime(times)
			),
			3
		);
		expect(folds.map(({ test }) => Array.from(test))).toEqual([
			[2, 3],
			[4, 5],
			[6, 7]
		]);
		expect(folds.map(({ aside }) => Array.from(aside))).toEqual([[4, 5, 6, 7], [6, 7], []]);
	});

	it('refuses one moment, and a gap that leaves nothing to train on', () => {
		expect(codeOf(() => splitOnce(plan([0, 1, 0], byTime([4, 4, 4])), 0.3))).toBe('train/one-unit');
		expect(() => splitOnce(plan([0, 1, 0], byTime([4, 5, 6]), { gap: 9 }), 0.3)).toThrow(
			expect.objectContaining({ code: 'train/one-unit', details: { by: 'gap', units: 0, least: 1 } })
		);
	});
});

describe('columns to split by', () => {
	const columns = table({ when: [3, null, 1], who: ['a', null, 'a'], words: ['x', 'y', 'z'] });
	it('are groups by text, or times', () => {
		expect(readUnits(columns, 'group', 'who')).toEqual({ by: 'group', groups: Int32Array.from([0, 1, 0]) });
		expect(readUnits(columns, 'time', 'when')).toEqual({ by: 'time', times: Float64Array.from([3, NaN, 1]) });
	});
	it('are refused when they are not there or hold no time', () => {
		expect(codeOf(() => readUnits(columns, 'group', 'nobody'))).toBe('table/column-missing');
		expect(codeOf(() => readUnits(columns, 'time', 'words'))).toBe('table/column-kind');
	});
});
