import { AxeBuilder } from '@axe-core/playwright';
import pg from 'pg';
import type { Locator, Page } from '@playwright/test';
import { startAthenaStandIn } from '../servers/athena-stand-in';
import { testKeys } from '../fixtures/aws-signature';
import { hasMariadb, hasPostgres, startMariadb, startPostgres } from '../fixtures/database-servers';
import { startS3 } from '../fixtures/s3-server';
import { startGateway } from './gateway-process';
import { expect, test } from './site';
import { serveTables } from '../servers/table-server';

const people = 'name,age\nAda,36\nGrace,85\n';
const csv = (content: string) => ({ type: 'text/csv', content });

async function openConnect(page: Page, kind: string): Promise<Locator> {
	await page.getByRole('button', { name: /^Connect/ }).click();
	const dialog = page.getByRole('dialog', { name: 'Connect to a source' });
	await dialog.getByRole('button', { name: kind, exact: true }).click();
	return dialog;
}

/** Allows the origin that is asked for; the page is loaded again and shows the dialog as it was. */
async function allow(dialog: Locator): Promise<void> {
	await dialog.getByRole('button', { name: 'Allow and load again' }).click();
	await expect(dialog.getByRole('button', { name: 'Test and look' })).toBeEnabled({ timeout: 30_000 });
	await expect(dialog.getByText('One permission first')).toHaveCount(0);
}

const ask = (dialog: Locator) => dialog.getByRole('button', { name: 'Test and look' }).click();
const take = (dialog: Locator) => dialog.getByRole('button', { name: 'Import', exact: true }).click();

/** Everything the page has written on this device, as one text. */
function written(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href];
		for (const { name } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve, reject) => {
				const asked = indexedDB.open(name ?? '');
				asked.onsuccess = () => resolve(asked.result);
				asked.onerror = () => reject(asked.error);
			});
			for (const store of database.objectStoreNames) {
				const all = await new Promise<unknown[]>((resolve) => {
					const asked = database.transaction(store).objectStore(store).getAll();
					asked.onsuccess = () => resolve(asked.result);
				});
				const bytes = (value: unknown) =>
					value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value;
				texts.push(JSON.stringify(all, (_, value: unknown) => bytes(value)));
			}
			database.close();
		}
		for (const name of await caches.keys())
			if (name === 'settings')
				for (const request of await (await caches.open(name)).keys())
					texts.push((await (await (await caches.open(name)).match(request))?.text()) ?? '');
		return texts.join('\n');
	});
}

test('an address: allowed first, looked at, imported with where it came from, read again, taken back', async ({
	page,
	site,
	watched
}) => {
	const open = await serveTables(true);
	const closed = await serveTables(false);
	try {
		watched.allowed.add(open.url).add(closed.url);
		watched.expected.push(/blocked by CORS policy/);
		open.files['/people.csv'] = csv(people);
		open.files['/page'] = { type: 'text/html', content: '<!doctype html><title>x</title>' };
		closed.files['/people.csv'] = csv(people);
		await page.goto(`${site.url}/data`);
		const dialog = await openConnect(page, 'Web address');
		await expect(dialog.getByText(`Access-Control-Allow-Origin: ${site.url}`)).toBeVisible();
		await dialog.getByLabel('Address of the file').fill(`${open.url}/people.csv`);
		await expect(dialog.getByText(`This page may not ask ${open.url} yet`)).toBeVisible();
		expect(open.asked).toEqual([]);
		expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations).toEqual([]);
		await allow(dialog);
		await expect(dialog.getByLabel('Address of the file')).toHaveValue(`${open.url}/people.csv`);
		await ask(dialog);
		await expect(dialog.getByText('2 rows, 2 columns')).toBeVisible({ timeout: 30_000 });
		await expect(dialog.getByRole('cell', { name: 'Grace' })).toBeVisible();
		await take(dialog);
		await expect(page.getByRole('gridcell', { name: 'Ada' })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText(`From ${open.url}/people.csv`)).toBeVisible();
		expect(open.asked).toEqual(['/people.csv']);

		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByText('people is as it was: nothing changed at the source.')).toBeVisible();
		open.files['/people.csv'] = csv(`${people}Edsger,72\n`);
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByText(/^people was read again: 3 rows, 2 before/)).toBeVisible();
		await expect(page.getByRole('gridcell', { name: 'Edsger' })).toBeVisible();

		await openConnect(page, 'Web address');
		for (const [address, said] of [
			[`${open.url}/gone.csv`, `There is nothing at ${open.url}/gone.csv.`],
			[`${open.url}/page`, `${open.url}/page is a web page, not a table.`]
		] as const) {
			await dialog.getByLabel('Address of the file').fill(address);
			await ask(dialog);
			await expect(dialog.getByRole('alert')).toContainText(said);
		}
		await dialog.getByLabel('Address of the file').fill(`${closed.url}/people.csv`);
		await allow(dialog);
		await ask(dialog);
		await expect(dialog.getByRole('alert')).toContainText(
			`Nothing came from ${closed.url}/people.csv that this page may read.`
		);
		await expect(dialog.getByRole('alert')).toContainText('CORS');

		await dialog.getByText('Origins this page may ask (2)').click();
		await dialog.getByRole('button', { name: `Take back ${open.url}` }).click();
		await expect(dialog.getByText('Origins this page may ask (1)')).toBeVisible({ timeout: 30_000 });
		await page.keyboard.press('Escape');
		const before = open.asked.length;
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(dialog.getByText(`This page may not ask ${open.url} yet`)).toBeVisible();
		expect(open.asked).toHaveLength(before);
		await allow(dialog);
		await ask(dialog);
		await expect(page.getByText('people is as it was: nothing changed at the source.')).toBeVisible();
	} finally {
		await open.stop();
		await closed.stop();
	}
});

