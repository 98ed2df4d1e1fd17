import { describe, expect, it } from 'vitest';
import { aucShares } from '$lib/core/evaluation/delong';
import { shareDifference, shareEstimate } from '$lib/core/evaluation/estimate';
import { oneAgainstRest } from '$lib/core/evaluation/evaluated-rows';
import { sliceMeasures, type SliceMetric } from '$lib/core/evaluation/slice-metric';
import { measureSlices, type SliceJob } from '$lib/core/evaluation/slices';
import { numberVector, textVector, type Column } from '$lib/core/table/columns';
import { binaryRows, madeUp, numberRows } from './scored';

const unhurried = () => Promise.resolve();
const { labels, scores } = madeUp(400, 6, 0.4, 2);
/** Of every fourth row the score is turned round. */
const turned = scores.map((score, row) => (row % 4 === 0 ? 1 - score : score));
const place: Column = {
	name: 'place',
	type: 'VARCHAR',
	vector: textVector(labels.map((_, row) => (row === 1 ? null : row % 4 === 0 ? 'bad' : `good ${row % 4}`)))
};
const size: Column = { name: 'size', type: 'DOUBLE', vector: numberVector(labels.map((_, row) => row)) };
const job = (change: Partial<SliceJob>): SliceJob => ({
	rows: binaryRows(labels, turned),
	columns: [place],
	ranged: ['size'],
	metric: 'auc',
	positive: 1,
	threshold: 0.5,
	seed: 0,
	...change
});

describe('slices', () => {
	it('by a value: the worst first, each with its own figure and how far it lies from all', async () => {
		const { slices, overall, rows } = await measureSlices(job({}), unhurried);
		expect(rows).toBe(400);
		const [worst] = slices;
		expect(worst).toMatchObject({ parts: [{ type: 'value', value: 'bad' }], rows: 100, isWorse: true, isSmall: false });
		const own = Array.from(labels.keys()).filter((row) => row % 4 === 0);
		const wanted = aucShares(
			oneAgainstRest(
				binaryRows(
					own.map((row) => labels[row] ?? 0),
					own.map((row) => turned[row] ?? 0)
				),
				1
			)
		).auc;
		expect(worst?.value.value).toBeCloseTo(wanted ?? NaN, 12);
		expect(worst?.difference.value).toBeCloseTo((wanted ?? NaN) - (overall.value ?? NaN), 12);
		expect(slices.find(({ parts }) => parts[0]?.type === 'missing')).toMatchObject({
			rows: 1,
			isSmall: true,
			isWorse: false
		});
	});

	it('cut numbers at their fifths, and cross two columns', async () => {
		const { slices } = await measureSlices(job({ columns: [size], metric: 'accuracy' }), unhurried);
		expect(slices.map(({ rows }) => rows)).toEqual([80, 80, 80, 80, 80]);
		const crossed = await measureSlices(job({ columns: [place, size], metric: 'f1' }), unhurried);
		expect(crossed.slices.reduce((sum, { rows }) => sum + rows, 0)).toBe(400);
		expect(crossed.slices[0]?.parts.map(({ column }) => column)).toEqual(['place', 'size']);
	});

	it('keep to the rows that can be measured, with their own values', async () => {
		const truth = labels.map((label, row) => (row % 4 === 2 ? NaN : label));
		const { slices, rows } = await measureSlices(job({ rows: binaryRows(truth, turned) }), unhurried);
		expect(rows).toBe(300);
		expect(slices.some(({ parts }) => parts[0]?.type === 'value' && parts[0].value === 'good 2')).toBe(false);
	});

	it('never call a few rows worse, and never a share of few rows sure', async () => {
		const wrong = scores.map((score, row) => (row < 3 ? 1 - (labels[row] ?? 0) : score));
		const few: Column = {
			name: 'few',
			type: 'VARCHAR',
			vector: textVector(labels.map((_, row) => (row < 3 ? 'a' : 'b')))
		};
		const change = { rows: binaryRows(labels, wrong), columns: [few], metric: 'accuracy' } as const;
		const [worst] = (await measureSlices(job(change), unhurried)).slices;
		expect(worst).toMatchObject({
			rows: 3,
			value: { value: 0, lower: 0, method: 'wilson' },
			isSmall: true,
			isWorse: false
		});
		// Wilson: z² / (n + z²)
		expect(worst?.value.upper).toBeCloseTo(1.959963984540054 ** 2 / (3 + 1.959963984540054 ** 2), 12);
	});

	it('lie apart from all rows as Newcombe says', () => {
		// Newcombe 1998, table II, method 10: 56/70 against 48/80
		const { lower, upper } = shareDifference(shareEstimate(56 / 70, 70), shareEstimate(48 / 80, 80));
		expect([lower?.toFixed(4), upper?.toFixed(4)]).toEqual(['0.0524', '0.3339']);
	});

	it('stand together where values are rare', async () => {
		const many: Column = { name: 'many', type: 'VARCHAR', vector: textVector(labels.map((_, row) => `v${row % 50}`)) };
		const { slices } = await measureSlices(job({ columns: [many], metric: 'brier' }), unhurried);
		expect(slices.length).toBe(21);
		expect(slices.find(({ parts }) => parts[0]?.type === 'others')).toMatchObject({
			rows: 240,
			parts: [{ values: 30 }]
		});
	});
});

describe('a metric of some rows', () => {
	const index = Int32Array.of(1, 3, 4, 8);
	const ones = (rows: number) => new Float64Array(rows).fill(1);

	it('of numbers is what these rows alone give', () => {
		const truth = [0, 1, 0, 2, 3, 0, 0, 0, 8];
		const answers = [0, 2, 0, 2, 1, 0, 0, 0, 12];
		const wanted: Partial<Record<SliceMetric, number>> = {
			mae: 7 / 4,
			rmse: Math.sqrt(21 / 4),
			medianError: 1.5,
			bias: 3 / 4,
			r2: 1 - 21 / 29
		};
		for (const [metric, value] of Object.entries(wanted)) {
			const measure = sliceMeasures(numberRows(truth, answers), {
				metric: metric as SliceMetric,
				positive: null,
				threshold: 0
			})(index);
			expect(measure.value(ones(9)), metric).toBeCloseTo(value, 12);
		}
	});

	it('of many classes is what these rows alone give', () => {
		const rows = {
			...numberRows([0, 1, 2, 2], [0.7, 0.2, 0.1, 0.6, 0.3, 0.1, 0.1, 0.2, 0.7, 0.2, 0.5, 0.3]),
			task: 'classification' as const,
			classes: ['a', 'b', 'c']
		};
		const measured = (metric: SliceMetric) =>
			sliceMeasures(rows, { metric, positive: null, threshold: 0 })(Int32Array.of(0, 1, 2)).value(ones(4));
		expect(measured('accuracy')).toBeCloseTo(2 / 3, 12);
		// a: 2/3, b: 0, c: 1
		expect(measured('f1')).toBeCloseTo(5 / 9, 12);
		expect(measured('logLoss')).toBeCloseTo(-(Math.log(0.7) + Math.log(0.3) + Math.log(0.7)) / 3, 12);
	});
});
