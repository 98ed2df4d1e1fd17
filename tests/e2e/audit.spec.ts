import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addFile, chooseOption } from './walk';
import { expect, openStage, test } from './site';

interface Golden {
	readonly cases: {
		readonly model: string;
		readonly rows: (number | null)[][];
		readonly margins: number[][];
		readonly predictions: number[][];
	}[];
}

const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

/** Chooses the file of a model in the dialog that imports it. */
async function chooseModel(page: Page, name: string, content: string) {
	await page
		.getByRole('dialog')
		.locator('input[type=file]')
		.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

interface Report {
	readonly after: {
		readonly groups: { readonly value: string; readonly post: { readonly DPPL: { readonly value: number } } }[];
	};
	readonly mitigations: { readonly tried: readonly unknown[] };
	readonly changes: { readonly found: readonly unknown[] };
	readonly explanation: {
		readonly baseValue: number;
		readonly rows: { readonly prediction: number; readonly values: number[] }[];
	};
}

/** Saves the report of the audit and gives what is in the file. */
async function save(page: Page, kind: RegExp) {
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Report', exact: true }).press('Enter');
	await page.getByRole('menuitem', { name: kind }).press('Enter');
	const file = await coming;
	return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** The numbers in a sentence. */
const numbersIn = (text: string) =>
	(text.match(/[-−]?\d+(?:\.\d+)?/g) ?? []).map((one) => Number(one.replace('−', '-')));

test('a model that XGBoost made is audited: imported, its predictions judged, one row explained to the sum', async ({
	page,
	site
}) => {
	const { cases }: Golden = JSON.parse(await readFile('tests/golden/import.json', 'utf8'));
	const [golden] = cases;
	if (!golden) throw new Error('no golden model');
	// the rows XGBoost answered, with a group and a label of our own beside them
	const people = golden.rows.map((row, at) => ({ row, sex: at % 3 === 0 ? 'f' : 'm', paid: (at * 7) % 5 > 1 }));
	const lines = people.map(({ row, sex, paid }) => [...row.map((cell) => cell ?? ''), sex, paid ? 'paid' : 'refused']);
	const csv = [['years_old', 'income', 'debt', 'years', 'sex', 'outcome'], ...lines]
		.map((line) => line.join(','))
		.join('\n');

	await page.goto(`${site.url}/data`);
	await addFile(page, 'people.csv', csv, `${people.length} rows, 6 columns`);

	await openStage(page, 'Models');
	await page.getByRole('button', { name: 'Import a model' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await chooseModel(page, 'half.json', golden.model.slice(0, 2000));
	await expect(dialog.getByText(/damaged or cut short/)).toBeVisible();
	await chooseModel(page, 'credit.json', golden.model);
	await expect(dialog.getByText('credit.json: boosted trees, written by XGBoost 1.7.4.')).toBeVisible();
	await expect(dialog.getByText('people lacks 2 of these columns: age, debt ratio')).toBeVisible();
	await dialog.getByLabel('The 4 columns it reads').fill('years_old\nincome\ndebt\nyears');
	await expect(dialog.getByText('people has all of these columns.')).toBeVisible();
	await dialog.getByLabel('Labels of its 2 classes').fill('refused\npaid');
	await dialog.getByLabel('It predicts').fill('outcome');
	const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
	await dialog.getByRole('button', { name: 'Import', exact: true }).press('Enter');
	await expect(page.getByRole('row', { name: /credit.*imported, XGBoost 1\.7\.4/ })).toBeVisible();
	await expect(page.getByText('It tells outcome: refused, paid.')).toBeVisible();

	await openStage(page, 'Fairness');
	await expect(page.getByLabel('Outcome', { exact: true })).toHaveValue('outcome');
	await chooseOption(page.getByLabel('Good outcome'), /^paid/);
	await page.getByLabel('Groups by').selectOption('sex');
	await expect(page.getByText(`All ${people.length} rows, predicted now.`, { exact: false })).toBeVisible();
	await page.getByRole('region', { name: 'Who fares worse' }).getByRole('button', { name: /^f\b/ }).press('Enter');
	const told = (sex: string) =>
		share(people.flatMap((person, at) => (person.sex === sex ? [(golden.predictions[at]?.[0] ?? NaN) > 0.5] : [])));
	const row = page.getByRole('region', { name: 'In the predictions' }).getByRole('row', { name: /DPPL/ });
	await expect(row).toBeVisible();
	const shown = numbersIn((await row.getByRole('cell').first().textContent()) ?? '');
	expect(shown.some((value) => Math.abs(value - (told('m') - told('f'))) < 0.002)).toBe(true);

	await page.getByRole('link', { name: 'Explain', exact: true }).click();
	await page.getByRole('button', { name: 'Explain the model' }).press('Enter');
	await expect(page.getByText('Shapley values of trees against the background rows.')).toBeVisible();
	await expect(page.getByText('exact', { exact: true })).toBeVisible();
	const steps = page.locator('figure', { has: page.getByRole('heading', { name: 'Step by step' }) });
	const [base = NaN, answer = NaN] = numbersIn((await steps.getByText(/^From the usual/).textContent()) ?? '');
	expect(answer).toBeCloseTo(golden.margins[0]?.[0] ?? NaN, 2);
	await steps.getByRole('button').press('Enter');
	const shares = await steps
		.locator('tbody tr')
		.evaluateAll((list) => list.map((line) => line.querySelectorAll('td')[1]?.textContent ?? ''));
	expect(shares).toHaveLength(4);
	const sum = shares.reduce((total, text) => total + (numbersIn(text)[0] ?? NaN), base);
	expect(sum).toBeCloseTo(answer, 2);

	// what the views measured goes into the report
	await page.getByRole('link', { name: 'Mend', exact: true }).click();
	await page.getByRole('button', { name: 'Measure all' }).press('Enter');
	const mending = page.getByRole('region', { name: 'What can be done' });
	await expect(mending.getByRole('img', { name: /^Accuracy against gap\. The smallest gap/ })).toBeVisible();
	await expect(mending).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
	await page.getByRole('link', { name: 'What if' }).click();
	await page.getByRole('button', { name: 'Find the nearest change' }).press('Enter');
	await expect(page.locator('.found')).toBeVisible({ timeout: 30_000 });
	const nearest = await page.locator('.found').getByRole('listitem').count();

	const bias = page.getByRole('link', { name: 'Bias', exact: true });
	await bias.press('Enter');
	await expect(bias).toHaveAttribute('aria-current', 'page');
	await expect(bias).toBeFocused();
	const html = await save(page, /HTML/);
	expect(html.name).toBe('credit.audit.html');
	expect(html.text).toContain('credit');
	expect(html.text).not.toMatch(/<script|src="http/);
	for (const title of ['Columns that move the answer together', 'What mitigations would do', 'The nearest changes for'])
		expect(html.text).toContain(`<h2>${title}`);
	expect(html.text).not.toMatch(/Not measured: [^<]*(mitigations|nearest)/);
	const report: Report = JSON.parse((await save(page, /JSON/)).text);
	const women = report.after.groups.find(({ value }) => value === 'f');
	expect(women?.post.DPPL.value).toBeCloseTo(told('m') - told('f'), 9);
	expect(report.mitigations.tried).toHaveLength(7);
	expect(report.changes.found).toHaveLength(nearest);
	expect(report.explanation).toMatchObject({ exact: true, output: 'margin' });
	const { baseValue, rows } = report.explanation;
	expect(rows).toHaveLength(people.length);
	rows.forEach(({ prediction, values }, at) => {
		expect(prediction).toBeCloseTo(golden.margins[at]?.[0] ?? NaN, 4);
		expect(values.reduce((total, value) => total + value, baseValue)).toBeCloseTo(prediction, 9);
	});
});
