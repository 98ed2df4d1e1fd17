import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { I18n } from '$lib/i18n/i18n.svelte';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';
import { Session } from '$lib/state/session.svelte';
import { importTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import ModelsPage from '../../src/routes/models/+page.svelte';
import { censusCsv } from '../fixtures/census';
import StageFrame from './StageFrame.svelte';

let session: Session;

beforeAll(async () => {
	await page.viewport(1440, 900);
	session = new Session(openPorts());
	await session.ensureProject(`models stage ${Date.now()}`);
	const { dataset } = await importTable(
		session.workspace,
		{ name: 'census.csv', blob: new Blob([censusCsv(600, 4)]) },
		{}
	);
	for (const estimator of ['linear', 'trees'] as const)
		await trainModel(session.workspace, dataset, { target: 'income', estimator, params: {} });
	await session.refresh();
}, 60_000);
afterAll(() => session.close());

it('shows a card with parity and lineage, packages the model, renames and deletes with a way back', async () => {
	await loadOperationTexts('en');
	render(StageFrame, { session, i18n: new I18n('en'), page: ModelsPage });
	await expect.element(page.getByRole('heading', { name: 'income trees' })).toBeVisible();
	await expect.element(page.getByText('It tells income: <=50K, >50K.')).toBeVisible();
	await expect.element(page.getByText(/100 trees with \d+ leaves/)).toBeVisible();
	await expect.element(page.getByText(/No bias report was made/)).toBeVisible();

	await page.getByRole('button', { name: 'Check now' }).click();
	await expect.element(page.getByText(/^On 600 rows the largest difference is .* they agree\./)).toBeVisible();

	await page.getByRole('button', { name: 'Make a package' }).click();
	await expect.element(page.getByText(/^version 1, good until/)).toBeVisible();
	await expect.element(page.getByRole('link', { name: /^Package income trees/ })).toBeVisible();
	await expect.element(page.getByLabelText('Version')).toHaveAttribute('placeholder', '2');

	await page.getByRole('button', { name: 'Rename' }).click();
	await page.getByLabelText('Name').fill('who earns more');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect.element(page.getByRole('heading', { name: 'who earns more' })).toBeVisible();

	await page.getByRole('button', { name: 'Delete' }).click();
	await expect.element(page.getByRole('heading', { name: 'income linear' })).toBeVisible();
	const undo = session.toasts.list.at(-1)?.undo;
	await undo?.();
	await expect.element(page.getByRole('link', { name: 'who earns more' }).first()).toBeVisible();
});
