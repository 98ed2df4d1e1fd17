import type { Page } from '@playwright/test';
import { overflow, smallTargets, violations } from './judged';
import { expect, openStage, test } from './site';
import { openSample, settled } from './walk';

const views = ['Bias', 'Mend', 'Explain', 'What if', 'Errors'];

/** Each view in turn, with the pictures it draws once asked. */
async function eachView(page: Page, url: string, look: (name: string) => Promise<void>) {
	await openSample(page, url);
	await openStage(page, 'Fairness');
	for (const name of views) {
		await page.getByRole('link', { name, exact: true }).click();
		await settled(page);
		const explain = page.getByRole('button', { name: 'Explain the model' });
		if (await explain.isVisible()) await explain.click();
		await settled(page);
		await expect(page.getByRole('alert')).toHaveCount(0);
		await look(name);
	}
}

test('every view of Fairness stands axe, light and dark', async ({ page, site }) => {
	test.setTimeout(240_000);
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await eachView(page, site.url, async (name) => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await settled(page);
			expect.soft(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
		}
	});
});

test('every view of Fairness fits a phone in both languages', async ({ browser, site }) => {
	test.setTimeout(240_000);
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const page = await context.newPage();
	await eachView(page, site.url, async (name) => {
		for (const language of ['ja', 'en'] as const) {
			await page.getByRole('button', { name: language === 'ja' ? /^EN/ : /^日本語/ }).click();
			await settled(page);
			expect.soft(await overflow(page), `${name} in ${language}`).toBeLessThanOrEqual(0);
			expect.soft(await smallTargets(page), `${name} in ${language}`).toEqual([]);
		}
	});
	await context.close();
});
