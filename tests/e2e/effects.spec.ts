import { tossedLoans } from '../unit/clarify/tossed-loans';
import { violations } from './judged';
import { expect, importFile, openStage, test } from './site';
import { train } from './walk';

test('the slice where a model is worst is found, read, explained alone and shown in Data', async ({ page, site }) => {
	test.setTimeout(180_000);
	await page.goto(site.url);
	await importFile(page, 'loans.csv', tossedLoans(7, 3000));
	await train(page, 'paid', 'Boosted trees');

	await openStage(page, 'Fairness');
	await page.getByRole('link', { name: 'Errors', exact: true }).click();
	const slices = page.getByRole('region', { name: 'Where the model is wrong' });
	const worst = slices.getByRole('row').nth(1);
	await expect(worst).toContainText("job is O'X, Ltd", { timeout: 60_000 });
	await expect(worst).toContainText('group is old');
	await expect(worst).toContainText('worse than the rest');
	await expect(slices.getByText(/^750 rows held out from the training/)).toBeVisible();
	expect(await violations(page)).toEqual([]);

	const open = worst.getByRole('button');
	await open.press('Enter');
	await expect(open).toHaveAttribute('aria-expanded', 'true');
	await expect(slices.getByRole('table', { name: 'Rows it got wrong' }).getByRole('row')).toHaveCount(9);
	expect(await violations(page)).toEqual([]);
	await slices.getByRole('button', { name: 'Explain these rows' }).press('Enter');

	const effects = page.getByRole('region', { name: 'What an answer depends on' });
	await expect(page.getByRole('group', { name: 'Rows looked at' })).toContainText('group is old');
	await expect(
		effects.getByRole('img', { name: /^Mean answer by income\. The probability of “yes” is lowest/ })
	).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Look at all rows' }).click();
	await effects.getByRole('button', { name: 'Single rows' }).click();
	await expect(effects.getByText('1,000 rows of the table; curves of 200 of them, chosen by seed 0.')).toBeVisible({
		timeout: 60_000
	});
	await effects.getByLabel('Column', { exact: true }).selectOption('job');
	await effects.getByRole('button', { name: 'Local effects' }).click();
	await expect(effects.getByRole('img', { name: /^Local effect of job\. .* at clerk\./ })).toBeVisible({
		timeout: 60_000
	});
	await effects.getByLabel('With', { exact: true }).selectOption('income');
	await expect(effects.getByRole('img', { name: /^Mean answer by job × income/ })).toBeVisible({ timeout: 60_000 });
	await effects.getByLabel('shuffle columns that go together').check();
	await effects.getByRole('button', { name: 'Shuffle the columns' }).click();
	await expect(effects.getByRole('img', { name: /shuffling income \+ worth makes it worse by/ })).toBeVisible({
		timeout: 60_000
	});
	expect(await violations(page)).toEqual([]);

	await page.getByRole('link', { name: 'Errors', exact: true }).click();
	await slices.getByRole('button', { name: 'Show these rows in Data' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
	await expect(page.getByText(/\b[1-9]\d\d rows, 6 columns/)).toBeVisible({ timeout: 60_000 });
});
