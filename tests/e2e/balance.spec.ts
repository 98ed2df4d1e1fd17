import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { censusCsv } from '../fixtures/census';
import { expect, importFile, openStage, test } from './site';
import { addStep, chooseOption, runRecipe } from './walk';

const step = (page: Page, n: number) =>
	page.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`^Step ${n}:`) }) });
const stage = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /Fairness/ });

async function expectClean(page: Page, part = 'body') {
	const { violations } = await new AxeBuilder({ page }).include(part).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
		[]
	);
}

test('a step that drops most women is marked; a limit is broken by it, and holds again without it', async ({
	page,
	site
}) => {
	test.setTimeout(180_000);
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(1500, 5));
	await addStep(page, 'fill missing');
	await addStep(page, 'keep rows', (form) => form.getByLabel('Condition').fill("sex = 'Male' or hours_per_week > 52"));

	// nobody is asked whose balance it is: the likeliest is shown, and can be changed
	await page.getByRole('button', { name: 'Watch the balance between groups' }).click();
	const watched = page.getByRole('region', { name: 'Balance between groups' });
	await expect(watched.getByText(/^Female get >50K [\d.]+ points less often than the rest\.$/)).toBeVisible();
	await expect(step(page, 2).getByText('shares moved apart most')).toBeVisible();
	await expect(step(page, 1).getByText(/apart most|grew most/)).toHaveCount(0);
	await step(page, 2)
		.getByRole('button', { name: /Difference in outcomes/ })
		.click();
	await expect(
		step(page, 2).getByText(/^It removed \d+ rows, [\d.]+% of them Female; the difference in outcomes/)
	).toBeVisible();
	await step(page, 1)
		.getByRole('button', { name: /Difference in outcomes/ })
		.click();
	await expect(step(page, 1).getByText(/left the rows and both columns as they were/)).toBeVisible();
	await expectClean(page, 'section.recipe');

	// kept with the project: still watched after a reload
	await page.reload();
	await expect(step(page, 2).getByText('shares moved apart most')).toBeVisible({ timeout: 60_000 });
	await runRecipe(page);

	await openStage(page, 'Fairness');
	await chooseOption(page.getByLabel('Good outcome'), /^>50K/);
	await page.getByLabel('Groups by').selectOption('sex');
	await expect(page.getByRole('row', { name: /Class imbalance/ })).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Add a limit' }).click();
	const form = page.getByRole('dialog', { name: 'A new limit' });
	await form.getByLabel('Metric').selectOption('CI');
	await form.getByLabel('Wanted is').selectOption('at-most');
	await form.getByLabel('Number').fill('0.5');
	await expectClean(page);
	await form.getByRole('button', { name: 'Keep' }).click();
	const breach = page.getByRole('region', { name: '1 breach of a limit' });
	await expect(
		breach.getByText(/^Female are [\d.]+ % of the rows\. CI 0\.\d+\. Wanted is at most 0\.5\.$/)
	).toBeVisible();
	await expect(stage(page)).toHaveAttribute('title', 'Fairness: 1 breach of a limit');
	await expect(stage(page).getByText('wants attention')).toBeAttached();
	const group = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}\\s*sex$`) });
	await group('Male').click();
	await expect(group('Male')).toHaveAttribute('aria-pressed', 'true');
	await breach.getByRole('button', { name: 'Show sex Female' }).click();
	await expect(group('Female')).toHaveAttribute('aria-pressed', 'true');
	await expectClean(page);

	// taken away and back by undo, and there again after a reload
	await page.getByRole('button', { name: 'Remove CI at most 0.5' }).click();
	await expect(breach).toHaveCount(0);
	await expect(stage(page)).toHaveAttribute('title', 'Fairness');
	await page.getByText('CI at most 0.5 was removed.').locator('..').getByRole('button', { name: 'Undo' }).click();
	await expect(breach).toBeVisible();
	await page.reload();
	await expect(stage(page)).toHaveAttribute('title', 'Fairness: 1 breach of a limit');

	// mended where it was done: without the step the limit holds
	await openStage(page, 'Data');
	const datasets = page.getByLabel(/^Dataset/);
	await expect(datasets.locator('option')).toHaveCount(2);
	await datasets.selectOption({ index: 1 });
	await step(page, 2)
		.getByRole('button', { name: /^Actions for/ })
		.click();
	await page.getByRole('menuitem', { name: 'Turn off' }).click();
	await runRecipe(page);
	await openStage(page, 'Fairness');
	await expect(page.getByText('holds', { exact: true })).toBeVisible({ timeout: 60_000 });
	await expect(stage(page)).toHaveAttribute('title', 'Fairness');
});
