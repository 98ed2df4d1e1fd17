import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { seededRandom } from '$lib/core/random';
import { I18n } from '$lib/i18n/i18n.svelte';
import { Session } from '$lib/state/session.svelte';
import { deleteArtifact } from '$lib/workbench/artifact';
import { readDistributions } from '$lib/workbench/monitor';
import { importTable } from '$lib/workbench/table';
import MonitorPage from '../../src/routes/monitor/+page.svelte';
import StageFrame from './StageFrame.svelte';

/** Tracks of a month: tempo is up by `faster`, a `share` is jazz, energy is missing in `gone`; `flag` is constant, `never` empty. */
function tracks(rows: number, seed: number, faster: number, share: number, gone = 0): string {
	const random = seededRandom(seed);
	const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
	const lines = Array.from({ length: rows }, () => {
		const tempo = 118 + faster + 20 * normal();
		const genre = random() < share ? 'jazz' : random() < 0.6 ? 'rock' : 'folk';
		const energy = random() < gone ? '' : random().toFixed(4);
		const day = `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
		return [tempo.toFixed(2), genre, energy, day, 1, ''].join(',');
	});
	return `tempo,genre,energy,released,flag,never\n${lines.join('\n')}\n`;
}

let session: Session;

async function add(name: string, csv: string): Promise<void> {
	await importTable(session.workspace, { name: `${name}.csv`, blob: new Blob([csv]) }, {});
	await session.refresh();
}

beforeEach(async () => {
	await page.viewport(1440, 900);
	session = new Session(openPorts());
	await session.start();
	await session.close();
	await session.ensureProject(`monitor stage ${Date.now()}`);
});
afterEach(() => session.close());

async function compare(current?: string): Promise<void> {
	await page.getByRole('button', { name: 'Compare two tables' }).click();
	const dialog = page.getByRole('dialog');
	if (current) await dialog.getByLabelText('Current').selectOptions(current);
	await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
}

it('compares two tables, shows what drifted, and both sides of a cell', async () => {
	const i18n = new I18n('en');
	render(StageFrame, { session, i18n, page: MonitorPage });
	await expect.element(page.getByText('Nothing was compared yet')).toBeVisible();
	await add('march', tracks(3000, 1, 0, 0.3));
	await page.getByRole('button', { name: 'Compare two tables' }).click();
	const dialog = page.getByRole('dialog');
	await expect.element(dialog.getByText(/There is only one table/)).toBeVisible();
	await expect.element(dialog.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled();
	await userEvent.keyboard('{Escape}');

	await add('april', tracks(1500, 2, 0, 0.3));
	await compare();
	await expect.element(page.getByText('None of 6 columns drifted: april still looks like march.')).toBeVisible();
	await add('may', tracks(1500, 3, 10, 0.7, 0.3));
	await compare('may');
	await expect.element(page.getByText('3 of 6 columns drifted: may against march.')).toBeVisible();
	await expect
		.element(page.getByText(/^In “genre”, “jazz” went from 3\d(\.\d)?% to [67]\d(\.\d)?% of the rows$/))
		.toBeVisible();
	await expect
		.element(page.getByText(/^“energy” is missing in (29|3\d)(\.\d)?% of the rows, before in 0%$/))
		.toBeVisible();

	const grid = page.getByRole('grid', { name: 'Columns and reports' });
	await expect.element(grid.getByRole('button', { name: /^tempo, april: effect 0\.0\d, steady$/ })).toBeVisible();
	await grid.getByRole('button', { name: /^tempo, may: effect 0\.[12]\d, drifted$/ }).click();
	await expect.element(page.getByRole('heading', { name: 'tempo' })).toBeVisible();
	await expect
		.element(
			page.getByText(
				/^“tempo” moved up by about 0\.5 standard deviations \(mean 11\d.* to 12\d.*\); 1,500 rows against 3,000\.$/
			)
		)
		.toBeVisible();
	await expect
		.element(page.getByRole('img', { name: /^Both distributions\. By tenths of the reference\./ }))
		.toBeVisible();
	await page.getByRole('button', { name: 'Show as table' }).click();
	await expect.element(page.getByRole('columnheader', { name: 'Reference' })).toBeVisible();
	await page.getByText(/^Tests \(9\)$/).click();
	await expect.element(page.getByRole('cell', { name: 'Kolmogorov–Smirnov' })).toBeVisible();

	const chosen = () => document.activeElement?.getAttribute('aria-label') ?? '';
	await grid.getByRole('button', { name: /^tempo, may/ }).click();
	await userEvent.keyboard('{ArrowUp}');
	expect(chosen()).toMatch(/^genre, may/);
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('heading', { name: 'genre' })).toBeVisible();
	await userEvent.keyboard('{ArrowLeft}');
	expect(chosen()).toMatch(/^genre, april/);
	await grid.getByRole('button', { name: /^never, may: –, not tested$/ }).click();
	await expect.element(page.getByText('Neither side has a value in this column.')).toBeVisible();

	await page.viewport(390, 844);
	await i18n.show('ja');
	await expect
		.element(page.getByText('6 列のうち 3 列でドリフトがあります（may、基準は march）。'))
		.toBeInTheDocument();
	await page.getByRole('button', { name: '閉じる' }).click();
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

it('keeps what a cell is drawn from, measures an older report again, and deletes with a way back', async () => {
	render(StageFrame, { session, i18n: new I18n('en'), page: MonitorPage });
	await add('march', tracks(800, 1, 0, 0.3));
	await add('may', tracks(500, 3, 10, 0.7));
	await compare();
	await expect.element(page.getByText('2 of 6 columns drifted: may against march.')).toBeVisible();
	const [kept] = session.artifacts.filter(({ type }) => type === 'drift-report');
	const { workspace } = session;
	if (!kept) throw new Error('no report was kept');
	const drawn = await readDistributions(workspace, kept);
	expect(Object.keys(drawn?.current ?? {})).toEqual(['tempo', 'genre', 'energy', 'released', 'flag', 'never']);
	expect(await readDistributions(workspace, { ...kept, blobs: {} })).toEqual(drawn);

	for (const dataset of session.datasets) await deleteArtifact(workspace, dataset.id);
	await session.refresh();
	await expect
		.element(page.getByText('2 of 6 columns drifted: a deleted table against a deleted table.'))
		.toBeVisible();
	expect(await readDistributions(workspace, kept)).toEqual(drawn);
	expect(await readDistributions(workspace, { ...kept, blobs: {} })).toBeNull();

	await page.getByRole('button', { name: 'Delete this report' }).click();
	await expect.element(page.getByText('Nothing was compared yet')).toBeVisible();
	await session.toasts.list.at(-1)?.undo?.();
	await expect.element(page.getByText(/^2 of 6 columns drifted/)).toBeVisible();
});

it('says how a fleet comes to be, and that a relay does not answer', async () => {
	render(StageFrame, { session, i18n: new I18n('en'), page: MonitorPage });
	await page.getByRole('button', { name: 'Fleet' }).click();
	await expect.element(page.getByText(/^A fleet is every device of a team/)).toBeVisible();
	await expect.element(page.getByRole('link', { name: 'Enrol on the Edge page' })).toHaveAttribute('href', '/edge');

	const { workspace } = session;
	const url = 'http://localhost:9';
	const names = { url, name: 'desk', keyName: 'relay/test', keyId: 'k', tenant: 'acme', device: 'd' };
	const enrol = async (role: 'device' | 'operator') => {
		const value = { schemaVersion: 1, ...names, epoch: 1, role, enrolledAt: 0 };
		await workspace.catalog.write([
			{ put: { project: workspace.project, collection: 'sync', key: 'enrolment', value } }
		]);
		await page.getByRole('button', { name: 'This project' }).click();
		await page.getByRole('button', { name: 'Fleet' }).click();
	};
	await enrol('operator');
	await expect.element(page.getByText(/^The browser lost the key of this device/)).toBeVisible();
	await workspace.keys.put('relay/test', await workspace.crypto.generateKey(workspace.keys.needsExport));
	await enrol('device');
	await expect.element(page.getByText(/^This device is enrolled, but not as an operator/)).toBeVisible();
	await enrol('operator');
	await expect.element(page.getByText(`desk, operator at ${url}`)).toBeVisible();
	await expect.element(page.getByRole('alert').getByText(/^The relay.* does not answer\.$/)).toBeVisible();
	await workspace.keys.delete('relay/test');
});
