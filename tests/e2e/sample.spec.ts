import { overflow, smallTargets, violations } from './judged';
import { expect, openStage, test } from './site';
import { openSample, readEntities, settled } from './walk';

const stages = ['Data', 'Features', 'Fairness', 'Train', 'Models', 'Edge', 'Monitor', 'Pipelines'];

test('one click opens it with the loop already walked, and its pipeline finds nothing to do again', async ({
	page,
	site
}) => {
	await openSample(page, site.url);
	await expect(page.getByText(/dances\.auc is 0\.\d+, wanted is ≥ 0\.75/)).toBeVisible();
	for (const stage of stages)
		await expect(page.getByRole('link', { name: stage })).not.toContainText('nothing here yet');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByText('first run here')).toHaveCount(0, { timeout: 60_000 });
	const list = page.getByRole('heading', { name: /playlist/i }).first();
	await expect(list).toBeVisible();

	await openStage(page, 'Features');
	await expect(page.getByRole('button', { name: /^sound .*8 features.*50,000 rows/ })).toBeVisible();
	expect(await readEntities(page, 'T00042')).toEqual([expect.stringMatching(/^T00042 \| .+ \| 20\d\d-/)]);
	await openStage(page, 'Fairness');
	await expect(page.getByRole('row', { name: /Difference in outcomes/ })).toBeVisible({ timeout: 60_000 });
	await openStage(page, 'Edge');
	await expect(page.getByText('dances, version 1').first()).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Predict', exact: true }).click();
	await expect(page.getByText(/% sure$/)).toBeVisible({ timeout: 30_000 });
	await openStage(page, 'Models');
	await page.getByRole('button', { name: 'Check now' }).click();
	await expect(page.getByText(/largest difference|agree/i).first()).toBeVisible({ timeout: 30_000 });
});

test('stands axe on every stage, light and dark', async ({ page, site }) => {
	test.setTimeout(240_000);
	await page.goto(site.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect.soft(await violations(page)).toEqual([]);
	for (const stage of stages) {
		await openStage(page, stage);
		await settled(page);
		expect.soft(await violations(page), `${stage}, empty`).toEqual([]);
	}
	await openSample(page, site.url);
	for (const stage of stages) {
		await openStage(page, stage);
		await settled(page);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await settled(page);
			expect.soft(await violations(page), `${stage}, ${colorScheme}`).toEqual([]);
		}
	}
});

test('fits a phone in both languages: nothing runs over the edge, targets are as large as fingers', async ({
	browser,
	site
}) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const page = await context.newPage();
	await openSample(page, site.url);
	for (const locale of ['en', 'ja'] as const) {
		for (const path of ['/', ...stages.map((stage) => `/${stage.toLowerCase()}`)]) {
			await page.evaluate((chosen) => localStorage.setItem('temoto.locale', chosen), locale);
			await page.goto(`${site.url}${path}`);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await settled(page);
			expect.soft(await overflow(page), `${path} in ${locale}`).toBeLessThanOrEqual(0);
			expect.soft(await smallTargets(page), `${path} in ${locale}`).toEqual([]);
		}
	}
	const first = await page.getByRole('navigation').getByRole('link').first().getAttribute('href');
	const order = await page
		.getByRole('navigation')
		.getByRole('link')
		.evaluateAll((links) =>
			[...links]
				.sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
				.map((a) => a.getAttribute('href'))
		);
	expect(first).not.toBeNull();
	expect(order[0]).toBe('/edge');
	await context.close();
});
