import { censusCsv } from '../fixtures/census';
import { expect, importFile, openStage, test } from './site';
import { chooseOption, train } from './walk';

const ways = [
	'Weigh the rows',
	'Repeat rows',
	'Drop rows',
	'Make rows (SMOTE)',
	'Change labels (massaging)',
	'Remove correlation',
	'A threshold for each group'
];

test('every mitigation is measured beside the model as it is, thresholds move by keyboard, and two are kept as tables', async ({
	page,
	site
}) => {
	test.setTimeout(180_000);
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(3000, 7));
	await expect(page.getByText('3,000 rows, 11 columns')).toBeVisible();
	expect(await train(page, 'income', 'Linear or logistic regression')).toBeGreaterThan(0.5);

	await openStage(page, 'Fairness');
	await page.getByLabel('Outcome', { exact: true }).selectOption('income');
	await chooseOption(page.getByLabel('Good outcome'), /^>50K/);
	await page.getByLabel('Groups by').selectOption('sex');
	await page.getByRole('link', { name: 'Mend', exact: true }).click();
	await page.getByRole('button', { name: 'Measure all' }).click();
	const section = page.getByRole('region', { name: 'What can be done' });
	await expect(section).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
	for (const way of ways) {
		const card = page
			.locator('section', { has: page.getByRole('heading', { level: 3, name: way, exact: true }) })
			.last();
		await expect(card.getByRole('img', { name: /^Gap: .+ → .+/ })).toBeVisible();
		await expect(card.getByRole('img', { name: /^Accuracy: .+ → .+/ })).toBeVisible();
	}
	await expect(page.getByRole('img', { name: /^Accuracy against gap\. The smallest gap is left by/ })).toBeVisible();

	const slider = page.getByRole('slider', { name: 'Point of the trade-off' });
	const chosen = await slider.getAttribute('aria-valuetext');
	await slider.focus();
	await page.keyboard.press('End');
	await expect(slider).not.toHaveAttribute('aria-valuetext', chosen ?? '');
	await page.getByLabel('Gap looked at').selectOption('equalized-odds');
	await expect(page.getByRole('img', { name: /^The whole trade-off\. Chosen: a gap of/ })).toBeVisible({
		timeout: 30_000
	});

	await page.getByRole('button', { name: 'Keep as a table: Change labels (massaging)' }).click();
	await expect(page.getByText('‘massaged’ marks what was changed')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Keep as a table: Remove correlation' }).click();
	await expect(page.getByText('Leave out ‘sex’ when you train')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByLabel('Table', { exact: true }).locator('option')).toHaveText([/census/, /census/, /census/]);
});
