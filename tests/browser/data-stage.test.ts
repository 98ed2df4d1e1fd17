import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { I18n } from '$lib/i18n/i18n.svelte';
import { loadConnectTexts } from '$lib/i18n/connect/catalogue';
import { loadInsightTexts } from '$lib/i18n/insight/catalogue';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';
import { Session } from '$lib/state/session.svelte';
import { openTable } from '$lib/workbench/table';
import DataPage from '../../src/routes/data/+page.svelte';
import StageFrame from './StageFrame.svelte';

const rows = Array.from({ length: 3000 }, (_, i) => [
	i,
	i % 9 === 0 ? '' : 18 + (i % 60),
	['Kyoto', 'Osaka', '?'][i % 3]
]);
const csv = `id,age,"home, city"\n${rows.map((row) => row.join(',')).join('\n')}\nbad,line\n`;

let session: Session;

beforeEach(async () => {
	await page.viewport(1280, 800);
	localStorage.clear();
	session = new Session(openPorts());
	await session.start();
	await session.close();
	await Promise.all([loadOperationTexts('en'), loadConnectTexts('en'), loadInsightTexts('en')]);
	render(StageFrame, { session, i18n: new I18n('en'), page: DataPage });
});
afterEach(() => session.lock.release());

it('takes a table in, prepares it in steps, and makes a new dataset', async () => {
	await expect.element(page.getByText('No table yet')).toBeVisible();
	session.incoming = [{ name: 'people.csv', blob: new Blob([csv]) }];
	const grid = page.getByRole('grid', { name: 'Table people' });
	await expect.element(grid).toBeVisible();
	await expect.element(page.getByText('3,000 rows, 3 columns')).toBeVisible();
	await expect.element(page.getByText('1 row could not be read')).toBeVisible();
	await expect.element(page.getByRole('columnheader', { name: /^age, number, 11.1% missing/ })).toBeVisible();

	await page.getByRole('button', { name: /^home, city, category/ }).click();
	await expect.element(page.getByRole('heading', { name: 'home, city' })).toBeVisible();
	await page.getByRole('button', { name: 'Make “?” missing' }).click();
	await expect.element(page.getByRole('button', { name: /^Step 1: Make \? missing in home, city/ })).toBeVisible();

	await page.getByRole('button', { name: 'Add a step' }).click();
	await userEvent.keyboard('keep rows{Enter}');
	const form = page.getByRole('form', { name: 'Keep rows' });
	await expect.element(form).toBeVisible();
	await expect.element(form.getByText(/rows go|Nothing changes/)).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(form).not.toBeInTheDocument();

	await page.getByRole('button', { name: 'Add a step' }).click();
	await userEvent.keyboard('fill missing{Enter}');
	await page
		.getByRole('form')
		.getByRole('checkbox', { name: /^home, city/ })
		.click();
	await page.getByRole('form').getByRole('checkbox', { name: /^age/ }).click();
	await page.getByRole('form').getByLabelText('Method').selectOptions('mean');
	await expect.element(page.getByText('334 cells in 1 column change')).toBeVisible();
	await page.getByRole('button', { name: 'Keep', exact: true }).click();
	await expect.element(page.getByRole('button', { name: /^Step 2: Fill missing age with the mean/ })).toBeVisible();

	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect.element(page.getByRole('button', { name: /^Step 2/ })).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'Redo', exact: true }).click();
	await expect.element(page.getByRole('button', { name: /^Step 2/ })).toBeVisible();

	await page.getByRole('button', { name: 'Run on all rows' }).click();
	await expect.poll(() => session.datasets.length).toBe(2);
	await expect.element(page.getByRole('columnheader', { name: /^age, number, none missing/ })).toBeVisible();
	await expect.element(page.getByRole('columnheader', { name: /^home, city, category, 33.3% missing/ })).toBeVisible();
	const made = session.datasets.find(({ parents }) => parents['recipe'] !== undefined);
	expect(Object.keys(made?.parents ?? {}).sort()).toEqual(['dataset', 'recipe']);
}, 60_000);

it('goes on after its worker is lost', async () => {
	session.incoming = [{ name: 'people.csv', blob: new Blob([csv]) }];
	const grid = page.getByRole('grid', { name: 'Table people' });
	await expect.element(grid.getByText('Osaka').first()).toBeVisible();
	await session.ports.sql.execute('DROP TABLE ' + (await tableOf(session)));
	await page.getByRole('columnheader', { name: /^age/ }).getByRole('button', { name: 'Sort, smallest first' }).click();
	await expect.element(page.getByText('Shown sorted by age')).toBeVisible();
	await expect.element(grid.getByRole('gridcell', { name: '18', exact: true }).first()).toBeVisible();
}, 60_000);

it('offers to read a word for missing as missing, and puts the first reading back', async () => {
	const lines = Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? `${i},NA,NA` : `${i},${i / 2},${i * 3}`));
	session.incoming = [{ name: 'songs.csv', blob: new Blob([`id,tempo,loud\n${lines.join('\n')}\n`]) }];
	await expect.element(page.getByText('“NA” stands in 2 columns.')).toBeVisible();
	const first = session.datasets[0]?.id;
	await page.getByRole('button', { name: 'Read it as missing' }).click();
	await expect.element(page.getByRole('columnheader', { name: /^tempo, number, 25(\.0)?% missing/ })).toBeVisible();
	await expect.element(page.getByText('“NA” stands in')).not.toBeInTheDocument();
	expect(session.datasets.map(({ id }) => id)).not.toContain(first);
	const [toast] = session.toasts.list;
	expect(toast?.text).toMatch(/^songs.csv was read again/);
	await toast?.undo?.();
	await expect.poll(() => session.datasets.map(({ id }) => id)).toContain(first);
	expect(session.datasets).toHaveLength(2);
}, 60_000);

async function tableOf({ datasets, workspace }: Session): Promise<string> {
	const [dataset] = datasets;
	return dataset ? openTable(workspace, dataset) : '';
}
