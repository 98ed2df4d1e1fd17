import type { Page } from '@playwright/test';
import { overflow, smallTargets, violations } from './judged';
import { expect, importFile, openStage, test } from './site';
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

test('the good outcome is several values, or what lies above a number', async ({ page, site }) => {
	const people = Array.from({ length: 600 }, (_, at) => {
		const region = at % 3 === 0 ? 'north' : 'south';
		return {
			region,
			grade: ['low', 'middle', 'high'][Math.floor(((at * 7) % (region === 'north' ? 11 : 13)) / 4.5)] ?? '',
			amount: 1000 + ((at * 37) % 997) + (region === 'south' ? 250 : 0)
		};
	});
	const lines = people.map(({ region, grade, amount }) => `${region},${grade},${amount}`);
	await page.goto(site.url);
	await importFile(page, 'loans.csv', ['region,grade,amount', ...lines].join('\n'));
	await openStage(page, 'Fairness');
	await page.getByLabel('Outcome', { exact: true }).selectOption('grade');
	await page.getByLabel('Groups by').selectOption('region');

	/** The sentence about the labels names the outcome, and says what counting by definition does. */
	const says = async (outcome: string, isGood: (person: (typeof people)[number]) => boolean) => {
		const share = (isNorth: boolean) => {
			const side = people.filter(({ region }) => (region === 'north') === isNorth);
			return side.filter(isGood).length / side.length;
		};
		const gap = Math.abs(share(true) - share(false));
		const points = `${(gap * 100).toFixed(gap < 0.1 ? 1 : 0)} points`;
		const sentence = page
			.getByRole('row', { name: /Difference in outcomes/ })
			.getByRole('cell')
			.last();
		await expect(sentence).toContainText(`get ${outcome} ${points}`, { timeout: 60_000 });
	};
	await page.getByLabel('Good outcome').selectOption('high');
	await says('high', ({ grade }) => grade === 'high');
	await page.getByRole('combobox', { name: 'And also' }).selectOption('middle');
	await says('high,middle', ({ grade }) => grade !== 'low');
	// one value at least stays bad
	await expect(page.getByRole('combobox', { name: 'And also' })).toHaveCount(0);
	await page.getByRole('button', { name: 'middle is not good' }).press('Enter');
	await says('high', ({ grade }) => grade === 'high');

	await page.getByLabel('Outcome', { exact: true }).selectOption('amount');
	const sorted = people.map(({ amount }) => amount).sort((a, b) => a - b);
	const median = sorted[299] ?? NaN;
	await expect(page.getByLabel('Good above')).toHaveValue(String(median));
	await says(`amount >${median}`, ({ amount }) => amount > median);
	await page.getByLabel('Good above').fill('1800');
	await says('amount >1800', ({ amount }) => amount > 1800);

	await openStage(page, 'Train');
	await page.getByLabel('Column to predict').selectOption('amount');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(page.getByText(/^RMSE/).first()).toBeVisible({ timeout: 90_000 });
	await openStage(page, 'Fairness');
	await expect(page.getByRole('row', { name: /Difference in predictions/ })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('alert')).toHaveCount(0);
	await page.getByLabel('Read outcome as').selectOption('values');
	await expect(page.getByLabel('Good outcome')).toBeVisible();
});
