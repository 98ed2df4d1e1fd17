import type { Page } from '@playwright/test';
import { censusCsv } from '../fixtures/census';
import { expect, importFile, openStage, test } from './site';
import { readEntities, train } from './walk';

test('a tab killed during training and during an import loses nothing that was kept', async ({
	context,
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(4000, 5));
	const auc = await train(page, 'income', 'Boosted trees');
	expect(auc).toBeGreaterThan(0.7);

	await page.getByLabel('Rounds').fill('9000');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(page.getByText(/^Step \d+ of 9000/)).toBeVisible({ timeout: 60_000 });
	await kill(page);

	const second = await context.newPage();
	await second.goto(`${site.url}/train`);
	await expect(second.getByRole('row', { name: /boosted trees/i })).toHaveCount(1, { timeout: 30_000 });
	await openStage(second, 'Models');
	await expect(second.getByRole('row', { name: /income/ })).toHaveCount(1);

	await openStage(second, 'Data');
	await expect(second.getByText('4,000 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
	const big = Buffer.from(censusCsv(200_000, 6));
	await second
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: big });
	await expect(second.getByText('Reading big.csv')).toBeVisible();
	await kill(second);

	const third = await context.newPage();
	await third.goto(`${site.url}/data`);
	await expect(third.getByText('4,000 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
	await expect(third.getByRole('option', { name: /^big/ })).toHaveCount(0);
	await third
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: big });
	await expect(third.getByText('200,000 rows, 11 columns')).toBeVisible({ timeout: 60_000 });
});

test('a tab killed in the middle of an ingest leaves no part of a group, and the next one makes it', async ({
	context,
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'people.csv', censusCsv(400_000, 7));
	await openStage(page, 'Features');
	const make = async (on: Page) => {
		await on.getByRole('button', { name: 'Make a group from a table' }).press('Enter');
		await on.getByRole('button', { name: /^Make it and ingest 400,000 rows/ }).press('Enter');
	};
	await make(page);
	await expect(page.getByText('Ingesting into people')).toBeVisible();
	await kill(page);

	const second = await context.newPage();
	await second.goto(`${site.url}/features`);
	await expect(second.getByRole('heading', { name: 'No feature group yet' })).toBeVisible({ timeout: 30_000 });
	await make(second);
	const card = (on: Page) => on.getByRole('button', { name: /^people \d+ features 400,000 rows/ });
	await expect(card(second)).toBeVisible({ timeout: 60_000 });

	// another tab reads what this one keeps, and writes only when this one is closed
	const third = await context.newPage();
	await third.goto(`${site.url}/features`);
	await expect(card(third)).toBeVisible({ timeout: 60_000 });
	await expect(third.getByRole('button', { name: 'Add rows' })).toBeDisabled();
	expect(await readEntities(third, 'P7')).toEqual([expect.stringMatching(/^P7 \| fresh \| 20\d\d-/)]);
	await expect(third.getByLabel('Tick P7')).toHaveCount(0);
	await second.close();
	await expect(third.getByRole('button', { name: 'Add rows' })).toBeEnabled();
});

/** Ends the renderer as the system does when memory runs out. */
async function kill(page: Page) {
	const session = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	void session.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();
}

test('a second tab may only look, and writes when the first one is closed', async ({ context, page, site }) => {
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(500, 5));
	const second = await context.newPage();
	await second.goto(`${site.url}/data`);
	await expect(second.getByText('Another tab is writing to this project')).toBeVisible();
	await expect(second.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
	await expect(second.getByText('500 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
	await page.close();
	await expect(second.getByText('Another tab is writing to this project')).toHaveCount(0);
	await expect(second.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
});
