import { readFile } from 'node:fs/promises';
import { overflow, violations } from './judged';
import { expect, openStage, test } from './site';
import { openSample, settled } from './walk';

test('a run is measured: the threshold moves by keyboard, slices by a choice; it stands axe and fits a phone', async ({
	page,
	site
}) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await openSample(page, site.url);
	await openStage(page, 'Train');
	await page.getByRole('link', { name: 'Measure', exact: true }).click();
	await expect(page.getByText(/^It ranks a row of .+ in \d+(\.\d)?% of pairs/)).toBeVisible({ timeout: 60_000 });

	const slider = page.getByRole('slider', { name: 'Threshold' });
	const confusion = page.getByRole('table', { name: 'Truth and call' });
	const before = await confusion.textContent();
	await slider.focus();
	for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowLeft');
	await expect(slider).toHaveValue('0.4');
	await expect(slider).toHaveAttribute('aria-valuetext', /^From 0\.4 on it finds/);
	expect(await confusion.textContent()).not.toBe(before);
	await page.getByLabel('missed', { exact: true }).fill('10');
	await page.getByRole('button', { name: 'cost', exact: true }).press('Enter');
	await expect(page.getByText(/^A row costs (\S+) on average here; least is \1,/)).toBeVisible();

	await page.getByRole('button', { name: 'Use this threshold' }).press('Enter');
	await expect(page.getByText(/^The model calls .+ from 0\.\d+ on\.$/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('button', { name: 'Back to 0.5' })).toBeEnabled();

	const column = page.getByLabel('Column', { exact: true });
	await column.selectOption({ index: 1 });
	await expect(page.getByText(/^All rows: 0\.\d{3}$/)).toBeVisible({ timeout: 30_000 });
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await settled(page);
		expect.soft(await violations(page), colorScheme).toEqual([]);
	}
	await page.setViewportSize({ width: 390, height: 844 });
	await settled(page);
	expect.soft(await overflow(page)).toBeLessThanOrEqual(0);

	await page.setViewportSize({ width: 1440, height: 900 });
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Report of this run' }).press('Enter');
	await page.getByRole('menuitem', { name: /^Web page/ }).press('Enter');
	const report = await page.context().newPage();
	await report.setContent(await readFile(await (await coming).path(), 'utf8'));
	await expect(report.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(report.getByText(/^calls .+ from$/)).toBeVisible();
	await report.setViewportSize({ width: 390, height: 844 });
	for (const colorScheme of ['light', 'dark'] as const) {
		await report.emulateMedia({ colorScheme });
		expect.soft(await violations(report), `report, ${colorScheme}`).toEqual([]);
	}
	expect.soft(await overflow(report)).toBeLessThanOrEqual(0);
});
