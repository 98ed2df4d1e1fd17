import type { Page } from '@playwright/test';
import { expect, test } from './site';

async function drop(page: Page, name: string, content: string | Buffer) {
	await page
		.locator('#stage input[accept*=csv]')
		.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** While a task runs the page still opens and closes its palette. */
async function answersWhile(page: Page, task: string) {
	await expect(page.getByText(task)).toBeVisible();
	await page.keyboard.press('ControlOrMeta+k');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText(task)).toBeVisible();
}

test('what cannot be read says so in one sentence, and the table that was there stays', async ({ page, site }) => {
	await page.goto(`${site.url}/data`);
	await drop(page, 'good.csv', 'city,people\nKyoto,1464\nOsaka,2691\n');
	await expect(page.getByText('2 rows, 2 columns')).toBeVisible({ timeout: 30_000 });
	const notice = page.getByRole('alert');

	await drop(page, 'empty.csv', '');
	await expect(notice).toContainText('empty.csv');
	await drop(page, 'header.csv', 'city,people\n');
	await expect(notice).toContainText(/header/i);
	await drop(page, 'picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
	await expect(notice).toContainText('picture.png');
	await expect(page.getByText('2 rows, 2 columns')).toBeVisible();
	await expect(page.getByRole('gridcell', { name: 'Osaka' })).toBeVisible();
});

test('reads latin-1, UTF-16, semicolons, names with quotes and emoji, and names that stand twice', async ({
	page,
	site
}) => {
	await page.goto(`${site.url}/data`);
	await drop(page, 'latin.csv', Buffer.from('ort;menge\nMünchen;1\nKöln;2\n', 'latin1'));
	await expect(page.getByRole('gridcell', { name: 'München' })).toBeVisible({ timeout: 30_000 });

	await drop(page, 'wide.csv', Buffer.from('\uFEFF都市,人口\n京都,1464\n大阪,2691\n', 'utf16le'));
	await expect(page.getByRole('gridcell', { name: '大阪' })).toBeVisible();
	await expect(page.getByRole('columnheader', { name: /^人口/ })).toBeVisible();

	await drop(page, 'names.csv', 'a,"b ""quoted""",🎵,a\n1,2,3,4\n5,6,7,8\n');
	await expect(page.getByText('2 rows, 4 columns')).toBeVisible();
	await expect(page.getByRole('columnheader', { name: /^b "quoted"/ })).toBeVisible();
	await expect(page.getByRole('columnheader', { name: /^🎵/ })).toBeVisible();
	await expect(page.getByText(/One column got a new name/)).toBeVisible();

	await drop(page, 'ragged.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n');
	await expect(page.getByText(/rows? could not be read/)).toBeVisible();
	await page.getByRole('button', { name: 'Show them' }).click();
	await expect(page.getByRole('dialog')).toContainText('3');
});

test('ten thousand columns and a line of 200 MB leave the page alive', async ({ page, site }) => {
	test.setTimeout(180_000);
	await page.goto(`${site.url}/data`);
	await expect(page.getByRole('heading', { name: 'No table yet' })).toBeVisible();
	const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
	const row = Array.from({ length: 10_000 }, (_, i) => i % 7).join(',');
	await drop(page, 'columns.csv', `${names}\n${row}\n${row}\n`);
	await expect(page.getByText('2 rows, 10,000 columns')).toBeVisible({ timeout: 90_000 });

	await page.evaluate(() => {
		const long = new Blob(['a,b\n1,"', ...Array.from({ length: 200 }, () => 'x'.repeat(1_000_000)), '"\n2,y\n']);
		const transfer = new DataTransfer();
		transfer.items.add(new File([long], 'line.csv'));
		window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
	});
	await answersWhile(page, 'Reading line.csv');
	await expect(page.getByText('1 row could not be read and is kept apart.')).toBeVisible({ timeout: 90_000 });
	await expect(page.getByRole('gridcell', { name: 'y' })).toBeVisible();
});

test('a million rows import without freezing the page', async ({ page, site }) => {
	test.setTimeout(240_000);
	await page.goto(`${site.url}/data`);
	await expect(page.getByRole('heading', { name: 'No table yet' })).toBeVisible();
	await page.evaluate(() => {
		const lines = ['id,age,city,amount'];
		for (let i = 0; i < 1_000_000; i++) lines.push(`${i},${i % 90},${i % 3 ? 'Kyoto' : 'Osaka'},${(i * 7919) % 1000}`);
		const transfer = new DataTransfer();
		transfer.items.add(new File([lines.join('\n')], 'million.csv'));
		window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
	});
	await answersWhile(page, 'Reading million.csv');
	await expect(page.getByText('1,000,000 rows, 4 columns')).toBeVisible({ timeout: 120_000 });
	await expect(page.getByRole('columnheader', { name: /^age, number, none missing/ })).toBeVisible({ timeout: 60_000 });
	const grid = page.getByRole('grid');
	await grid.focus();
	await page.keyboard.press('ControlOrMeta+End');
	await expect(page.getByRole('gridcell', { name: '999999', exact: true })).toBeVisible();
});
