import AxeBuilder from '@axe-core/playwright';
import { expect, openStage, test } from './site';
import { train } from './walk';

/** Approved where the income is at least 50 and the town is not south. */
const lines = Array.from({ length: 300 }, (_, at) => {
	const income = 10 + ((at * 37) % 90);
	const town = ['north', 'south', "o'k 💚"][at % 3] ?? '';
	return `${income},${town},${20 + ((at * 13) % 50)},${income >= 50 && town !== 'south' ? 'yes' : 'no'}`;
});

test('a row is edited and answered at once, and the nearest change keeps what is locked', async ({ page, site }) => {
	await page.goto(site.url);
	const buffer = Buffer.from(['income,town,age,approved', ...lines, ''].join('\n'));
	await page.locator('input[type=file]').first().setInputFiles({ name: 'loans.csv', mimeType: 'text/csv', buffer });
	await expect(page.getByText('300 rows').first()).toBeVisible({ timeout: 60_000 });
	await train(page, 'approved', 'trees');
	await openStage(page, 'Fairness');
	await page.getByLabel('Groups by').selectOption('age');
	await page.getByRole('link', { name: 'What if' }).click();

	const answer = page.locator('.answer .big');
	await page.getByRole('spinbutton', { name: 'Row', exact: true }).fill('1');
	await page.keyboard.press('Tab');
	await expect(answer).toHaveText(/^no .*sure$/, { timeout: 30_000 });

	// the strip says where it flips; one step of the slider beyond is the other answer
	const flip = Number(
		/flips at (\d+)/.exec(
			(await page
				.getByText(/^flips at/)
				.first()
				.textContent()) ?? ''
		)?.[1]
	);
	expect(flip).toBeGreaterThan(45);
	await page.getByRole('spinbutton', { name: 'income', exact: true }).fill(String(flip - 1));
	await expect(answer).toHaveText(/^no /);
	await page.getByRole('slider', { name: 'income, along its range' }).focus();
	await page.keyboard.press('ArrowRight');
	await expect(answer).toHaveText(/^yes /);
	await expect(page.getByRole('heading', { name: 'What changed the answer' })).toBeVisible();
	await page.getByRole('button', { name: 'Take the edits back' }).press('Enter');
	await expect(answer).toHaveText(/^no /);

	// the groups compared are proposed locked
	await expect(page.getByRole('button', { name: /^age is fixed/ })).toHaveAttribute('aria-pressed', 'true');
	await page.getByRole('button', { name: 'Find the nearest change' }).press('Enter');
	const found = page.locator('.found');
	await expect(found.getByRole('listitem').first()).toContainText(`→ ${flip}`, { timeout: 30_000 });
	await expect(found).toContainText('Everything with up to two changed columns was tried');
	await found.getByRole('button', { name: 'Put into the form' }).first().press('Enter');
	await expect(answer).toHaveText(/^yes /);
	expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

	// locked, there is none; the rule in the way is named, and let go it is found again
	await page.getByRole('button', { name: 'income cannot change' }).press('Enter');
	await expect(found).toContainText('The question has changed since');
	await page.getByRole('button', { name: 'Find the nearest change' }).press('Enter');
	await expect(found).toContainText('There is no such change.', { timeout: 30_000 });
	await found.getByRole('button', { name: 'Let income go' }).press('Enter');
	await expect(found.getByRole('listitem').first()).toContainText(`→ ${flip}`, { timeout: 30_000 });

	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

	// rules are kept with the project
	await page.getByRole('button', { name: 'town cannot change' }).click();
	await page.reload();
	await page.getByRole('link', { name: 'What if' }).click();
	await expect(page.getByRole('button', { name: /^town is fixed/ })).toBeVisible({ timeout: 60_000 });
});
