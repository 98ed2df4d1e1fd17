import { expect, test } from './site';
import { addStep, runRecipe } from './walk';

/** Films as people write them down: one director in three spellings, dates in words, numbers with marks. */
const directors = [
	'Akira Kurosawa',
	'KUROSAWA, Akira',
	'akira kurosawa.',
	'Agnès Varda',
	'Agnes Varda',
	'Yasujirō Ozu'
];
const months = ['January', 'February', 'March', 'April', 'May', 'June'];
const films = Array.from({ length: 120 }, (_, i) => ({
	title: `Film ${i} (${1950 + (i % 40)})`,
	director: directors[i % directors.length] ?? '',
	released: `${1 + (i % 28)} ${months[i % 6]} ${1950 + (i % 40)}`,
	gross: i % 10 === 0 ? 'N/A' : String(1000 * (i + 1))
}));
const csv = `title,director,released,gross\n${films
	.map(({ title, director, released, gross }) => `${title},"${director}",${released},${gross}`)
	.join('\n')}\n`;

test('from messy to clean: spellings grouped, dates filled by example, a function of one’s own', async ({
	page,
	site
}) => {
	await page.goto(`${site.url}/data`);
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name: 'films.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
	await expect(page.getByText('120 rows, 4 columns')).toBeVisible({ timeout: 60_000 });

	await page.getByRole('columnheader', { name: /^director/ }).click();
	await page.getByRole('button', { name: 'Group similar values' }).click();
	const groups = page.getByRole('dialog', { name: 'Group similar values' });
	await expect(groups.getByText('2 groups')).toBeVisible();
	await groups.getByRole('button', { name: 'Choose all' }).click();
	await groups.getByLabel('Becomes').first().fill('Kurosawa Akira');
	await groups.getByRole('button', { name: 'Merge 4 values' }).click();
	await expect(page.getByRole('button', { name: /^Step 1:.*Merge 4 values/ })).toBeVisible();

	await page.getByRole('columnheader', { name: /^released/ }).click();
	await page.getByRole('button', { name: 'Fill by example' }).click();
	const example = page.getByRole('dialog', { name: 'Fill by example' });
	await expect(example.getByLabel('You type 2')).toBeVisible();
	for (const place of [1, 2]) {
		const shown = (await example.getByRole('row').nth(place).getByRole('cell').first().textContent()) ?? '';
		const day = new Date(`${shown} UTC`);
		await example.getByLabel(`You type ${place}`, { exact: true }).fill(day.toISOString().slice(0, 10));
	}
	await expect(example.getByText('It gives a result for every row.')).toBeVisible();
	await example.getByLabel('New column').fill('day');
	await example.getByRole('button', { name: 'Add the column' }).click();
	await expect(page.getByRole('columnheader', { name: /^day/ })).toBeVisible();

	await addStep(page, 'own function', async (form) => {
		await form.getByRole('checkbox', { name: 'title' }).check();
		await form.getByLabel('Function').fill('(row) => Number(/\\((\\d{4})\\)/.exec(row.title)[1]) - 1900');
		await form.getByLabel('New column').fill('year');
	});
	await expect(page.getByRole('columnheader', { name: /^year/ })).toBeVisible();
	await runRecipe(page);
	await expect(page.getByText('120 rows, 6 columns', { exact: true })).toBeVisible();
	const row = page.getByRole('row', { name: /Film 0 \(1950\)/ });
	await expect(row).toContainText('Kurosawa Akira');
	await expect(row).toContainText('1950-01-01');
	await expect(row.getByRole('gridcell', { name: '50', exact: true })).toBeVisible();
});

test('a run of values chosen in one column’s picture narrows the others and the rows, and becomes a step', async ({
	page,
	site
}) => {
	await page.goto(`${site.url}/data`);
	const rows = Array.from({ length: 2000 }, (_, i) => `${i},${i % 2 === 0 ? 'even' : 'odd'}`);
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({
			name: 'numbers.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(`n,parity\n${rows.join('\n')}\n`)
		});
	await expect(page.getByText('2,000 rows, 2 columns')).toBeVisible({ timeout: 60_000 });
	const picture = page.getByRole('columnheader', { name: /^n/ }).locator('svg').first();
	await expect(picture).toHaveClass(/brushable/);
	const box = await picture.boundingBox();
	if (!box) throw new Error('the picture has no place');
	await page.mouse.move(box.x + box.width * 0.02, box.y + 10);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.22, box.y + 10, { steps: 5 });
	await page.mouse.up();
	await expect(page.getByText('500 rows left')).toBeVisible();

	await page.getByRole('columnheader', { name: /^parity/ }).click();
	await page.getByLabel('To', { exact: true }).selectOption({ label: 'even' });
	await expect(page.getByText('250 rows left')).toBeVisible();
	await page.getByRole('button', { name: 'Keep these rows' }).click();
	await expect(page.getByRole('button', { name: /^Step 1:/ })).toContainText('Keep rows where');
	await expect(page.getByText('250 rows, 2 columns')).toBeVisible();
});
