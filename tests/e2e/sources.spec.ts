import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { pythonZip, bytesOf } from '../fixtures/zip';
import { expect, root, test } from './site';

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

test('deep nesting, cut files and a table that changes its shape are one error or rejects, and what was there stays', async ({
	page,
	site
}) => {
	await page.goto(`${site.url}/data`);
	await choose(page, january);
	await expect(page.getByText('1 row, 2 columns')).toBeVisible({ timeout: 30_000 });
	const notice = page.getByRole('alert');
	const datasets = page.getByRole('combobox', { name: /^Dataset/ }).locator('option');
	const exported = async (format: string) => {
		await page.getByLabel('Format', { exact: true }).selectOption({ label: format });
		const downloading = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Export', exact: true }).click();
		return readFileSync(await (await downloading).path());
	};
	for (const [format, ending] of [
		['Parquet', 'parquet'],
		['Arrow', 'arrow'],
		['Excel', 'xlsx']
	] as const) {
		const whole = await exported(format);
		await choose(page, { name: `cut.${ending}`, content: whole.subarray(0, Math.floor(whole.length * 0.6)) });
		await expect(notice).toContainText(`cut.${ending}`);
	}
	const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
	await choose(page, { name: 'bottomless.json', content: `[${deep(100_000)}]` });
	await expect(notice).toContainText('bottomless.json');
	await choose(page, { name: 'open.json', content: '[{"a": 1}, {"a": 2' });
	await expect(notice).toContainText('open.json');
	await expect(page.getByRole('gridcell', { name: 'Kyoto' })).toBeVisible();
	await expect(datasets).toHaveCount(1);

	await choose(page, { name: 'deep.ndjson', content: `{"a":1}\n${deep(100)}\n{"a":2}\n` });
	await expect(page.getByText('1 row could not be read and is kept apart.')).toBeVisible();
	await expect(page.getByText('2 rows, 1 column')).toBeVisible();
	// a reference is text like any other: files know no cycles
	await choose(page, { name: 'refs.json', content: '[{"id": 1, "next": {"$ref": "#/0"}}]' });
	await expect(page.getByRole('gridcell', { name: '#/0' })).toBeVisible();
	const half = `a,b\n${'1,2\n'.repeat(50)}${'1,2,3\n'.repeat(50)}`;
	await choose(page, { name: 'half.csv', content: half });
	await expect(page.getByText('50 rows could not be read and are kept apart.')).toBeVisible();
	await expect(page.getByText('50 rows, 2 columns')).toBeVisible();
});

/** Rows and columns of a file as Python reads it: CSV by its csv module, JSON by its keys. */
function pythonShape(place: string): { rows: number; columns: number } {
	const program = `
import csv, json, sys
place = sys.stdin.read()
with open(place, 'rb') as file: start = file.read(3)
encoding = 'utf-16' if start[:2] in (b'\\xff\\xfe', b'\\xfe\\xff') else 'latin-1' if 'latin1' in place else 'utf-8-sig'
csv.field_size_limit(10 ** 9)
with open(place, encoding=encoding, newline='') as file:
    if place.endswith('.json'):
        rows = json.load(file)
        keys = {key for row in rows for key in row}
        shape = {'rows': len(rows), 'columns': len(keys)}
    else:
        rows = [row for row in csv.reader(file, delimiter='\\t' if place.endswith('.tsv') else ',') if row]
        shape = {'rows': len(rows) - 1, 'columns': len(rows[0])}
json.dump(shape, sys.stdout)`;
	return JSON.parse(new TextDecoder().decode(bytesOf(program, place)));
}

const messy = path.resolve(root, '../shared/data/messy');
const messyFiles = existsSync(messy) ? readdirSync(messy).sort() : [];
if (messyFiles.length === 0) console.info('../shared/data/messy is not here: the files from the world are not read.');
else
	test('files from the world are read as Python reads them', async ({ page, site }) => {
		test.setTimeout(240_000);
		await page.goto(`${site.url}/data`);
		for (const name of messyFiles) {
			const { rows, columns } = pythonShape(path.join(messy, name));
			await choose(page, { name, content: readFileSync(path.join(messy, name)) });
			const ending = path.extname(name).slice(1);
			await expect(page.getByText(new RegExp(`^Read as ${ending}`, 'i')), name).toBeVisible({ timeout: 30_000 });
			await expect(page.getByRole('grid', { name: `Table ${path.parse(name).name}`, exact: true }), name).toBeVisible();
			const count = new Intl.NumberFormat('en-GB').format;
			const shape = `${count(rows)} ${rows === 1 ? 'row' : 'rows'}, ${count(columns)} ${columns === 1 ? 'column' : 'columns'}`;
			await expect(page.getByText(shape), name).toBeVisible();
			await expect(page.getByText(/could not be read/), name).toHaveCount(0);
			await expect(page.getByRole('alert'), name).toHaveCount(0);
		}
	});

/** Puts files where a person would pick them: a folder of the browser's own, the last of which can be made to fill up. */
async function pickInto(page: Page, isFull: boolean) {
	await page.evaluate((full) => {
		Object.assign(window, {
			showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
				const folder = await navigator.storage.getDirectory();
				const handle = await folder.getFileHandle(suggestedName, { create: true });
				if (!full) return handle;
				const write = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
				const createWritable = () => Promise.resolve(Object.assign(new WritableStream(), { write, close: write }));
				return { name: suggestedName, createWritable };
			}
		});
	}, isFull);
}

test('a table of many parts goes to a picked file, and a full disk says so', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	const lines = Array.from({ length: 250_000 }, (_, i) => `${i},"city ${i % 9}"`);
	await choose(page, { name: 'many.csv', content: `id,city\n${lines.join('\n')}\n` });
	await expect(page.getByText('250,000 rows, 2 columns')).toBeVisible({ timeout: 60_000 });
	await pickInto(page, false);
	await page.getByLabel('Format', { exact: true }).selectOption({ label: 'CSV' });
	await page.getByRole('button', { name: 'Save as a file of your choice' }).click();
	const saved = () =>
		page.evaluate(async () => {
			const folder = await navigator.storage.getDirectory();
			// until the first part is written there is no file
			const handle = await folder.getFileHandle('many.csv').catch(() => null);
			const file = await handle?.getFile();
			return file ? (await file.text()).split('\n') : [];
		});
	await expect.poll(async () => (await saved()).length, { timeout: 60_000 }).toBe(250_002);
	const text = await saved();
	expect([text[0], text[1], text[100_001], text[250_000]]).toEqual([
		'id,city',
		'0,city 0',
		'100000,city 1',
		'249999,city 6'
	]);

	await pickInto(page, true);
	await page.getByRole('button', { name: 'Save as a file of your choice' }).click();
	await expect(page.getByRole('alert').first()).toContainText('The disk is full: many.csv', { timeout: 30_000 });
	await expect(page.getByText('250,000 rows, 2 columns')).toBeVisible();
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
