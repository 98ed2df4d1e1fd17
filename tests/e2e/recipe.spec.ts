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

const people = `name,team\nAda Lovelace,red\nBea Arthur,blue\nCio Rossi,red\nDan Brown,blue\n`;

test('steps are found by example, written value by value, given parameters, dragged, copied as text and taken again', async ({
	page,
	site,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site.url).origin });
	await page.goto(site.url);
	await importFile(page, 'people.csv', people);

	await addStep(page, 'fill by example', async (form) => {
		await form.getByRole('button', { name: 'Give examples' }).click();
		const finder = page.getByRole('dialog', { name: 'Fill by example' });
		await finder.getByLabel('New column').fill('family');
		for (const [whole, part] of [
			['Ada Lovelace', 'Lovelace'],
			['Bea Arthur', 'Arthur']
		] as const)
			await finder.getByRole('row', { name: whole }).getByRole('textbox').fill(part);
		await expect(finder.getByRole('row', { name: 'Cio Rossi' }).getByRole('cell').last()).toHaveText('Rossi');
		await expectClean(page);
		await finder.getByRole('button', { name: 'Add the column' }).click();
		await expect(form.getByRole('button', { name: 'Give other examples' })).toBeVisible();
	});
	await expect(page.getByRole('gridcell', { name: 'Brown', exact: true })).toBeVisible();

	await addStep(page, 'merge-values', async (form) => {
		await form.getByLabel('Column', { exact: true }).selectOption('team');
		if ((await form.getByLabel('Value 1').count()) === 0)
			await form.getByRole('button', { name: 'Add a value' }).click();
		await form.getByLabel('Value 1').fill('red');
		await form.getByLabel('Becomes 1').fill('rosso');
		await form.getByRole('button', { name: 'Add a value' }).click();
		// the same value twice for a moment: neither row goes
		await form.getByLabel('Value 2').fill('red');
		await expect(form.getByLabel('Becomes 1')).toHaveValue('rosso');
		await form.getByLabel('Value 2').fill('blue');
		await form.getByLabel('Becomes 2').fill('blu');
		await expect(form.getByText('4 cells in 1 column change')).toBeVisible();
	});
	await expect(page.getByRole('gridcell', { name: 'rosso' })).toHaveCount(2);

	// a parameter of a field; while the step is written the parameter gets another name and value, and the step goes on
	const parameters = page.getByRole('region', { name: 'Parameters' });
	await addStep(page, 'first rows', async (form) => {
		await form.getByRole('button', { name: 'Take a parameter instead' }).click();
		await page.getByRole('menuitem', { name: 'New parameter with this value' }).click();
		await parameters.getByLabel('Name', { exact: true }).fill('most');
		await parameters.getByLabel('Name', { exact: true }).press('Tab');
		await parameters.getByLabel('Value', { exact: true }).fill('3');
		await parameters.getByLabel('Value', { exact: true }).press('Tab');
		await expect(form.getByText('parameter most: 3')).toBeVisible();
		await expect(form.getByText('1 row goes')).toBeVisible();
	});
	await expect(parameters.getByText('in 1 step')).toBeVisible();
	await expect(page.getByText(/^3 rows, /)).toBeVisible();

	// by pointer: the third step over the first
	const sentences = recipe(page).getByRole('button', { name: /^Step \d:/ });
	const before = await sentences.allTextContents();
	const grip = recipe(page).getByTitle('Drag to move');
	const from = await grip.nth(2).boundingBox();
	const to = await grip.nth(0).boundingBox();
	if (!from || !to) throw new Error('no grips to drag by');
	await page.mouse.move(from.x + 4, from.y + 8);
	await page.mouse.down();
	await page.mouse.move(to.x + 4, to.y + 30, { steps: 5 });
	await page.mouse.move(to.x + 4, to.y + 2, { steps: 5 });
	await page.mouse.up();
	await expect(sentences).toHaveText([before[2] ?? '', before[0] ?? '', before[1] ?? '']);
	await recipe(page).getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(sentences).toHaveText(before);

	// as text out, and in again: writing begins in the field, one step is left out
	await step(page, 1).focus();
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('ControlOrMeta+c');
	await expect(page.getByText('Copied 3 steps as text. Paste into any recipe.')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Recipe file' }).click();
	await page.getByRole('menuitem', { name: 'Take steps from a recipe' }).click();
	const take = page.getByRole('dialog', { name: 'Take steps from a recipe' });
	await expect(take.getByLabel('Paste a recipe or copied steps here')).toBeFocused();
	await page.keyboard.type('no recipe');
	await expect(take.getByText(/This is not a recipe/)).toBeVisible();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('ControlOrMeta+v');
	await expect(take.getByRole('checkbox')).toHaveCount(4);
	await expectClean(page);
	await take.getByRole('checkbox').nth(3).uncheck();
	await take.getByRole('button', { name: 'Add 2 steps' }).click();
	await expect(sentences).toHaveCount(5);
	await recipe(page).getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(sentences).toHaveCount(3);

	// a branch begins at its name, and going back past it says that it is gone
	await page.getByRole('button', { name: 'Recipe file' }).click();
	await page.getByRole('menuitem', { name: 'New branch' }).click();
	await expect(page.getByLabel('Name of the branch')).toBeFocused();
	await page.keyboard.type('small');
	await page.keyboard.press('Enter');
	await expect(page.getByText('No steps in this branch yet')).toBeVisible();
	await recipe(page).getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(page.getByText('The branch small is gone; these are the main steps.')).toBeVisible();
	await expect(sentences).toHaveCount(3);
});
