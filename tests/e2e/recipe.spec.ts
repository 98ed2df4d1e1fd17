import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, importFile, test } from './site';
import { addStep, runRecipe } from './walk';

const songs = `id,artist_id,title,seconds\n1,1,Alba,180\n2,2,Boro,\n3,1,Cima,240\n4,9,Dune,60\n`;
const artists = `artist_id,artist,country\n1,Ada,IT\n2,Bea,JP\n3,Cio,FR\n`;

const step = (page: Page, n: number) => page.getByRole('button', { name: new RegExp(`^Step ${n}:`) });
const recipe = (page: Page) => page.getByRole('region', { name: 'Recipe', exact: true });

async function keep(page: Page) {
	await page.getByRole('button', { name: 'Keep', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Keep', exact: true })).toHaveCount(0);
}

async function expectClean(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
		[]
	);
}

test('a recipe of two tables: join, branch, parameter, group, break, mend, undo and redo all, run', async ({
	page,
	site
}) => {
	await page.goto(site.url);
	await importFile(page, 'artists.csv', artists);
	await page
		.locator('input[type=file][accept*=".csv"]')
		.first()
		.setInputFiles({ name: 'songs.csv', mimeType: 'text/csv', buffer: Buffer.from(songs) });
	await expect(page.getByRole('grid', { name: 'Table songs' })).toBeVisible();

	// a join by the page: the other table's columns are known, the key is guessed, what comes is tinted
	await page.getByRole('button', { name: 'Add a step' }).click();
	await page.keyboard.type('join a table');
	await page.keyboard.press('Enter');
	const join = page.getByRole('form', { name: 'Join a table' });
	await expect(join.getByLabel('Table', { exact: true })).toHaveValue('artists');
	await expect(join.getByLabel('Column of artists 1')).toHaveValue('artist_id');
	await join.getByLabel('Rows that stay').selectOption('inner');
	await expect(join.getByText('6 cells in 2 columns change')).toBeVisible();
	await expect(page.getByRole('gridcell', { name: 'Ada' }).first()).toHaveClass(/changed/);
	await expectClean(page);
	await keep(page);

	// by keyboard: a new column, then a step that reads it
	await addStep(page, 'formula', async (form) => {
		await form.getByLabel('New column').fill('seconds_2');
		await form.locator('.cm-content').click();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('secon');
		await expect(page.getByRole('option', { name: /^seconds/ })).toBeVisible();
		// the list takes no key in its first moment, so that none is meant for it by chance
		await page.waitForTimeout(150);
		await page.keyboard.press('Enter');
		await page.keyboard.type(' / 60');
	});
	await addStep(page, 'keep rows', async (form) => {
		await form.locator('.cm-content').click();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('seconds_2 >');
		await expect(form.getByText(/Something is missing at the end/)).toBeVisible();
		await page.keyboard.type(' 3');
	});
	await expect(page.getByText(/^1 row, /)).toBeVisible();

	// a parameter stands in for the limit, and changing it makes the preview again
	await page.getByRole('button', { name: 'Recipe file' }).click();
	await page.getByRole('menuitem', { name: 'Add a parameter' }).click();
	const parameters = page.getByRole('region', { name: 'Parameters' });
	await parameters.getByLabel('Name', { exact: true }).fill('shortest');
	await parameters.getByLabel('Name', { exact: true }).press('Tab');
	await step(page, 3).dblclick();
	const filter = page.getByRole('form', { name: 'Keep rows' });
	await filter.locator('.cm-content').click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('seconds_2 >= $sho');
	await expect(page.getByRole('option', { name: /^\$shortest/ })).toBeVisible();
	await page.waitForTimeout(150);
	await page.keyboard.press('Enter');
	await expect(filter.locator('.cm-content')).toHaveText('seconds_2 >= $shortest');
	await keep(page);
	await expect(parameters.getByText('in 1 step')).toBeVisible();
	await parameters.getByLabel('Value', { exact: true }).fill('4');
	await parameters.getByLabel('Value', { exact: true }).press('Enter');
	await expect(page.getByText(/^1 row, /)).toBeVisible();
	await parameters.getByLabel('Value', { exact: true }).fill('3');
	await parameters.getByLabel('Value', { exact: true }).press('Enter');
	await expect(page.getByText(/^2 rows, /)).toBeVisible();

	// a branch of the same rows before the formula, with a step of its own
	await recipe(page)
		.getByRole('button', { name: /^Actions for Join/ })
		.click();
	await page.getByRole('menuitem', { name: 'Branch from here' }).click();
	await expect(page.getByText('No steps in this branch yet')).toBeVisible();
	await addStep(page, 'upper case');
	await expect(page.getByText(/^3 rows, /)).toBeVisible();
	await page.getByRole('button', { name: 'Main steps', exact: true }).click();
	await expect(step(page, 3)).toBeVisible();

	// two steps under a heading, chosen by keyboard
	await step(page, 2).focus();
	await page.keyboard.press('Shift+ArrowDown');
	await expect(page.getByRole('group', { name: '2 steps chosen' })).toBeVisible();
	await page.getByLabel('Heading').fill('Long songs');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Fold Long songs' })).toBeVisible();

	// turning the formula off breaks the step after it; one of its buttons mends it
	await page
		.getByRole('button', { name: /^Actions for .*seconds_2/ })
		.first()
		.click();
	await page.getByRole('menuitem', { name: 'Turn off' }).click();
	const broken = recipe(page).getByRole('listitem').filter({ hasText: 'There is no such column' });
	await expect(broken).toBeVisible();
	await expectClean(page);
	await broken.getByRole('button', { name: 'Use seconds', exact: true }).click();
	await expect(broken).toHaveCount(0);
	await expect(page.getByText(/^2 rows, 6 columns/)).toBeVisible();

	// undo all, redo all
	const undo = page.getByRole('button', { name: 'Undo', exact: true });
	const redo = page.getByRole('button', { name: 'Redo', exact: true });
	let count = 0;
	while (await undo.isEnabled()) {
		await undo.click();
		count++;
	}
	expect(count).toBeGreaterThan(9);
	await expect(page.getByText('No steps yet')).toBeVisible();
	await expect(page.getByText(/^4 rows, 4 columns/)).toBeVisible();
	while (await redo.isEnabled()) await redo.click();
	await expect(page.getByRole('button', { name: 'Fold Long songs' })).toBeVisible();
	await expect(page.getByText(/^2 rows, 6 columns/)).toBeVisible();

	await runRecipe(page);
	await expect(page.getByText('New dataset: 2 rows, 6 columns')).toBeVisible();
});
