import { beforeAll, expect, it } from 'vitest';
import type { AnalysisFigures, AnalysisSpec } from '$lib/core/insight/analysis';
import { evenSeries } from '$lib/core/insight/series';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { emptyRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { deleteAnalysis, keepAnalysis, listAnalyses, newAnalysis, runAnalysis } from '$lib/workbench/analysis';
import { reportPrepared } from '$lib/workbench/insight-report';
import golden from '../../golden/insights.json';
import { projectsIn, takeTable } from '../feature/fresh-project';

// golden: tests/golden/insights.py (scipy, scikit-learn, numpy)
const { table } = golden;
const open = projectsIn('analysis', () => 1_700_000_000_000);
let workspace: Workspace;
let dataset: Artifact;

beforeAll(async () => {
	workspace = open();
	const lines = table.a.map((_, row) =>
		[table.a, table.b, table.c, table.d, table.y, table.g, table.h, table.label].map((column) => column[row]).join(',')
	);
	dataset = await takeTable(workspace, 'golden', `a,b,c,d,y,g,h,label\n${lines.join('\n')}\n`);
});

async function figures<Type extends AnalysisSpec['type']>(
	spec: Extract<AnalysisSpec, { type: Type }>,
	recipe: Recipe = emptyRecipe
): Promise<Extract<AnalysisFigures, { type: Type }>> {
	const { figures: found } = await runAnalysis(workspace, dataset, recipe, spec, 0);
	const isWanted = (each: AnalysisFigures): each is Extract<AnalysisFigures, { type: Type }> => each.type === spec.type;
	if (!isWanted(found)) throw new Error(found.type);
	return found;
}
const step = (op: string, params: Recipe['steps'][number]['params']): Recipe => ({
	schemaVersion: 1,
	steps: [{ op, params, enabled: true }]
});
const withoutY = step('drop-columns', { columns: ['y', 'label'] });

it('correlates by each measure as scipy and scikit-learn do', async () => {
	const of = async (measure: 'pearson' | 'spearman' | 'mutual' | 'cramersV' | 'auto', a: string, b: string) =>
		(await figures({ type: 'correlation', measure })).cells.find((cell) => cell.a === a && cell.b === b)?.value;
	expect(await of('pearson', 'a', 'b')).toBeCloseTo(golden.pearson.ab, 12);
	expect(await of('spearman', 'a', 'c')).toBeCloseTo(golden.spearman.ac, 12);
	expect(await of('cramersV', 'g', 'h')).toBeCloseTo(golden.cramersV, 12);
	expect(await of('mutual', 'g', 'h')).toBeCloseTo(golden.mutual, 12);
	expect(await of('auto', 'a', 'g')).toBeCloseTo(golden.correlationRatio, 12);
});

it('inflates variances and takes components as numpy does', async () => {
	const { columns } = await figures({ type: 'vif' }, withoutY);
	expect(columns.map(({ column }) => column).sort()).toEqual(['a', 'b', 'c', 'd']);
	const wanted: Readonly<Record<string, number>> = golden.vif;
	for (const { column, factor } of columns) expect(factor).toBeCloseTo(wanted[column] ?? NaN, 8);
	const { components } = await figures({ type: 'components' }, withoutY);
	components.forEach(({ singular }, at) => expect(singular).toBeCloseTo(golden.singular[at] ?? NaN, 8));
	expect(components.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

it('keeps the columns that scikit-learn’s lasso keeps, of a number and of two classes', async () => {
	for (const target of ['y', 'label'] as const) {
		const recipe = step('drop-columns', { columns: [target === 'y' ? 'label' : 'y'] });
		const { columns } = await figures({ type: 'lasso', target, l1: 0.05 }, recipe);
		const wanted: Readonly<Record<string, number>> = golden.lasso[target];
		expect(columns.length).toBe(4);
		for (const { column, weight } of columns) expect(weight).toBeCloseTo(wanted[column] ?? NaN, 6);
	}
});

it('draws histograms and boxes with numpy’s counts and quartiles', async () => {
	const { bars } = await figures({ type: 'histogram', column: 'c', colour: null, facet: null, bins: 10 });
	expect(bars.map(({ count }) => count)).toEqual(golden.histogram.counts.filter((count) => count > 0));
	expect(bars[1]?.from).toBeCloseTo(golden.histogram.edges[1] ?? NaN, 10);
	const { groups } = await figures({ type: 'box', value: 'c', by: 'g' });
	for (const { group, beyond, ...found } of groups) {
		const wanted = Object.entries(golden.box).find(([name]) => name === group)?.[1];
		expect(wanted).toBeDefined();
		for (const [name, value] of Object.entries(wanted ?? {}))
			expect(Object.entries(found).find(([key]) => key === name)?.[1]).toBeCloseTo(value, 9);
		expect(beyond.length).toBe(Math.min(60, found.outliers));
	}
});

it('measures skew and kurtosis as scipy does', async () => {
	const report = await reportPrepared(workspace, dataset, { recipe: emptyRecipe, target: null, task: null, seed: 0 });
	const { numbers } = report.features.find(({ name }) => name === 'c') ?? {};
	expect(numbers?.skew).toBeCloseTo(golden.skew, 10);
	expect(numbers?.kurtosis).toBeCloseTo(golden.kurtosis, 10);
});

it('counts by colour, by side and in pairs, each row once', async () => {
	const { bars } = await figures({ type: 'histogram', column: 'a', colour: 'g', facet: 'label', bins: 7 });
	expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(table.a.length);
	const north = bars.filter(({ colour, facet }) => colour === 'north' && facet === 'yes');
	const wanted = table.g.filter((g, row) => g === 'north' && table.label[row] === 'yes').length;
	expect(north.reduce((sum, { count }) => sum + count, 0)).toBe(wanted);
	const { cells, xs } = await figures({ type: 'heatmap', x: 'g', y: 'h' });
	expect([...xs].sort()).toEqual(['east', 'north', 'south']);
	const pair = table.g.filter((g, row) => g === 'east' && table.h[row] === 'west').length;
	expect(cells.find(({ x, y }) => x === 'east' && y === 'west')?.count).toBe(pair);
	const { points, pearson } = await figures({ type: 'scatter', x: 'a', y: 'b', colour: 'g', facet: null });
	expect(points.length).toBe(table.a.length);
	expect(pearson).toBeCloseTo(golden.pearson.ab, 10);
});

it('tells how well each column alone predicts, and summarises', async () => {
	const { metric, columns } = await figures({ type: 'leakage', target: 'label' });
	expect(metric).toBe('auc');
	// y is what the label was made from
	expect(columns[0]?.column).toBe('y');
	expect(columns[0]?.score).toBeGreaterThan(0.97);
	const summary = await figures({ type: 'summary' });
	expect(summary.columns.find(({ name }) => name === 'c')).toMatchObject({
		count: 180,
		max: Math.max(...table.c),
		least: null
	});
	const counts = (g: string) => table.g.filter((each) => each === g).length;
	const order = ['north', 'south', 'east'].sort((x, y) => counts(x) - counts(y));
	expect(summary.columns.find(({ name }) => name === 'g')).toMatchObject({ least: order[0], most: order.at(-1) });
});

it('takes a series apart by its steps, with gaps on the line between', async () => {
	const days = Array.from({ length: 70 }, (_, day) => day).filter((day) => day !== 30);
	const value = (day: number) => 10 + 0.5 * day + ([0, 1, 2, 5, 2, 1, 0][day % 7] ?? 0) + (day === 45 ? 40 : 0);
	const lines = days.flatMap((day) => {
		const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
		return [`${date},${value(day) - 1}`, `${date},${value(day) + 1}`];
	});
	const before = dataset;
	dataset = await takeTable(workspace, 'days', `day,sold\n${lines.join('\n')}\n`);
	const spec = { type: 'decomposition', time: 'day', value: 'sold', every: 'day', period: 7, k: 3 } as const;
	const found = await figures(spec);
	expect(found.times.length).toBe(70);
	expect(found.observed[5]).toBe(value(5));
	expect(found.observed[30]).toBeCloseTo((value(29) + value(31)) / 2, 10);
	expect(found.odd).toEqual([45]);
	found.observed.forEach((observed, at) =>
		expect((found.trend[at] ?? 0) + (found.seasonal[at] ?? 0) + (found.residual[at] ?? 0)).toBeCloseTo(observed, 9)
	);
	await expect(figures({ ...spec, period: 40 })).rejects.toMatchObject({ code: 'analysis/too-short' });
	await expect(figures({ type: 'vif' })).rejects.toMatchObject({ code: 'analysis/no-columns' });
	dataset = before;
});

it('steps through months by the calendar', () => {
	const month = (at: number) => Date.UTC(2024, at, 1);
	const { times, values } = evenSeries([month(0), month(1), month(3)], [1, 2, 6], 'month', 100);
	expect(times).toEqual([0, 1, 2, 3].map(month));
	expect([...values]).toEqual([1, 2, 4, 6]);
	expect(evenSeries([month(0), month(5)], [0, 5], 'month', 3).times).toEqual([3, 4, 5].map(month));
});

it('works on the table as the recipe prepares it, and keeps what was asked by name', async () => {
	const recipe = step('filter', { condition: "g = 'north'" });
	const result = await runAnalysis(workspace, dataset, recipe, { type: 'summary' }, 0);
	expect([result.rows, result.of]).toEqual([0, 0].map(() => table.g.filter((g) => g === 'north').length));
	const made = newAnalysis(workspace, dataset, 'mine', { type: 'vif' });
	await keepAnalysis(workspace, made);
	expect(await listAnalyses(workspace, dataset.id)).toEqual([made]);
	await keepAnalysis(workspace, { ...made, name: 'yours' });
	expect((await listAnalyses(workspace, dataset.id)).map(({ name }) => name)).toEqual(['yours']);
	await deleteAnalysis(workspace, made.id);
	expect(await listAnalyses(workspace, dataset.id)).toEqual([]);
});
