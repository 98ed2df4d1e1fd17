import { expect, openStage } from './site';
import type { Locator, Page } from '@playwright/test';

/** Chooses the one option whose text is so. */
export async function chooseOption(select: Locator, text: RegExp) {
	const option = select.locator('option').filter({ hasText: text });
	await expect(option).toHaveCount(1);
	await select.selectOption((await option.getAttribute('value')) ?? '');
}

/** Adds a step to the recipe by keyboard alone: its name, and what `fill` says in its form. */
export async function addStep(page: Page, search: string, fill?: (form: Locator) => Promise<void>) {
	const steps = page.getByRole('button', { name: /^Step \d+:/ });
	const before = await steps.count();
	await page.getByRole('button', { name: 'Add a step' }).press('Enter');
	await page.keyboard.type(search);
	await page.keyboard.press('Enter');
	const form = page.locator('form', { has: page.getByRole('button', { name: 'Keep', exact: true }) });
	await expect(form).toBeVisible();
	await fill?.(form);
	await form.getByRole('button', { name: 'Keep', exact: true }).press('Enter');
	await expect(steps).toHaveCount(before + 1);
}

/** Runs the recipe on all rows, which makes a dataset of its own. */
export async function runRecipe(page: Page) {
	await page.getByRole('button', { name: 'Run on all rows' }).click();
	await expect(page.getByText(/^New dataset: /)).toBeVisible({ timeout: 60_000 });
}

/** Measures bias of a label for the groups of a column, and gives the sentence about the difference in outcomes. */
export async function lookForBias(page: Page, label: string, positive: RegExp, facet: string): Promise<string> {
	await openStage(page, 'Fairness');
	await page.getByLabel('Outcome', { exact: true }).selectOption(label);
	await chooseOption(page.getByLabel('Good outcome'), positive);
	await page.getByLabel('Groups by').selectOption(facet);
	const row = page.getByRole('row', { name: /Difference in outcomes/ });
	await expect(row).toBeVisible({ timeout: 60_000 });
	return (await row.getByRole('cell').last().textContent()) ?? '';
}

/** Trains on the newest table and gives the AUC that the page shows. */
export async function train(page: Page, target: string, estimator: string): Promise<number> {
	await openStage(page, 'Train');
	await page.getByLabel('Column to predict').selectOption(target);
	await page.getByRole('radio', { name: estimator }).check();
	const runs = page.getByRole('row', { name: new RegExp(estimator, 'i') });
	const before = await runs.count();
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(runs).toHaveCount(before + 1, { timeout: 90_000 });
	const auc = page.locator('dt, .label, span').filter({ hasText: /^AUC$/ }).first();
	return Number(await auc.locator('xpath=following-sibling::*[1]').textContent());
}

/** Signs the selected model into a package and installs it on this device. */
export async function packageAndInstall(page: Page) {
	await openStage(page, 'Models');
	await page.getByRole('button', { name: 'Make a package' }).click();
	await expect(page.getByText(/^version 1, good until/)).toBeVisible({ timeout: 60_000 });
	await openStage(page, 'Edge');
	await page.getByRole('button', { name: 'Install', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'What the model is told' })).toBeVisible({ timeout: 60_000 });
}

/** Asks the installed model one question and gives its answer. */
export async function predict(page: Page, inputs: Readonly<Record<string, string>>): Promise<string> {
	for (const [name, value] of Object.entries(inputs)) await page.getByLabel(name, { exact: true }).fill(value);
	await page.getByRole('button', { name: 'Predict', exact: true }).press('Enter');
	const sure = page.getByText(/% sure$/);
	await expect(sure).toBeVisible({ timeout: 60_000 });
	return (await page.locator('.said').textContent()) ?? '';
}

/** Brings a file into the open project on the data page, and waits for its rows. */
export async function addFile(page: Page, name: string, content: string, says: string) {
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
	await expect(page.getByText(says)).toBeVisible({ timeout: 60_000 });
}

/** Opens a part of the page of a feature group. */
export async function openGroupPart(page: Page, name: string) {
	await page.getByRole('group', { name: 'Parts of the group' }).getByRole('button', { name, exact: true }).click();
}

/** Reads entities from the open feature group by their keys, one a line, and gives the lines of the answer. */
export async function readEntities(page: Page, keys: string, at = ''): Promise<string[]> {
	await openGroupPart(page, 'Read');
	await page.getByLabel(/^Keys \(/).fill(keys);
	await page.getByLabel('As of').fill(at);
	await page.getByLabel(/^Keys \(/).press('Control+Enter');
	const answer = page.getByRole('region', { name: /^Read from / });
	await expect(answer).toBeVisible();
	await expect(page.locator('.answer[aria-busy]')).toHaveAttribute('aria-busy', 'false');
	return answer.locator('tbody tr').evaluateAll((lines) =>
		lines.map((line) =>
			[...line.querySelectorAll('th, td')]
				.filter((cell) => !cell.classList.contains('tick'))
				.map((cell) => (cell.textContent ?? '').trim())
				.join(' | ')
		)
	);
}

/** Opens the sample project from an empty page. */
export async function openSample(page: Page, url: string) {
	await page.goto(url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pipelines' })).toBeVisible({ timeout: 30_000 });
}

/** Nothing is under way: what a stage shows is what it shows when it is left alone. */
export async function settled(page: Page) {
	await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
	await expect(page.locator('[aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
	await page.waitForTimeout(300);
}
