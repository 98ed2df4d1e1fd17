import { overflow, violations } from './judged';
import { expect, test } from './site';
import { settled } from './walk';
import { censusCsv } from '../fixtures/census';

test('a table without a target: groups, components and unusual rows are found, told and kept, and stand axe; a table that is the same in every row says so', async ({
	page,
	site
}) => {
	const csv = censusCsv(300, 5)
		.trim()
		.split('\n')
		.map((line, at) => `${at === 0 ? 'source' : 'survey'},${line}`)
		.join('\n');
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto(`${site.url}/data`);
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
	await expect(page.getByRole('heading', { name: 'people' })).toBeVisible({ timeout: 30_000 });
	await page.getByRole('link', { name: /^Train\b/ }).click();
	await page.getByRole('link', { name: 'Groups and outliers' }).click();

	await expect(page.getByRole('checkbox', { name: 'income' })).not.toBeChecked();
	await page.getByRole('combobox', { name: 'Groups' }).selectOption('a number of my own');
	await page.getByLabel('How many').fill('4');
	await page.getByRole('button', { name: 'Find groups' }).press('Enter');
	await expect(page.getByText(/^4 groups, silhouette 0\.\d+$/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('heading', { name: 'Group 4' })).toBeVisible();
	await page.getByRole('checkbox', { name: 'age', exact: true }).uncheck();
	await expect(page.getByText('The settings have changed since.')).toBeVisible();
	await settled(page);
	expect.soft(await violations(page), 'groups').toEqual([]);
	await page.getByRole('button', { name: 'Keep the groups' }).click();
	await expect(page.getByText(/^Saved as “people with groups”/)).toBeVisible();
	await expect(page.getByLabel('Table', { exact: true }).locator('option:checked')).toHaveText('people');

	await page.getByRole('radio', { name: /^What do columns have in common/ }).check();
	await page.getByRole('button', { name: 'Find components' }).click();
	await expect(page.getByText(/^The first 2 carry \d+(\.\d)?% /)).toBeVisible({ timeout: 30_000 });
	await settled(page);
	expect.soft(await violations(page), 'components').toEqual([]);

	await page.getByRole('radio', { name: /^Which rows are unlike the rest/ }).check();
	await page.getByRole('button', { name: 'Find unusual rows' }).click();
	await expect(page.getByText(/^6 rows \(2%\) score/)).toBeVisible({ timeout: 30_000 });
	const slider = page.getByRole('slider', { name: 'Share of rows to flag' });
	await slider.press('Home');
	await expect(page.getByText(/^1 row \(0\.33%\) scores/)).toBeVisible();
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 390, height: 844 });
	await settled(page);
	expect.soft(await violations(page), 'anomalies').toEqual([]);
	expect.soft(await overflow(page)).toBeLessThanOrEqual(0);

	const columns = page.getByRole('group', { name: 'Columns to look at' }).getByRole('checkbox');
	for (const column of await columns.all()) await column.uncheck();
	await expect(page.getByText('Tick at least one column.')).toBeVisible();
	await page.getByRole('checkbox', { name: 'source' }).check();
	await page.getByRole('button', { name: 'Find unusual rows' }).click();
	await expect(page.getByRole('alert')).toContainText(/1 empty or the same in every row/);
});
