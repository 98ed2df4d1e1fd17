import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InsightReport } from '$lib/core/insight/report';
import { temoto, temporaryFolder } from '../cli/command';
import { messyLoansCsv } from './messy-loans';
import { figuresOf } from './report-figures';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
	await files.write('loans.csv', messyLoansCsv());
});
afterAll(() => files.remove());

async function reportOf(name: string): Promise<InsightReport> {
	const { code, out, error } = await temoto('insights', files.place(name), '--target', 'paid', '--json');
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out);
}

it('warns of each thing that is wrong, and after the first mend of each warns of nothing', async () => {
	const before = await reportOf('loans.csv');
	// the page's workers are held to the same file (tests/browser/insights.test.ts)
	await expect(figuresOf(before)).toMatchFileSnapshot('../../golden/loans-report.json');
	const found = before.warnings.map(({ code, column }) => `${code} ${column ?? ''}`.trim()).sort();
	expect(found).toEqual([
		'categorical_rare_categories purpose',
		'categorical_typo_correction city',
		'constant_column currency',
		'disguised_missing_values work',
		'duplicate_rows',
		'feature_outliers height',
		'feature_outliers savings',
		'id_column loan',
		'non_numeric_values children',
		'numeric_disguised_missing_value age',
		'skewed_feature height',
		'skewed_feature savings',
		'target_leakage reminders'
	]);
	// one at a time, each on what the ones before left: as a person presses them
	const steps: { op: string; params: object; enabled: boolean }[] = [];
	let report = before;
	for (let turn = 0; turn < 20; turn++) {
		const [first] = report.warnings;
		const mend = first?.mends[0];
		if (!first || !mend) break;
		steps.push({ ...mend, enabled: true });
		await files.write('recipe.json', JSON.stringify({ schemaVersion: 1, steps }));
		const name = `after-${turn}.parquet`;
		const made = await temoto('wrangle', files.place('recipe.json'), files.place('loans.csv'), '-o', files.place(name));
		expect([made.code, made.error]).toEqual([0, '']);
		report = await reportOf(name);
		const left = report.warnings.map(({ code, column }) => `${code} ${column ?? ''}`);
		expect(left).not.toContain(`${first.code} ${first.column ?? ''}`);
	}
	expect(report.warnings).toEqual([]);
	expect(steps.length).toBeLessThanOrEqual(found.length + 1);
}, 120_000);