test('an address that lets its holder in is used, and nowhere written', async ({ page, site, watched }) => {
	const server = await serveTables(true);
	const secret = 'c2VjcmV0LXNpZ25hdHVyZS1vZi1hLXN0b3JhZ2U';
	try {
		watched.allowed.add(server.url);
		server.files['/people.csv'] = csv(people);
		await page.goto(`${site.url}/data`);
		const dialog = await openConnect(page, 'Web address');
		const address = dialog.getByLabel('Address of the file');
		await address.fill(`${server.url}/people.csv?format=csv&X-Amz-Signature=${secret}`);
		await allow(dialog);
		await expect(address).toHaveValue(`${server.url}/people.csv?format=csv`);
		await address.fill(`${server.url}/people.csv?format=csv&X-Amz-Signature=${secret}`);
		await expect(dialog.getByText('This address holds a key.')).toBeVisible();
		await ask(dialog);
		await expect(dialog.getByText('2 rows, 2 columns')).toBeVisible({ timeout: 30_000 });
		await take(dialog);
		await expect(page.getByText(`From ${server.url}/people.csv?format=csv`, { exact: true })).toBeVisible({
			timeout: 30_000
		});
		expect(server.asked.at(-1)).toContain(secret);
		expect(await written(page)).not.toContain(secret);
		expect(await page.content()).not.toContain(secret);

		await page.reload();
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(dialog.getByText('To read people again from its source, reach it once more.')).toBeVisible();
	} finally {
		await server.stop();
	}
});

