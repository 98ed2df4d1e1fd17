import { censusCsv } from '../fixtures/census';
import { expect, importFile, openStage, test } from './site';

test('a run whose worker is killed with its tab goes on, to the model of a run that was not', async ({
	context,
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'census.csv', censusCsv(12_000, 5));
	await openStage(page, 'Train');
	await page.getByRole('radio', { name: 'Boosted trees' }).check();
	await page.getByLabel('Rounds').fill('3000');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(page.getByText(/^Where it stood at step [\d,]+ is kept/)).toBeVisible({ timeout: 60_000 });
	const session = await context.newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	void session.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();

	const second = await context.newPage();
	await second.goto(`${site.url}/train`);
	await expect(second.getByText(/^Cut at step [\d,]+ of 3,000/)).toBeVisible({ timeout: 30_000 });
	await second.getByRole('button', { name: 'Go on' }).click();
	await expect(second.getByText(/^After 3,?000 steps the training loss is/)).toBeVisible({ timeout: 60_000 });
	await expect(second.getByRole('heading', { name: 'Runs that did not end' })).toHaveCount(0);

	// made again from nothing but what it has stored, in one go
	await second.getByText('What it was made from').click();
	await second.getByRole('button', { name: 'Make it again and compare' }).click();
	await expect(second.getByText('Identical to the bit: model, predictions, scores and curve.')).toBeVisible({
		timeout: 60_000
	});
});
