import axe from 'axe-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import type { Trainer } from '$lib/core/ports';
import { I18n } from '$lib/i18n/i18n.svelte';
import { connectWorker } from '$lib/rpc/connect-worker';
import { SearchState } from '$lib/state/search.svelte';
import { Session } from '$lib/state/session.svelte';
import { TrainState } from '$lib/state/train.svelte';
import { importTable } from '$lib/workbench/table';
import TrainPage from '../../src/routes/train/+page.svelte';
import type { TrainApi } from '../../workers/train.worker';
import { censusCsv } from '../fixtures/census';
import StageFrame from './StageFrame.svelte';

const address = vi.hoisted(() => ({ url: new URL('http://localhost/train') }));
vi.mock('$app/state', () => ({ page: address }));

const slow = { timeout: 20_000 };
const texts = { training: (name: string) => name, measuring: 'measuring' };
const i18n = new I18n('en');
const connection = connectWorker<TrainApi>(
	'train',
	() => new Worker(new URL('../../workers/train.worker.ts', import.meta.url), { type: 'module', name: 'train' })
);
/** So many trainings are let through; those after wait until they are stopped. */
let letThrough = Infinity;
const trainer: Trainer = {
	train: async (job, signal, ...hooks) => {
		if (letThrough-- <= 0) await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
		signal?.throwIfAborted();
		return connection.api.train(job, signal, ...hooks);
	}
};
let session: Session;
let train: TrainState;

beforeAll(async () => {
	await page.viewport(1440, 900);
	session = new Session({ ...openPorts(), trainer });
	await session.ensureProject(`train runs ${Date.now()}`);
	await importTable(session.workspace, { name: 'census.csv', blob: new Blob([censusCsv(5000, 3)]) }, {});
	await session.refresh();
	train = session.keep('train', () => new TrainState(session));
	for (const rounds of [5, 20, 40]) {
		train.form.params = { rounds };
		await train.train(texts);
	}
}, 60_000);
afterAll(() => session.close());

const runRows = () => page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row').elements().slice(1);
const bodyRows = (heading: string) => page.getByRole('region', { name: heading }).getByRole('row').elements().slice(1);

async function expectAccessible() {
	const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

it('sorts runs, names one, keeps a note, and takes a deletion back', async () => {
	render(StageFrame, { session, i18n, page: TrainPage });
	expect(runRows().length).toBe(3);
	await page.getByRole('button', { name: 'AUC' }).click();
	const scores = runRows().map((row) => Number(row.querySelector('td')?.textContent));
	expect(scores).toEqual([...scores].sort((a, b) => b - a));

	await page.getByLabelText('Name of the shown run').fill('the third');
	await page.getByLabelText('Note').fill('the long one');
	await page.getByRole('button', { name: 'Keep', exact: true }).click();
	await expect.element(page.getByRole('rowheader', { name: /the third.*the long one/ })).toBeVisible();

	await page.getByRole('button', { name: 'Delete the run' }).click();
	await expect.poll(() => runRows().length, slow).toBe(2);
	await session.toasts.list.at(-1)?.undo?.();
	await expect.element(page.getByRole('rowheader', { name: /the third.*the long one/ })).toBeVisible();
	await expectAccessible();
});

it('compares three runs, with how far each lies from the first', async () => {
	render(StageFrame, { session, i18n, page: TrainPage });
	for (const box of page.getByRole('checkbox', { name: /^Compare / }).all()) await box.click();
	await expect.element(page.getByRole('heading', { name: 'Runs side by side' })).toBeVisible();
	const cells = () => [
		...page
			.getByRole('row', { name: /^Log loss/ })
			.element()
			.querySelectorAll('td')
	];
	await expect.poll(() => cells().filter((cell) => cell.querySelector('small')).length, slow).toBe(2);
	const losses = cells().map((cell) => Number(cell.firstChild?.textContent));
	for (const [at, cell] of cells().entries()) {
		const written = /^([+−±])([\d.]+) \(/.exec(cell.querySelector('small')?.textContent ?? '');
		if (at === 0) expect(written).toBeNull();
		else {
			const difference = Number(written?.[2]) * (written?.[1] === '−' ? -1 : 1);
			expect(difference).toBeCloseTo((losses[at] ?? NaN) - (losses[0] ?? NaN), 2);
		}
	}
	const heads = page.getByRole('columnheader', { name: /^[ABC] (income trees #[12]|the third)$/ });
	await expect.poll(() => heads.elements().length, slow).toBe(3);
	await expect.element(page.getByRole('row', { name: /^Rounds( \d+){3}$/ })).toBeVisible();
	expect(page.getByRole('row', { name: /^Leaves a tree/ }).elements()).toEqual([]);
	await page.getByText(/^\d+ other settings$/).click();
	await expect.element(page.getByRole('row', { name: 'Leaves a tree 31 31 31' })).toBeVisible();
	await expectAccessible();
	train.comparison.compare([]);
});

it('offers to go on with a run whose worker was killed, and keeps what it has when a person ends it', async () => {
	render(StageFrame, { session, i18n, page: TrainPage });
	await page.getByRole('spinbutton', { name: 'Rounds' }).fill('9000');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.element(page.getByText(/^Where it stood at step [\d,]+ is kept/), slow).toBeVisible();
	connection.restart();
	await expect.element(page.getByText(/^Cut at step [\d,]+ of 9,000/)).toBeVisible();
	await expectAccessible();
	const step = train.interrupted[0]?.step ?? NaN;
	await page.getByRole('button', { name: 'Go on' }).click();
	await expect.poll(() => train.live?.points.at(-1)?.step ?? 0, slow).toBeGreaterThan(step);
	expect(train.live?.points[0]?.step).toBe(1);
	await page.getByRole('button', { name: 'End and keep the model so far' }).click();
	await expect.element(page.getByText(/^You ended it after step/)).toBeVisible();
	expect(train.interrupted).toEqual([]);
	expect(train.error).toBeNull();
});

it('searches settings, goes on with a search that was stopped, and puts the best in the form', async () => {
	address.url = new URL('http://localhost/train?view=search');
	const search = session.keep('search', () => new SearchState(session, train));
	train.form.params = {};
	render(StageFrame, { session, i18n, page: TrainPage });
	letThrough = 20;
	await page.getByRole('button', { name: 'Search', exact: true }).click();
	await expect.poll(() => search.trials.length, slow).toBe(20);
	await page.getByRole('button', { name: 'Stop the search' }).click();
	await expect.element(page.getByText('The last search ended after 20 of 40 trials')).toBeVisible();
	letThrough = 20;
	await page.getByRole('button', { name: 'Go on' }).click();
	await expect.poll(() => bodyRows('Settings that were tried').length, slow).toBe(40);
	await expect.element(page.getByRole('button', { name: 'Search', exact: true })).toBeVisible();
	await expect.element(page.getByText(/^\d+ trials against/)).toBeVisible();
	const [best] = search.trials;
	if (!best) throw new Error('no trial');
	expect(best.score).toBe(
		Math.min(...search.trials.filter(({ rung }) => rung === best.rung).map(({ score }) => score ?? Infinity))
	);
	await expectAccessible();
	search.use(best);
	expect(train.form.spec()).toMatchObject({ estimator: best.estimator, params: search.apart(best) });
});