test('a bucket: browsed, several objects as one table, keys kept only if asked and then sealed', async ({
	page,
	site,
	watched
}) => {
	const s3 = await startS3();
	try {
		watched.allowed.add(s3.url);
		await s3.put('sales/2024-01.csv', 'city,sold\nKyoto,3\n');
		await s3.put('sales/2024-02.csv', 'city,sold\nOsaka,5\n');
		await s3.put('people.csv', people);
		await page.goto(`${site.url}/data`);
		const dialog = await openConnect(page, 'Bucket');
		await dialog.getByLabel('Bucket', { exact: true }).fill('tables');
		await dialog.getByText('Another server').click();
		await dialog.getByLabel('Server', { exact: true }).fill(s3.url);
		await expect(dialog.getByLabel('Secret access key')).toHaveCount(0);
		await allow(dialog);
		await expect(dialog.getByLabel('Server', { exact: true })).toHaveValue(s3.url);
		await dialog.getByLabel('Access key ID').fill(testKeys.accessKeyId);
		await dialog.getByLabel('Secret access key').fill('not-the-key');
		await ask(dialog);
		await expect(dialog.getByRole('alert')).toContainText('SignatureDoesNotMatch');
		await dialog.getByLabel('Secret access key').fill(testKeys.secretAccessKey);
		await ask(dialog);
		await expect(dialog.getByRole('checkbox', { name: 'Choose people.csv' })).toBeVisible();
		await dialog.getByRole('button', { name: 'sales/' }).click();
		await dialog.getByRole('checkbox', { name: 'Choose 2024-01.csv' }).check();
		await dialog.getByRole('checkbox', { name: 'Choose 2024-02.csv' }).check();
		await expect(dialog.getByText('2 objects, 36 byte')).toBeVisible();
		await dialog.getByRole('button', { name: 'Preview' }).click();
		await expect(dialog.getByRole('cell', { name: 'Kyoto' })).toBeVisible({ timeout: 30_000 });
		expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations).toEqual([]);
		await take(dialog);
		const tables = page.getByRole('dialog', { name: '2 tables' });
		await tables.getByRole('button', { name: 'Import' }).click();
		await expect(page.getByText('2 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('From s3://tables/sales/2024-01.csv +1')).toBeVisible();

		// in the memory of the page alone: read again now, asked for after the page was loaded anew
		await s3.put('sales/2024-02.csv', 'city,sold\nOsaka,5\nNara,7\n');
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByText(/was read again: 3 rows, 2 before/)).toBeVisible();
		await page.reload();
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(dialog.getByText(/again from its source, reach it once more/)).toBeVisible();
		await expect(dialog.getByLabel('Secret access key')).toHaveValue('');
		await dialog.getByLabel('Access key ID').fill(testKeys.accessKeyId);
		await dialog.getByLabel('Secret access key').fill(testKeys.secretAccessKey);
		await dialog.getByLabel('Session token').fill('');
		await dialog.getByLabel('Keep on this device').check();
		await ask(dialog);
		await expect(page.getByText(/is as it was: nothing changed at the source/)).toBeVisible();
		expect(await written(page)).not.toContain(testKeys.secretAccessKey);

		await page.reload();
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByText(/is as it was: nothing changed at the source/)).toBeVisible();
		await openConnect(page, 'Bucket');
		const forget = dialog.getByRole('button', { name: /^Forget s3:\/\/tables/ });
		await forget.click();
		await expect(forget).toHaveCount(0);
		await page.reload();
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(dialog.getByText(/again from its source, reach it once more/)).toBeVisible();
	} finally {
		await s3.stop();
	}
});

test('Athena, as a stand-in speaks it: the query runs once and its answer comes with its types', async ({
	page,
	site,
	watched
}) => {
	const athena = await startAthenaStandIn(
		[
			{ Name: 'id', Type: 'bigint' },
			{ Name: 'price', Type: 'decimal', Precision: 10, Scale: 2 }
		],
		[
			[
				['id', 'price'],
				['9007199254740993', '12.50']
			],
			[['2', null]]
		]
	);
	try {
		watched.allowed.add(athena.url);
		await page.goto(`${site.url}/data`);
		const dialog = await openConnect(page, 'Athena');
		await dialog.getByText('Another server').click();
		await dialog.getByLabel('Endpoint').fill(athena.url);
		await allow(dialog);
		await dialog.getByLabel('Access key ID').fill(testKeys.accessKeyId);
		await dialog.getByLabel('Secret access key').fill(testKeys.secretAccessKey);
		await ask(dialog);
		await expect(dialog.getByText(/answers\.$/)).toBeVisible({ timeout: 30_000 });
		athena.states = ['QUEUED', 'SUCCEEDED'];
		athena.calls = [];
		const query = dialog.locator('.cm-content');
		await query.fill('SELECT * FROM sales');
		await dialog.getByRole('button', { name: 'Run and preview' }).click();
		await expect(dialog.getByRole('cell', { name: '9007199254740993' })).toBeVisible({ timeout: 30_000 });
		await expect(dialog.getByRole('cell', { name: '12.50' })).toBeVisible();
		expect(athena.calls[0]?.parameters).toMatchObject({ QueryString: 'SELECT * FROM sales' });
		await take(dialog);
		await expect(page.getByText('From SELECT * FROM sales')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole('columnheader', { name: /^price, number/ })).toBeVisible();
		expect(athena.calls.filter(({ action }) => action === 'StartQueryExecution')).toHaveLength(1);

		athena.states = ['FAILED'];
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByRole('alert').first()).toContainText('SYNTAX_ERROR: line 1:8');
	} finally {
		await athena.stop();
	}
});

