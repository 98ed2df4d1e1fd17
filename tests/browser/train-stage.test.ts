import { afterAll, beforeAll, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { I18n } from '$lib/i18n/i18n.svelte';
import { connectWorker } from '$lib/rpc/connect-worker';
import { Session } from '$lib/state/session.svelte';
import { importTable } from '$lib/workbench/table';
import TrainPage from '../../src/routes/train/+page.svelte';
import type { TrainApi } from '../../workers/train.worker';
import { censusCsv } from '../fixtures/census';
import StageFrame from './StageFrame.svelte';

let session: Session;
const i18n = new I18n('en');
const connection = connectWorker<TrainApi>(
	'train',
	() => new Worker(new URL('../../workers/train.worker.ts', import.meta.url), { type: 'module', name: 'train' })
);

const runRows = () => page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row').elements().slice(1);

beforeAll(async () => {
	await page.viewport(1440, 900);
	session = new Session({ ...openPorts(), trainer: connection.api });
	await session.ensureProject(`train stage ${Date.now()}`);
	await importTable(session.workspace, { name: 'census.csv', blob: new Blob([censusCsv(400, 3)]) }, {});
	await session.refresh();
}, 60_000);
afterAll(() => session.close());

it('trains by keyboard, shows curve, phases and findings, goes on elsewhere, and compares two runs', async () => {
	const first = render(StageFrame, { session, i18n, page: TrainPage });
	await expect.element(page.getByLabelText('Column to predict')).toHaveValue('income');
	await page.getByLabelText('Rounds').fill('150');
	const start = page.getByRole('button', { name: 'Train', exact: true });
	start.element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText(/^After 150 steps the training loss is/)).toBeVisible();
	await expect.element(page.getByRole('cell', { name: /%/ }).first()).toBeVisible();
	await expect.element(page.getByRole('heading', { name: 'It learns the training rows by heart' })).toBeVisible();
	await expect.element(page.getByText(/^Of .+, most went to/)).toBeVisible();
	await expect.element(page.getByText(/deep trees/).first()).toBeInTheDocument();
	await expect.element(page.getByText(/\d+ of 150 rounds/)).not.toBeInTheDocument();

	await page
		.getByRole('button', { name: /^Try Rounds/ })
		.first()
		.click();
	await expect.element(page.getByText(/short trainings in turn on the same/).first()).toBeVisible();
	await page.getByRole('button', { name: 'Train with it' }).first().click();
	await expect.element(page.getByRole('heading', { name: 'Two runs side by side' })).toBeVisible();
	await expect.element(page.getByRole('row', { name: /^Rounds 150 \d+$/ })).toBeVisible();

	await page.getByLabelText('Rounds').fill('9000');
	await start.click();
	await expect.element(page.getByText(/^Step \d+ of 9000/)).toBeVisible();
	first.unmount();
	expect(session.tasks.running.length).toBe(1);
	render(StageFrame, { session, i18n, page: TrainPage });
	await expect.element(page.getByText(/^Step \d+ of 9000/)).toBeVisible();
	await page.getByRole('button', { name: 'Stop training' }).click();
	await expect.element(start).toBeVisible();
	expect(runRows().length).toBe(2);

	await i18n.show('ja');
	await expect.element(page.getByRole('heading', { name: '学習', exact: true })).toBeVisible();
});

it('says what to do when a setting cannot be', async () => {
	await i18n.show('en');
	render(StageFrame, { session, i18n, page: TrainPage });
	await page.getByLabelText('Leaves a tree').fill('1');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.element(page.getByRole('alert')).toBeVisible();
});

it('says what stands in the way before it trains, and measures in folds of whole groups', async () => {
	await i18n.show('en');
	render(StageFrame, { session, i18n, page: TrainPage });
	await page.getByLabelText('Leaves a tree').fill('8');
	await page.getByLabelText('Rounds').fill('12');
	await page.getByLabelText('Column to predict').selectOptions('person');
	await expect.element(page.getByText('“person” has 399 different values; at most 100 can be classes.')).toBeVisible();
	await page.getByLabelText('Column to predict').selectOptions('income');
	await expect.element(page.getByText('“person” has 399 different values')).not.toBeInTheDocument();
	await page.getByLabelText('Measure on').selectOptions('every row, in folds');
	await page.getByLabelText('Folds', { exact: true }).fill('3');
	await page.getByLabelText('Split', { exact: true }).selectOptions('by whole groups');
	await page.getByLabelText('Groups of').selectOptions('occupation');
	await page.getByLabelText('Calibrate').selectOptions('Platt scaling');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await page.getByText('Each of 3 folds').click();
	await expect.element(page.getByRole('row', { name: /^Standard deviation/ })).toBeVisible();
	await page.getByLabelText('Measure on').selectOptions('a share that is held out');
	await page.getByLabelText('Split', { exact: true }).selectOptions('each class its share');
	await page.getByLabelText('Calibrate').selectOptions('not');
});

it('says so when the worker is killed, keeps the runs there are, and trains again', async () => {
	render(StageFrame, { session, i18n, page: TrainPage });
	await page.getByLabelText('Leaves a tree').fill('8');
	await page.getByLabelText('Rounds').fill('9000');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.element(page.getByText(/^Step \d+ of 9000/)).toBeVisible();
	connection.restart();
	await expect.element(page.getByRole('alert')).toBeVisible();
	expect(runRows().length).toBe(3);
	await page.getByLabelText('Rounds').fill('7');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.element(page.getByText(/^After 7 steps/)).toBeVisible();
	await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});
