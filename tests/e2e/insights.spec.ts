import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { messyLoansCsv } from '../unit/insight/messy-loans';
import { expect, test } from './site';

test('a messy table is told what is wrong, each mend is one press, and the next report has nothing to say', async ({
	page,
	site
}) => {
	test.setTimeout(180_000);
	await page.goto(`${site.url}/data`);
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'loans.csv', mimeType: 'text/csv', buffer: Buffer.from(messyLoansCsv()) });
	await expect(page.getByText('1,220 rows, 13 columns')).toBeVisible({ timeout: 60_000 });

	const suggestions = page.getByRole('region', { name: 'Suggestions' });
	await expect(suggestions.getByRole('button', { name: /work, Words that mean missing/ }).first()).toBeVisible();
	await suggestions.getByRole('button', { name: /^Dismiss: the table, Repeated rows/ }).click();
	await expect(suggestions.getByRole('button', { name: /the table, Repeated rows/ })).toHaveCount(0);

	await page.getByRole('link', { name: 'Insights', exact: true }).click();
	await expect(page).toHaveURL(/view=insights/);
	await page.getByLabel('Target', { exact: true }).selectOption('paid');
	await page.getByRole('button', { name: 'Make the report' }).press('Enter');
	await expect(page.getByRole('heading', { name: 'Warnings (13)' })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('Alone it reaches AUC 1')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Confusion matrix' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Most frequent repeated rows' })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);

	await page
		.getByRole('button', { name: /^Open row / })
		.first()
		.press('Enter');
	const row = page.getByRole('dialog');
	await expect(row.getByRole('rowheader', { name: 'income' })).toBeVisible();
	await page.keyboard.press('Escape');

	// every mend by the keyboard, each seen in the recipe, until a report is clean: one mend may leave something to another
	let steps = 0;
	for (let turn = 0; turn < 4; turn++) {
		const first = page.locator('.insights li:not(.done) .mends > button:first-child');
		for (let left = await first.count(); left > 0; left = await first.count()) {
			const name = (await first.first().getAttribute('aria-label')) ?? '';
			await first.first().press('Enter');
			steps += 1;
			await expect(page.getByRole('button', { name: new RegExp(`^Step ${steps}:`) })).toBeVisible();
			await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
		}
		await expect(page.getByText('The recipe has changed since this report was made.')).toBeVisible();
		await page.getByRole('status').getByRole('button', { name: 'Make it again' }).press('Enter');
		await expect(page.getByText('The recipe has changed since this report was made.')).toHaveCount(0);
		await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0, { timeout: 60_000 });
		if (await page.getByRole('heading', { name: 'Warnings (0)' }).isVisible()) break;
	}
	await expect(page.getByRole('heading', { name: 'Warnings (0)' })).toBeVisible();
	await expect(page.getByText('Nothing to warn of.')).toBeVisible();

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as HTML' }).click();
	const html = await readFile(await (await download).path(), 'utf8');
	expect(html).toContain('Data quality and insights: loans');
	expect(html).not.toMatch(/<(script|link|img|iframe|object)\b|https?:|url\(|@import/);
	// kept: after a reload it is there without being made again, and going back leaves it
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Warnings (0)' })).toBeVisible({ timeout: 60_000 });
	await page.getByRole('link', { name: 'Table', exact: true }).click();
	await expect(page.getByRole('grid')).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', { name: 'Warnings (0)' })).toBeVisible();
});

test('analyses are made, kept by name, made again when the recipe changes, and saved', async ({ page, site }) => {
	test.setTimeout(120_000);
	await page.goto(`${site.url}/data`);
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'loans.csv', mimeType: 'text/csv', buffer: Buffer.from(messyLoansCsv()) });
	await expect(page.getByRole('grid')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('link', { name: 'Analyses', exact: true }).click();
	const form = page.getByRole('form', { name: 'Add an analysis' });
	await form.getByLabel('Column', { exact: true }).selectOption('income');
	await form.getByLabel('Colour by').selectOption('paid');
	await form.getByRole('button', { name: 'Make it' }).press('Enter');
	const card = page.getByRole('region', { name: 'Histogram of income' });
	await expect(card.getByRole('img', { name: /^Histogram\. Most values of “income”/ })).toBeVisible();
	await expect(card.getByText('All 1,220 rows.')).toBeVisible();
	await form.getByLabel('Analysis').selectOption('correlation');
	await form.getByRole('button', { name: 'Make it' }).click();
	await expect(page.getByRole('img', { name: /^Correlation\. “reminders” and “paid”/ })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);

	// a part of the picture becomes a step, and both pictures follow
	await card.getByLabel('From').fill('50');
	await card.getByRole('button', { name: 'Keep these rows as a step' }).click();
	await expect(page.getByRole('button', { name: /^Step 1:/ })).toBeVisible();
	await expect(card.getByText(/^All [56]\d\d rows\.$/)).toBeVisible();

	await card.getByLabel('Name of Histogram of income').fill('What they earn');
	await page.keyboard.press('Tab');
	const again = page.getByRole('region', { name: 'What they earn' });
	await expect(again).toBeVisible();
	await page.reload();
	await expect(again.getByRole('img', { name: /^Histogram\./ })).toBeVisible({ timeout: 60_000 });
	for (const [ending, pattern] of [
		['HTML', /<svg[\s\S]*What they earn|What they earn[\s\S]*<svg/],
		['JSON', /"type": "histogram"/]
	] as const) {
		const download = page.waitForEvent('download');
		await again.getByRole('button', { name: `Save What they earn as ${ending}` }).click();
		const text = await readFile(await (await download).path(), 'utf8');
		expect(text).toMatch(pattern);
		expect(text).not.toMatch(/<script|<link|<img|url\(/);
	}
	await again.getByRole('button', { name: 'Delete What they earn' }).click();
	await expect(again).toHaveCount(0);
});
