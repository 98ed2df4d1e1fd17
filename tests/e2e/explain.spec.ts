import { AxeBuilder } from '@axe-core/playwright';
import { censusCsv } from '../fixtures/census';
import { expect, importFile, openStage, test } from './site';
import { addStep, runRecipe, train } from './walk';

test('why a model answers: exact by column, pair, source column and row; estimates that can be stopped', async ({
	page,
	site
}) => {
	test.setTimeout(240_000);
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(1500, 7));
	await addStep(page, 'formula', async (form) => {
		await form.getByLabel('New column').fill('age_twice');
		await form.locator('.cm-content').click();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('age * 2 ');
	});
	await runRecipe(page);
	await openStage(page, 'Train');
	await page.getByLabel('Table', { exact: true }).selectOption({ index: 0 });
	await expect(page.getByLabel('Column to predict').locator('option', { hasText: 'age_twice' })).toHaveCount(1);
	await train(page, 'income', 'Boosted trees');

	await openStage(page, 'Fairness');
	await page.getByRole('link', { name: 'Explain', exact: true }).click();
	await page.getByRole('button', { name: 'Explain the model' }).click();
	await expect(page.getByText('exact', { exact: true })).toBeVisible({ timeout: 60_000 });
	const pairs = page.getByRole('region', { name: 'What columns give together' });
	await expect(pairs).toBeVisible({ timeout: 60_000 });

	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

	// a cell of the table of pairs is looked at in the dependence plot, coloured by the other column
	const cell = pairs.getByRole('button', { name: / together: / }).first();
	const [, first = '', second = ''] =
		/^(\S+) and (\S+) together/.exec((await cell.getAttribute('aria-label')) ?? '') ?? [];
	await cell.press('Enter');
	await expect(page.getByRole('heading', { name: `What ${first} adds, by its value` })).toBeVisible();
	await expect(page.getByLabel('Coloured by')).toHaveValue(second);

	// a dot of the swarm chooses its row; so does the field
	const swarm = page.getByRole('img', { name: /^Each row, column by column/ });
	const { width = 0 } = (await swarm.boundingBox()) ?? {};
	await swarm.hover({ position: { x: width * 0.62, y: 36 } });
	await swarm.click({ position: { x: width * 0.62, y: 36 } });
	const row = page.getByRole('spinbutton', { name: 'Row', exact: true });
	await expect(row).not.toHaveValue('1');
	await row.fill('3');
	await row.press('Enter');
	await expect(page.getByRole('heading', { name: 'Row 3' })).toBeVisible();

	// what the recipe made of a column adds up to it
	const figure = page.locator('figure', { has: page.getByRole('heading', { name: 'How much each column matters' }) });
	await figure.getByRole('button', { name: 'Show as table' }).click();
	await expect(figure.getByRole('cell', { name: 'age_twice', exact: true })).toBeVisible();
	await page.getByLabel('Add up by source column').check();
	await expect(figure.getByRole('cell', { name: 'age', exact: true })).toBeVisible();
	await expect(figure.getByRole('cell', { name: 'age_twice', exact: true })).toHaveCount(0);

	// probabilities of many columns are estimates: more of them, stopped on the way, keep what there is
	await page.getByLabel('What is explained').selectOption('probability');
	await page.getByRole('button', { name: 'Explain again' }).click();
	const estimated = page.getByText(/^estimated, standard error up to 0\.\d+$/);
	await expect(estimated).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('button', { name: 'Explain again' })).toBeEnabled({ timeout: 120_000 });
	await page.getByLabel('Samples a row').selectOption('20000');
	await page.getByRole('button', { name: 'Explain again' }).click();
	// what there is so far is shown while it runs
	await expect(page.locator('.basis').getByText('Explaining the model')).toBeVisible({ timeout: 60_000 });
	await page
		.getByRole('button', { name: /^Cancel/ })
		.first()
		.click();
	await expect(page.getByText('Stopped: what there was until then.')).toBeVisible();
	await expect(estimated).toBeVisible();
});
