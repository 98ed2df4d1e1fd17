import { censusCsv } from '../fixtures/census';
import { expect, importFile, offlineReady, openStage, test } from './site';
import { relayFor } from './relay-process';
import { packageAndInstall, predict, train } from './walk';

/** The same people, ten years older: a drift that is known before it is looked for. */
function older(csv: string): string {
	return csv
		.split('\n')
		.map((line, place) => {
			const [person, age, ...rest] = line.split(',');
			return place === 0 || age === undefined ? line : [person, Number(age) + 10, ...rest].join(',');
		})
		.join('\n');
}

test('sends nothing until asked, shows what it will send, and a fleet sees the drift', async ({
	page,
	site,
	watched
}) => {
	const relay = await relayFor(site.url);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).origin));
	try {
		await relay.start();
		await page.goto(site.url);
		await importFile(page, 'census.csv', censusCsv(3000, 3));
		await train(page, 'income', 'Linear or logistic regression');
		await packageAndInstall(page);
		await offlineReady(page);

		await openStage(page, 'Data');
		await page.locator('#stage input[accept*=csv]').setInputFiles({
			name: 'older.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(older(censusCsv(1500, 4)))
		});
		await expect(page.getByText('1,500 rows, 11 columns')).toBeVisible({ timeout: 30_000 });
		await openStage(page, 'Edge');
		await page.getByLabel('Dataset').selectOption({ label: 'older' });
		await page.getByRole('button', { name: /^Predict the first/ }).click();
		await expect(page.getByText('1,500 predictions wait')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByRole('radio', { name: /^Nothing/ })).toBeChecked();
		expect(asked).not.toContain(relay.url);

		watched.allowed.add(relay.url);
		await page.getByText('Enrol this device').first().click();
		await page.getByLabel('Address of the relay').fill(relay.url);
		await page.getByLabel('Code').fill(await relay.enrolmentCode('operator'));
		await page.getByLabel('What to call this device').fill('field tablet');
		await page.getByRole('button', { name: 'Enrol this device' }).click();
		await page.getByRole('button', { name: 'Allow this address' }).click();
		await page.waitForURL(/relay=/);
		await expect(page.getByLabel('Address of the relay')).toHaveValue(relay.url);
		await page.getByLabel('Code').fill(await relay.enrolmentCode('operator'));
		await page.getByLabel('What to call this device').fill('field tablet');
		await page.getByRole('button', { name: 'Enrol this device' }).click();
		await expect(page.getByText(`field tablet, at ${relay.url}`)).toBeVisible();
		await page.getByRole('button', { name: 'Hand out through the relay' }).click();
		await expect(page.getByText('The relay has the package now.')).toBeVisible();

		await relay.stop();
		await page.getByRole('radio', { name: /^Sketches/ }).check();
		const content = page.locator('pre').first();
		await expect(content).toContainText('"age"');
		await expect(content).not.toContainText('P12');
		await page.getByRole('button', { name: 'Send this' }).click();
		await expect(page.getByRole('alert').filter({ hasText: /relay/i }).first()).toBeVisible();
		await expect(page.getByText('1,500 predictions wait')).toBeVisible();

		await relay.start();
		await page.getByRole('button', { name: 'Send this' }).click();
		await expect(page.getByText(/^1,500 predictions were told in/)).toBeVisible();
		await expect(page.getByText('0 predictions wait')).toBeVisible();

		await openStage(page, 'Monitor');
		await page.getByRole('button', { name: 'Fleet' }).click();
		await expect(page.getByText('field tablet').first()).toBeVisible();
		await expect(page.getByText(/^1,500 predictions told by 1 device/)).toBeVisible();
		await expect(page.getByRole('button', { name: /^age, .*, drifted/ })).toBeVisible();
		await expect(page.getByRole('button', { name: /^education, .*, steady/ })).toBeVisible();

		await page.getByRole('button', { name: 'This project' }).click();
		await page.getByRole('button', { name: 'Compare two tables' }).click();
		await page.getByRole('dialog').getByLabel('Reference').selectOption({ label: 'census' });
		await page.getByRole('dialog').getByLabel('Current').selectOption({ label: 'older' });
		await page.getByRole('dialog').getByRole('button', { name: 'Compare', exact: true }).click();
		await expect(page.getByRole('button', { name: /^age, .*, drifted/ })).toBeVisible({ timeout: 60_000 });

		await site.stop();
		await relay.stop();
		await page.goto(`${site.url}/edge`);
		await predict(page, { age: '44' });
		await expect(page.getByText('1 predictions wait', { exact: true })).toBeVisible();
		await relay.start();
		await expect(page.getByText(/1 prediction waits for 9 more/)).toBeVisible();
		await expect(page.getByRole('button', { name: 'Send this' })).toHaveCount(0);
		for (let asked = 2; asked <= 10; asked++) {
			await predict(page, { age: String(40 + asked) });
			await expect(page.getByText(`${asked} predictions wait`, { exact: true })).toBeVisible();
		}
		await page.getByRole('button', { name: 'Send this' }).click();
		await expect(page.getByText(/^10 predictions were told in/)).toBeVisible();
	} finally {
		await relay.remove();
	}
});
