import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { I18n } from '$lib/i18n/i18n.svelte';
import { loadConnectTexts } from '$lib/i18n/connect/catalogue';
import { loadInsightTexts } from '$lib/i18n/insight/catalogue';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';
import { Session } from '$lib/state/session.svelte';
import DataPage from '../../src/routes/data/+page.svelte';
import StageFrame from './StageFrame.svelte';

const songs = `id,artist_id,title,seconds\n1,1,Alba,180\n2,2,Boro,\n3,1,Cima,240\n4,9,Dune,60\n`;
const artists = `artist_id,artist,country\n1,Ada,IT\n2,Bea,JP\n3,Cio,FR\n`;

let session: Session;

beforeEach(async () => {
	await page.viewport(1280, 900);
	localStorage.clear();
	session = new Session(openPorts());
	await session.start();
	await session.close();
	await Promise.all([loadOperationTexts('en'), loadConnectTexts('en'), loadInsightTexts('en')]);
	render(StageFrame, { session, i18n: new I18n('en'), page: DataPage });
});
afterEach(() => session.lock.release());

const step = (n: number, text: RegExp | string = '') =>
	page.getByRole('button', { name: new RegExp(`^Step ${n}: .*${typeof text === 'string' ? text : text.source}`) });
const recipe = () => page.getByRole('region', { name: 'Recipe' });

async function importTables(): Promise<void> {
	session.incoming = [{ name: 'artists.csv', blob: new Blob([artists]) }];
	await expect.element(page.getByRole('grid', { name: 'Table artists' })).toBeVisible();
	session.incoming = [{ name: 'songs.csv', blob: new Blob([songs]) }];
	await expect.element(page.getByRole('grid', { name: 'Table songs' })).toBeVisible();
}

async function add(search: string): Promise<void> {
	await page.getByRole('button', { name: 'Add a step' }).click();
	await userEvent.keyboard(`${search}{Enter}`);
	await expect.element(page.getByRole('form')).toBeVisible();
}
const keep = () => page.getByRole('button', { name: 'Keep', exact: true }).click();

it('chooses several steps, groups, moves and undoes them by mouse and keyboard', async () => {
	await importTables();
	for (const search of ['upper case', 'lower case', 'drop columns']) {
		await add(search);
		await keep();
	}
	await expect.element(step(3, 'Drop')).toBeVisible();
	await step(1).click({ modifiers: ['ControlOrMeta'] });
	await step(2).click({ modifiers: ['Shift'] });
	await expect.element(page.getByRole('group', { name: '2 steps chosen' })).toBeVisible();
	await page.getByLabelText('Heading').fill('Letters');
	await userEvent.keyboard('{Enter}');
	await page.getByRole('button', { name: 'Fold Letters' }).click();
	await expect.element(step(1)).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'Unfold Letters' }).click();
	step(3).element().focus();
	await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	await expect.element(step(2, 'Drop')).toHaveFocus();
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.element(step(3, 'Drop')).toBeVisible();
	step(1).element().focus();
	await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}');
	await expect.element(step(1, 'Drop')).toBeVisible();
	await expect.element(step(2)).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect.element(step(3, 'Drop')).toBeVisible();
}, 60_000);

it('joins another table whose columns are known before, and tints what came', async () => {
	await importTables();
	await add('join');
	const form = page.getByRole('form', { name: 'Join a table' });
	await expect.element(form.getByLabelText('Table', { exact: true })).toHaveValue('artists');
	await expect.element(form.getByLabelText('Column here 1')).toHaveValue('artist_id');
	await expect.element(form.getByLabelText('Column of artists 1')).toHaveValue('artist_id');
	await expect.element(form.getByRole('checkbox', { name: /^country/ })).toBeVisible();
	await expect.element(form.getByText('8 cells in 2 columns change')).toBeVisible();
	await expect.element(page.getByRole('gridcell', { name: 'Ada' }).first()).toHaveClass(/changed/);
	await keep();
	await expect.element(step(1, 'artists')).toBeVisible();
	await page.getByRole('button', { name: 'Run on all rows' }).click();
	await expect.poll(() => session.datasets.length).toBe(3);
}, 60_000);

it('makes a branch of another dataset and joins it to the main steps', async () => {
	await importTables();
	await recipe().getByRole('button', { name: 'Recipe file' }).click();
	await page.getByRole('menuitem', { name: 'New branch' }).click();
	await page.getByLabelText('Begins with').selectOptions('The dataset artists');
	await page.getByLabelText('Name of the branch').fill('southern');
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText('No steps in this branch yet')).toBeVisible();
	await expect.element(page.getByRole('columnheader', { name: /^country/ })).toBeVisible();
	await add('keep listed');
	await page.getByRole('form').getByLabelText('Column', { exact: true }).selectOptions('country');
	await page.getByRole('form').getByRole('textbox').first().fill('IT');
	await keep();
	await expect.element(step(1)).toBeVisible();
	await page.getByRole('button', { name: 'Join it to the main steps' }).click();
	const form = page.getByRole('form', { name: 'Join a table' });
	await expect.element(form.getByLabelText('Table', { exact: true })).toHaveValue('southern');
	await keep();
	await expect.element(step(1, 'southern')).toBeVisible();
}, 60_000);
