import { readFile } from 'node:fs/promises';
import { overflow, violations } from './judged';
import { expect, importFile, openStage, test } from './site';
import { addFile, settled } from './walk';

const dayMs = 86_400_000;
const weekday = [80, 85, 90, 100, 130, 170, 120];
/** Sales of 26 weeks that repeat by the week and grow, with a wobble that no method can know. */
const sales = Array.from({ length: 182 }, (_, i) => {
	const day = new Date(Date.UTC(2024, 0, 1) + i * dayMs).toISOString().slice(0, 10);
	return `${day},${(weekday[i % 7] ?? 0) + 0.2 * i + ((i * 7919) % 11)}`;
});

test('daily sales are forecast: season found, methods tried on the past, the forecast kept and saved', async ({
	page,
	site
}) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto(site.url);
	await importFile(page, 'sales.csv', `date,sales\n${sales.join('\n')}\n`);
	await addFile(page, 'shops.csv', 'shop,staff\nGion,4\nKawaramachi,6\nFushimi,3\n', '3 rows');
	await openStage(page, 'Train');
	await page.getByRole('link', { name: 'Forecast', exact: true }).click();
	await page.getByLabel('Table', { exact: true }).selectOption('shops');
	await expect(page.getByRole('heading', { name: 'This table has no dates to go along' })).toBeVisible();

	await page.getByLabel('Table', { exact: true }).selectOption('sales');
	await page.getByLabel('Steps ahead').fill('200');
	const start = page.getByRole('button', { name: 'Forecast', exact: true });
	await start.press('Enter');
	await expect(page.getByRole('alert')).toContainText('too few steps: 182');
	await page.getByLabel('Steps ahead').fill('14');
	await start.press('Enter');
	await expect(
		page.getByText('182 days, 2024-01-01 to 2024-06-30. Its season was found to repeat every 7 days.')
	).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(
		page.getByText(/^(Exponential smoothing|Trees on lags) came closest: .+ less than repeating/)
	).toBeVisible();
	const values = page.getByRole('region', { name: 'What comes next' }).getByRole('row');
	await expect(values).toHaveCount(15);
	// 2024-07-06 is a Saturday
	const saturday = Number(
		(await values.filter({ hasText: '2024-07-06' }).getByRole('cell').first().textContent()) ?? ''
	);
	expect(Math.abs(saturday - (170 + 0.2 * 187 + 5))).toBeLessThan(12);

	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await settled(page);
		expect.soft(await violations(page), colorScheme).toEqual([]);
	}
	await page.getByLabel('Method', { exact: true }).selectOption('Seasonal naive');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download CSV' }).click()
	]);
	const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
	expect([lines.length, lines[0]]).toEqual([15, 'date,method,forecast,lower,upper']);
	expect(lines[1]).toMatch(/^2024-07-01,naive,/);
	await page.getByRole('button', { name: 'Keep as a table' }).press('Enter');
	await expect(page.getByText('Kept as sales forecast; it stands in Data.')).toBeVisible();
	await expect(page.getByLabel('Table', { exact: true }).getByRole('option', { name: 'sales forecast' })).toHaveCount(
		1
	);
	await expect(values).toHaveCount(15);

	await page.setViewportSize({ width: 390, height: 844 });
	await settled(page);
	expect.soft(await overflow(page)).toBeLessThanOrEqual(0);
});
