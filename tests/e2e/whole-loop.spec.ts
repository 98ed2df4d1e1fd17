import { censusCsv } from '../fixtures/census';
import { expect, importFile, offlineReady, openStage, test } from './site';
import { addStep, lookForBias, packageAndInstall, predict, runRecipe, train } from './walk';

test('from a table to predictions on this device, online and with the server stopped', async ({ page, site }) => {
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(6000, 11));
	await expect(page.getByText('6,000 rows, 11 columns')).toBeVisible();

	await page.getByRole('button', { name: /^workclass/ }).click();
	await page.getByRole('button', { name: 'Make “?” missing' }).click();
	await addStep(page, 'drop duplicate');
	await addStep(page, 'fill missing', async (form) => {
		await form.getByRole('checkbox', { name: /^workclass/ }).uncheck();
		await form.getByRole('checkbox', { name: /^hours_per_week/ }).check();
		await form.getByLabel('Method').selectOption('median');
	});
	await runRecipe(page);

	const sentence = await lookForBias(page, 'income', />50K/, 'sex');
	expect(sentence).toMatch(/^Female get >50K \d+ points less often than the rest\.$/);

	const linear = await train(page, 'income', 'Linear or logistic regression');
	const trees = await train(page, 'income', 'Boosted trees');
	expect(linear).toBeGreaterThan(0.75);
	expect(trees).toBeGreaterThan(0.75);

	await openStage(page, 'Fairness');
	await expect(page.getByRole('heading', { name: 'In the predictions' })).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Explain the model' }).click();
	await expect(page.getByText('exact', { exact: true })).toBeVisible({ timeout: 60_000 });

	await packageAndInstall(page);
	const answer = await predict(page, { age: '50', education: 'Doctorate', sex: 'Male' });
	expect(['>50K', '<=50K']).toContain(answer);
	await offlineReady(page);

	await site.stop();
	await page.reload();
	await expect(page.getByText('1 predictions wait')).toBeVisible({ timeout: 30_000 });
	expect(await predict(page, { age: '50', education: 'Doctorate', sex: 'Male' })).toBe(answer);
	await expect(page.getByText('2 predictions wait')).toBeVisible();
	await openStage(page, 'Data');
	await expect(page.getByRole('grid')).toBeVisible({ timeout: 30_000 });
});
