import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { pythonZip, bytesOf } from '../fixtures/zip';
import { expect, test } from './site';

interface Dropped {
	readonly name: string;
	readonly content: string | Uint8Array;
}

async function choose(page: Page, ...files: Dropped[]) {
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles(files.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })));
}

const january = { name: 'sales-2024-01.csv', content: 'city,sold\nKyoto,3\n' };
const february = { name: 'sales-2024-02.csv', content: 'sold,city\nmany,Osaka\n' };

test('files of one shape become one table, with the file of each row and the types that differed', async ({
	page,
	site
}) => {
	await page.goto(`${site.url}/data`);
	await choose(page, january, february);
	const dialog = page.getByRole('dialog', { name: '2 tables' });
	await expect(dialog.getByRole('radio', { name: /^One table/ })).toBeChecked({ timeout: 30_000 });
	await dialog.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('2 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText('2 files as one table.')).toBeVisible();
	await expect(page.getByText('“sold” was BIGINT and VARCHAR and is read as VARCHAR.')).toBeVisible();
	await expect(page.getByRole('gridcell', { name: 'sales-2024-02.csv' })).toBeVisible();
	await expect(page.getByRole('combobox', { name: /^Dataset/ })).toContainText('sales-2024-01 +1');
});

test('tables of a database are chosen from, and each becomes a dataset', async ({ page, site }) => {
	const database = bytesOf(`
import os, sqlite3, sys, tempfile
place = os.path.join(tempfile.mkdtemp(), 'a.db')
made = sqlite3.connect(place)
for name in ('films', 'people', 'left_out'):
    made.execute('CREATE TABLE ' + name + ' (title TEXT, year INTEGER)')
    made.execute('INSERT INTO ' + name + " VALUES ('1776', 1972)")
made.commit(); made.close()
sys.stdout.buffer.write(open(place, 'rb').read())`);
	await page.goto(`${site.url}/data`);
	await choose(page, { name: 'films.db', content: database });
	const dialog = page.getByRole('dialog', { name: '3 tables' });
	await expect(dialog.getByRole('radio', { name: /^A dataset each/ })).toBeChecked({ timeout: 30_000 });
	await dialog.getByRole('checkbox', { name: 'left_out' }).uncheck();
	await dialog.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText(/^Read as SQLite, people/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('gridcell', { name: '1776' })).toBeVisible();
	await expect(page.getByRole('combobox', { name: /^Dataset/ }).locator('option')).toHaveText(['people', 'films']);
});

test('packed files and fixed widths are read, widths mended, a sample taken', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	await choose(page, { name: 'towns.fwf.gz', content: gzipSync('town  sold\nKyoto    1\nOsaka    2\nNara     3\n') });
	await expect(page.getByText('3 rows, 2 columns')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Read it another way' }).click();
	const form = page.getByRole('form', { name: 'How to read the file' });
	await expect(form.getByLabel('Widths of columns')).toHaveValue('6, 4');
	await form.getByLabel('Widths of columns').fill('3, 3, 4');
	await form.getByRole('combobox', { name: /^Rows/ }).selectOption({ label: 'the first' });
	await form.getByLabel('How many').fill('2');
	await form.getByRole('button', { name: 'Read again' }).click();
	await expect(page.getByText('2 rows, 3 columns')).toBeVisible();
	await expect(page.getByText('A sample: 2 of 3 rows.')).toBeVisible();
});

test('what is damaged says so in one sentence, and the table that was there stays', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	await choose(page, january);
	await expect(page.getByText('1 row, 2 columns')).toBeVisible({ timeout: 30_000 });
	const notice = page.getByRole('alert');
	const bomb = bytesOf(`
import io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as made:
    with made.open('bomb.csv', 'w') as entry:
        for _ in range(100): entry.write(b'0' * 1000000)
sys.stdout.buffer.write(out.getvalue())`);
	await choose(page, { name: 'x.zip', content: bomb });
	await expect(notice).toContainText('x.zip#bomb.csv unpacks to more than may be read.');
	await choose(page, { name: 'cut.csv.gz', content: gzipSync(january.content.repeat(900)).subarray(0, 40) });
	await expect(notice).toContainText('cut.csv.gz cannot be unpacked');
	await choose(page, { name: 'films.db', content: 'SQLite format 3\0'.padEnd(4096, '\xff') });
	await expect(notice).toContainText('films.db cannot be read');
	await choose(page, { name: 'table.parquet', content: 'a,b\n1,2\n' });
	await expect(notice).toContainText('table.parquet cannot be read: it does not begin as Parquet does');
	await choose(page, { name: 'cut.zip', content: pythonZip({ 'a.csv': january.content }).slice(0, 60) });
	await expect(notice).toContainText('cut.zip cannot be unpacked');
	await expect(page.getByRole('gridcell', { name: 'Kyoto' })).toBeVisible();
	await expect(page.getByRole('combobox', { name: /^Dataset/ }).locator('option')).toHaveCount(1);
});

test('a table goes out as a workbook and comes in again', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	await choose(page, {
		name: 'cities.csv',
		content: 'city,people,founded\nKyoto,1464,0794-01-01\nOsaka,2691,1889-04-01\n'
	});
	await expect(page.getByText('2 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
	await page.getByLabel('Format', { exact: true }).selectOption({ label: 'Excel' });
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toBe('cities.xlsx');
	await page.locator('#stage input[accept*=csv]').setInputFiles(await download.path().then((place) => [place]));
	await expect(page.getByText(/^Read as Excel/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('gridcell', { name: '2691' })).toBeVisible();
});
