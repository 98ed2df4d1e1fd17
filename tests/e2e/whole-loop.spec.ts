import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { censusCsv } from '../fixtures/census';
import { expect, importFile, offlineReady, openStage, root, test, type Site } from './site';
import { addStep, chooseOption, lookForBias, packageAndInstall, predict, readEntities, runRecipe, train } from './walk';

/** Bias in the predictions, an exact explanation, a signed package, and answers that are the same when the server is gone. */
async function judgeAndDeploy(page: Page, site: Site, inputs: Readonly<Record<string, string>>, answers: string[]) {
	await openStage(page, 'Fairness');
	await expect(page.getByRole('heading', { name: 'In the predictions' })).toBeVisible({ timeout: 60_000 });
	await page.getByRole('link', { name: 'Explain', exact: true }).click();
	await page.getByRole('button', { name: 'Explain the model' }).click();
	await expect(page.getByText('exact', { exact: true })).toBeVisible({ timeout: 60_000 });

	await packageAndInstall(page);
	const answer = await predict(page, inputs);
	expect(answers).toContain(answer);
	await offlineReady(page);

	await site.stop();
	await page.reload();
	await expect(page.getByText('1 predictions wait')).toBeVisible({ timeout: 30_000 });
	expect(await predict(page, inputs)).toBe(answer);
	await expect(page.getByText('2 predictions wait')).toBeVisible();
	await openStage(page, 'Data');
	await expect(page.getByRole('grid')).toBeVisible({ timeout: 30_000 });
}

test('from a table to predictions on this device, online and with the server stopped', async ({ page, site }) => {
	const csv = censusCsv(6000, 11);
	await page.goto(site.url);
	await importFile(page, 'census.csv', csv);
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

	await openStage(page, 'Features');
	await page.getByRole('button', { name: 'Make a group from a table' }).press('Enter');
	await expect(page.getByLabel('Event time')).toHaveValue('surveyed');
	await page.getByLabel('Name', { exact: true }).fill('people');
	await page
		.getByRole('group', { name: /^Features/ })
		.getByLabel('income')
		.uncheck();
	await page.getByLabel('Name', { exact: true }).press('Enter');
	await expect(page.getByRole('button', { name: /^people 8 features/ })).toBeVisible({ timeout: 30_000 });
	expect(await readEntities(page, 'P7')).toEqual([expect.stringMatching(/^P7 \| fresh \| 20\d\d-/)]);

	const asked = csv
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => `${line.slice(0, line.indexOf(','))},2025-01-01,${line.slice(line.lastIndexOf(',') + 1)}`);
	await openStage(page, 'Data');
	await page.locator('#stage input[accept*=csv]').setInputFiles({
		name: 'asked.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(`person,asked,income\n${asked.join('\n')}\n`)
	});
	await expect(page.getByText('6,000 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
	await openStage(page, 'Features');
	await page.getByRole('button', { name: 'Training set', exact: true }).click();
	await chooseOption(page.getByLabel('Rows to learn from'), /^asked/);
	await expect(page.getByLabel('Their time')).toHaveValue('asked');
	await page.getByLabel('All features of people').check();
	await page.getByRole('button', { name: 'Join 8 features' }).click();
	await expect(page.getByText(/ was made\.$/).first()).toBeVisible({ timeout: 30_000 });

	const linear = await train(page, 'income', 'Linear or logistic regression');
	const trees = await train(page, 'income', 'Boosted trees');
	expect(linear).toBeGreaterThan(0.75);
	expect(trees).toBeGreaterThan(0.75);
	const inputs = { people__age: '50', people__education: 'Doctorate', people__sex: 'Male' };
	await judgeAndDeploy(page, site, inputs, ['>50K', '<=50K']);
});

const adult = path.join(root, '..', 'shared', 'data', 'adult.csv');
if (!existsSync(adult))
	console.info('../shared/data/adult.csv is not here: the loop is walked on the generated census only.');
else
	test('the same on adult.csv', async ({ page, site }) => {
		test.setTimeout(180_000);
		await page.goto(site.url);
		await importFile(page, 'adult.csv', readFileSync(adult));
		await addStep(page, 'drop duplicate');
		await runRecipe(page);
		const sentence = await lookForBias(page, 'income', />50K/, 'sex');
		expect(sentence).toMatch(/^Female get >50K \d+ points less often than the rest\.$/);
		expect(await train(page, 'income', 'Boosted trees')).toBeGreaterThan(0.92);
		await judgeAndDeploy(page, site, { age: '50', sex: 'Male' }, ['>50K', '<=50K']);
	});
