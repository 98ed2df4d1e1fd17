import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import { readInsightMeta } from '$lib/core/insight/kept-report';
import type { InsightReport } from '$lib/core/insight/report';
import { emptyRecipe } from '$lib/core/recipe/recipe';
import { Insights } from '$lib/state/insights.svelte';
import { RecipeState } from '$lib/state/recipe.svelte';
import { Session } from '$lib/state/session.svelte';
import { Suggestions } from '$lib/state/suggestions.svelte';
import { keepReport, readReport, reportPrepared } from '$lib/workbench/insight-report';
import { runAnalysis } from '$lib/workbench/analysis';
import { suggestMends } from '$lib/workbench/suggestions';
import { datasetMeta } from '$lib/core/table/dataset';
import { importTable, openTable } from '$lib/workbench/table';
import native from '../golden/loans-report.json?raw';
import { messyLoansCsv } from '../unit/insight/messy-loans';
import { figuresOf } from '../unit/insight/report-figures';

let session: Session;
const question = { recipe: emptyRecipe, target: 'paid', task: null, seed: 0 };

beforeAll(async () => {
	session = new Session(openPorts());
	await session.ensureProject(`insights ${Date.now()}`);
	const blob = new Blob([messyLoansCsv()]);
	await importTable(session.workspace, { name: 'loans.csv', blob }, {});
	await session.refresh();
}, 60_000);
afterAll(() => session.close());

function loans() {
	const [dataset] = session.datasets;
	if (!dataset) throw new Error('no dataset');
	return dataset;
}
let report: InsightReport;

/** The same throughout, but for the last digits of sums that another engine adds up in another order. */
function expectClose(here: unknown, there: unknown, at = 'report'): void {
	if (typeof here === 'number' && typeof there === 'number') {
		const apart = Math.abs(here - there);
		const isNear = apart <= 1e-6 * Math.max(Math.abs(here), Math.abs(there)) || apart <= 1e-12;
		expect(isNear, `${at}: ${here} here, ${there} on native`).toBe(true);
	} else if (typeof here === 'object' && here !== null && typeof there === 'object' && there !== null) {
		const [own, others] = [Object.entries(here), new Map<string, unknown>(Object.entries(there))];
		expect(
			own.map(([key]) => key),
			at
		).toEqual([...others.keys()]);
		for (const [key, value] of own) expectClose(value, others.get(key), `${at}.${key}`);
	} else expect(here, at).toEqual(there);
}

it('says in the workers of the page what native DuckDB and Node say', async () => {
	const phases = new Set<string>();
	report = await reportPrepared(session.workspace, loans(), question, undefined, ({ phase }) => phases.add(phase));
	expectClose(JSON.parse(figuresOf(report)), JSON.parse(native));
	for (const phase of ['profile', 'measure', 'duplicates', 'power', 'quick-model']) expect(phases).toContain(phase);
}, 60_000);

it('keeps a report with its dataset, the last one only, and reads it again', async () => {
	const first = await keepReport(session.workspace, loans(), question, report);
	const kept = await keepReport(session.workspace, loans(), { ...question, seed: 1 }, report);
	await session.refresh();
	const all = session.artifacts.filter(({ type }) => type === 'insight-report');
	expect(all.map(({ id }) => id)).toEqual([kept.id]);
	expect(kept.id).not.toBe(first.id);
	expect(readInsightMeta(kept)).toMatchObject({ target: 'paid', recipe: '', seed: 1 });
	expect(figuresOf(await readReport(session.workspace, kept))).toBe(figuresOf(report));
});

it('mends the line that it read, whichever is on screen', async () => {
	const recipe = new RecipeState(session.workspace, loans(), () => session.datasets);
	const insights = new Insights(session, loans(), recipe);
	const suggestions = new Suggestions(session, loans(), insights, recipe);
	recipe.edits.addBranch('apart', { after: 0 });
	const [first, second] = report.warnings.flatMap(({ mends }) => mends[0] ?? []);
	if (!first || !second) throw new Error('no mends');
	suggestions.mend(first);
	expect([recipe.line, recipe.edits.steps.length, recipe.recipe.steps.length]).toEqual(['apart', 1, 0]);
	expect(insights.isInRecipe(first)).toBe(false);
	insights.mend(second);
	expect([recipe.line, recipe.recipe.steps.map(({ op }) => op)]).toEqual([null, [second.op]]);
	expect(recipe.recipe.branches?.[0]?.steps.length).toBe(1);
	expect(insights.isInRecipe(second)).toBe(true);
	insights.undo();
	expect(recipe.recipe.steps).toEqual([]);
});

it('stops when it is told to, and leaves no table behind', async () => {
	const stop = new AbortController();
	const recipe = { ...emptyRecipe, steps: [{ op: 'drop-duplicates', params: {}, enabled: true }] };
	const making = reportPrepared(session.workspace, loans(), { ...question, recipe }, stop.signal, ({ phase }) => {
		if (phase === 'power') stop.abort();
	});
	await expect(making).rejects.toMatchObject({ name: 'AbortError' });
	const left = await session.workspace.sql.query(
		"SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'prepared%'"
	);
	expect(left.rows).toBe(0);
}, 60_000);

it('suggests mends and makes every sort of analysis', async () => {
	const { workspace } = session;
	const { schema, rows } = datasetMeta(loans());
	const found = await suggestMends(workspace, await openTable(workspace, loans()), schema, rows);
	const wanted = report.warnings.filter(({ code }) => code !== 'target_leakage');
	expect(found.map(({ code, column }) => `${code} ${column}`).sort()).toEqual(
		wanted.map(({ code, column }) => `${code} ${column}`).sort()
	);
	const specs = [
		{ type: 'histogram', column: 'income', colour: 'paid', facet: 'work', bins: 12 },
		{ type: 'scatter', x: 'opened', y: 'income', colour: null, facet: null },
		{ type: 'box', value: 'income', by: 'purpose' },
		{ type: 'heatmap', x: 'income', y: 'opened' },
		{ type: 'correlation', measure: 'mutual' },
		{ type: 'vif' },
		{ type: 'components' },
		{ type: 'lasso', target: 'paid', l1: 0.05 },
		{ type: 'leakage', target: 'income' },
		{ type: 'decomposition', time: 'opened', value: 'income', every: 'week', period: 4, k: 3 },
		{ type: 'summary' }
	] as const;
	for (const spec of specs) {
		const { figures } = await runAnalysis(workspace, loans(), emptyRecipe, spec, 0);
		expect(figures.type).toBe(spec.type);
		expect(JSON.stringify(figures).length).toBeGreaterThan(60);
	}
}, 60_000);
