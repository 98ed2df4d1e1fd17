import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './site';
import { addFile } from './walk';

const towns = 'name,region\nKyoto,Kansai\nOsaka,Kansai\n';
const people = `id,town,price,amount\n${Array.from({ length: 40 }, (_, i) => `${i},${['Kyoto', 'Osaka', 'Nara'][i % 3]},${i % 7},${i % 5 === 0 ? '' : i}`).join('\n')}\n`;
const recipe = {
	schemaVersion: 1,
	steps: [
		{ op: 'fill-missing', params: { columns: ['amount'], method: 'mean' }, group: 'Money' },
		{ op: 'formula', params: { name: 'cost', formula: 'price * amount' }, group: 'Money' },
		{ op: 'join', params: { table: 'places', keys: { town: 'name' } } },
		{ op: 'formula', params: { name: 'label', formula: 'concat(area, text(id))' } }
	],
	branches: [{ name: 'places', of: 'towns', steps: [{ op: 'rename', params: { columns: { region: 'area' } } }] }]
};

test.use({ viewport: { width: 1680, height: 900 } });

test('a recipe and the way of a column are drawn, walked by keyboard and saved as Python', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	await addFile(page, 'towns.csv', towns, '2 rows, 2 columns');
	await addFile(page, 'people.csv', people, '40 rows, 4 columns');
	await page
		.getByLabel('Open a recipe')
		.setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(recipe)) });
	await expect(page.getByText('40 rows, 7 columns')).toBeVisible({ timeout: 30_000 });

	await page.getByRole('button', { name: 'Draw the recipe' }).press('Enter');
	const drawn = page.getByRole('dialog', { name: 'The recipe, drawn' });
	await expect(drawn.getByRole('button', { name: /^1\. Money · 2 steps/ })).toBeVisible();
	await drawn.getByRole('button', { name: /^4\. .*shown/ }).focus();
	await page.keyboard.press('ArrowUp');
	await expect(drawn.getByRole('button', { name: /^3\. Join/ })).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Enter');
	await expect(drawn.getByRole('button', { name: /^1\. Money.*shown/ })).toBeVisible();
	await expect(page.getByText('40 rows, 5 columns')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(drawn.getByRole('button', { name: /^1. Rename/ })).toBeFocused();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(drawn).toBeHidden();

	await page.getByRole('button', { name: 'Show the whole recipe' }).click();
	await page.getByRole('columnheader', { name: /^label/ }).click();
	const way = page.getByRole('region', { name: 'The way of label' });
	await expect(way).toContainText('Made from id, town, name of towns, region of towns by steps places 1, 3, 4.');
	await way.getByRole('button', { name: 'Draw where it comes from' }).press('Enter');
	const lineage = page.getByRole('dialog', { name: 'The way of label' });
	await expect(lineage.getByRole('button', { name: 'Columns now: label' })).toHaveAttribute('aria-pressed', 'true');
	await lineage.getByRole('button', { name: 'Columns now: label' }).focus();
	await page.keyboard.press('ArrowLeft');
	await expect(lineage.getByRole('button', { name: /^Step 4:/ })).toBeFocused();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.keyboard.press('Home');
	await page.keyboard.press('Enter');
	await expect(lineage.getByRole('button', { name: 'Columns now: id' })).toBeVisible();
	await page.keyboard.press('Escape');

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Recipe file' }).press('Enter');
	await page.getByRole('menuitem', { name: 'Save as Python (pandas)' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toBe('people.pandas.py');
	const script = await readFile(await file.path(), 'utf8');
	expect(script).toContain('def prepare(frame: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:');
	expect(script).toContain('frame["cost"] =');
});