test('databases through the gateway: tables, a query, nothing written, nothing left running', async ({
	page,
	site,
	watched
}) => {
	test.skip(!hasPostgres || !hasMariadb, 'PostgreSQL and MariaDB are not installed');
	test.setTimeout(180_000);
	const postgres = await startPostgres();
	const mariadb = await startMariadb();
	await postgres.run(
		'CREATE TABLE people (id bigint, name text, born date)',
		`INSERT INTO people SELECT i, 'person ' || i, date '1990-01-01' + i FROM generate_series(1, 5000) AS i`
	);
	await mariadb.run('CREATE TABLE songs (id int, title varchar(40))', `INSERT INTO songs VALUES (1, '夜に駆ける')`);
	const gateway = await startGateway(site.url, { crm: postgres.url, music: mariadb.url });
	const busy = async () => {
		const client = new pg.Client({ connectionString: postgres.url });
		await client.connect();
		const { rows } = await client.query<{ n: number }>(
			`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'temoto gateway'`
		);
		await client.end();
		return rows[0]?.n ?? -1;
	};
	try {
		watched.allowed.add(gateway.url);
		await page.goto(`${site.url}/data`);
		const dialog = await openConnect(page, 'Database');
		await expect(dialog.getByText(`--origin ${site.url}`)).toBeVisible();
		await dialog.getByLabel('Gateway', { exact: true }).fill(gateway.url);
		await allow(dialog);
		await dialog.getByLabel('Pairing token').fill('guess');
		await ask(dialog);
		await expect(dialog.getByRole('alert')).toContainText('The gateway does not know this pairing token.');
		await dialog.getByLabel('Pairing token').fill(gateway.token);
		await ask(dialog);
		await dialog.getByRole('button', { name: /^people/ }).click();
		const query = dialog.getByRole('textbox', { name: 'Query' });
		await expect(query).toHaveText('SELECT * FROM "public"."people"');
		await dialog.getByRole('button', { name: 'Preview' }).click();
		await expect(dialog.getByText('The first 20 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
		await expect(dialog.getByRole('cell', { name: 'person 20' })).toBeVisible();
		await query.fill('DELETE FROM people');
		await dialog.getByRole('button', { name: 'Preview' }).click();
		await expect(dialog.getByRole('alert')).toContainText('The gateway only reads, and refused the query');

		await query.fill('SELECT pg_sleep(600)');
		await dialog.getByRole('button', { name: 'Preview' }).click();
		await expect.poll(busy).toBe(1);
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		await expect.poll(busy, { timeout: 10_000 }).toBe(0);
		await query.fill('SELECT pg_sleep(600)');
		await dialog.getByRole('button', { name: 'Preview' }).click();
		await expect.poll(busy).toBe(1);
		await page.keyboard.press('Escape');
		await expect.poll(busy, { timeout: 10_000 }).toBe(0);

		await openConnect(page, 'Database');
		await ask(dialog);
		await dialog.getByRole('button', { name: /^people/ }).click();
		await take(dialog);
		await expect(page.getByText('5,000 rows, 3 columns')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole('columnheader', { name: /^born, date/ })).toBeVisible();
		expect(await written(page)).not.toContain(gateway.token);

		await openConnect(page, 'Database');
		await ask(dialog);
		await dialog.getByRole('combobox', { name: 'Database' }).selectOption('music');
		await dialog.getByRole('button', { name: /^songs/ }).click();
		await expect(query).toHaveText('SELECT * FROM `shop`.`songs`');
		await take(dialog);
		await expect(page.getByRole('gridcell', { name: '夜に駆ける' })).toBeVisible({ timeout: 30_000 });

		await gateway.stop();
		await page.getByRole('button', { name: 'Read the source again' }).click();
		await expect(page.getByRole('alert').first()).toContainText(`Nothing came from ${gateway.url}`);
		await expect(page.getByRole('gridcell', { name: '夜に駆ける' })).toBeVisible();
	} finally {
		await gateway.stop();
		await postgres.stop();
		await mariadb.stop();
	}
});
