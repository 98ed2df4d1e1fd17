import type { Page, Worker } from '@playwright/test';
import { censusCsv } from '../fixtures/census';
import { expect, importFile, test } from './site';
import { addStep, runRecipe } from './walk';

/** Ends a worker as the system does, once it is there: it says nothing more, in the middle of what it was doing. */
async function endWorker(page: Page, name: string) {
	const find = (): Worker | undefined => page.workers().find((each) => each.url().includes(`${name}.worker`));
	await expect.poll(() => find() !== undefined).toBe(true);
	await find()?.evaluate(() => close());
}

test('workers killed in the middle of a step lose neither the steps nor the table, and the next run ends well', async ({
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(20_000, 5));
	await addStep(page, 'Drop rows with gaps');
	await addStep(page, 'own function', async (form) => {
		await form.getByRole('checkbox', { name: 'age' }).check();
		await form
			.getByLabel('Function')
			.fill('(row) => { let sum = row.age; for (let i = 0; i < 8000; i++) sum += i % 7; return sum; }');
		await form.getByLabel('New column').fill('slow');
	});
	const steps = page.getByRole('button', { name: /^Step \d+:/ });
	const datasets = page.getByRole('combobox', { name: /^Dataset/ }).locator('option');
	const run = page.getByRole('button', { name: 'Run on all rows' });
	const stopped = (name: string) =>
		page
			.getByRole('alert')
			.filter({ hasText: `The ${name} engine stopped.` })
			.first();
	// the preview takes seconds, and so does each run: a second on, the function is being computed
	await page.waitForTimeout(1000);
	await endWorker(page, 'wrangle');
	await expect(stopped('wrangle')).toBeVisible();
	await expect(steps).toHaveCount(2);
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByText(/rows, 12 columns/)).toBeVisible({ timeout: 60_000 });
	await expect(stopped('wrangle')).toHaveCount(0);
	for (const name of ['wrangle', 'data']) {
		await run.click();
		await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
		await page.waitForTimeout(1000);
		await endWorker(page, name);
		await expect(stopped(name)).toBeVisible();
		await expect(steps).toHaveCount(2);
		await expect(datasets).toHaveCount(1);
	}
	await runRecipe(page);
	await expect(datasets).toHaveCount(2);
	await expect(page.getByRole('alert')).toHaveCount(0);
	await page.reload();
	await expect(datasets).toHaveCount(2);
	await expect(page.getByText(/rows, 12 columns/)).toBeVisible({ timeout: 30_000 });
});

test('what does not fit says so before it is written, with what could be deleted, and fits once that is gone', async ({
	context,
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'first.csv', censusCsv(40_000, 5));
	await expect(page.getByText('40,000 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
	const session = await context.newCDPSession(page);
	const used = () => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
	let before = -1;
	await expect
		.poll(async () => {
			const settled = (await used()) === before;
			before = await used();
			return settled;
		})
		.toBe(true);
	await session.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: before + 300_000 });
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'second.csv', mimeType: 'text/csv', buffer: Buffer.from(censusCsv(80_000, 6)) });
	const notice = page.getByRole('alert');
	await expect(notice).toContainText('There is no room', { timeout: 30_000 });
	await expect(notice).toContainText('Stored here: first');
	await expect(page.getByText('40,000 rows, 11 columns')).toBeVisible();
	await expect(page.getByRole('combobox', { name: /^Dataset/ }).locator('option')).toHaveCount(1);
	await session.send('Storage.overrideQuotaForOrigin', { origin: site.url });
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'second.csv', mimeType: 'text/csv', buffer: Buffer.from(censusCsv(80_000, 6)) });
	await expect(page.getByText('80,000 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
});
