import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import { readInsightMeta } from '$lib/core/insight/kept-report';
import type { InsightReport } from '$lib/core/insight/report';
import { emptyRecipe } from '$lib/core/recipe/recipe';
import { Session } from '$lib/state/session.svelte';
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

it('says in the workers of the page what native DuckDB and Node say', async () => {
	const phases = new Set<string>();
	report = await reportPrepared(session.workspace, loans(), question, undefined, ({ phase }) => phases.add(phase));
	const [here, there]: [unknown, unknown] = [JSON.parse(figuresOf(report)), JSON.parse(native)];
	expect(here).toEqual(there);
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
