import { afterAll, beforeAll, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { toRows } from '$lib/core/table/columns';
import { I18n } from '$lib/i18n/i18n.svelte';
import { Session } from '$lib/state/session.svelte';
import { findArtifact } from '$lib/workbench/artifact';
import { importTable, openTable } from '$lib/workbench/table';
import FeaturesPage from '../../src/routes/features/+page.svelte';
import StageFrame from './StageFrame.svelte';

let session: Session;
const i18n = new I18n('en');

const january = `track,at,wrote,gone,plays,mood
t1,2026-01-01,2026-01-01,false,10,calm
t1,2026-01-05,2026-01-09,false,30,calm
t2,2026-01-02,2026-01-02,false,7,wild
t3,2026-01-03,2026-01-03,false,5,calm
t3,2026-01-06,2026-01-06,true,,
`;
const later = `track,at,wrote,gone,plays,mood
t1,2026-01-10,2026-01-10,false,80,wild
t2,2026-01-11,2026-01-11,false,90,wild
`;
const asked = `track,asked,liked
t1,2026-01-04,yes
t1,2026-01-07,no
t2,2026-02-20,yes
t3,2026-01-07,no
t9,2026-01-07,yes
`;
const take = async (name: string, csv: string) => {
	await importTable(session.workspace, { name: `${name}.csv`, blob: new Blob([csv]) }, {});
	await session.refresh();
};
const show = () => render(StageFrame, { session, i18n, page: FeaturesPage });
/** A line of a table, by its text with blanks as the reader has them. */
const row = (text: RegExp) => page.getByRole('row').filter({ hasText: text });
const lastToast = () => session.toasts.list.at(-1);

beforeAll(async () => {
	await page.viewport(1440, 900);
	session = new Session(openPorts());
	await session.start();
	await session.close();
	await session.ensureProject(`features stage ${Date.now()}`);
}, 60_000);
afterAll(() => session.close());

it('says what is missing while there is no table', async () => {
	show();
	await expect.element(page.getByRole('heading', { name: 'No feature group yet' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Make a group from a table' })).toBeDisabled();
	await expect.element(page.getByRole('link', { name: 'Import a table' })).toHaveAttribute('href', '/data');
});

it('makes a group by keyboard, takes more rows in once, and sets them beside the ones before', async () => {
	await take('plays', january);
	show();
	const open = page.getByRole('button', { name: 'Make a group from a table' });
	await expect.element(open).toBeEnabled();
	open.element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByLabelText('Name')).toHaveValue('plays');
	await expect.element(page.getByLabelText('Event time')).toHaveValue('at');
	await expect.element(page.getByRole('group', { name: 'Entity key' }).getByLabelText('track')).toBeChecked();
	await page.getByLabelText('Write time').selectOptions('wrote');
	await page.getByLabelText('Deleted').selectOptions('gone');
	await page.getByLabelText('Good for (TTL)').fill('30');
	await expect.element(page.getByText('2 of 2 kept')).toBeVisible();
	page.getByLabelText('Name').element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('heading', { name: 'plays', exact: true })).toBeVisible();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 5 rows 3 entities/ })).toBeVisible();
	await expect.element(row(/^plays *number *13 ± 11\.52.*first ingest *20%$/)).toBeVisible();

	await take('later', later);
	await page.getByRole('button', { name: 'Add rows' }).click();
	await expect.element(page.getByText('It has every column of the group: 2 rows.')).toBeVisible();
	await page.getByRole('button', { name: 'Add the rows' }).click();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 7 rows 3 entities/ })).toBeVisible();
	await expect.element(row(/^plays.*mean up by 72 *missing 20% → 0% *0%/)).toBeVisible();
	await expect.element(row(/^mood.*wild 20% → 100%/)).toBeVisible();

	await page.getByRole('button', { name: 'Add rows' }).click();
	await page.getByRole('button', { name: 'Add the rows' }).click();
	await expect.poll(() => lastToast()?.text).toBe('Those rows were in plays already; nothing was changed.');

	await page.getByRole('button', { name: 'mood', exact: true }).click();
	const details = page.getByRole('complementary');
	await expect.element(details.getByRole('row', { name: 'Missing 0 1' })).toBeVisible();
	// of the rows that are not missing: one of four before, all now
	await expect
		.element(details.getByText(/Most changed: (wild, from 25% to 100%|calm, from 75% to 0%) of/))
		.toBeVisible();
	await page.getByLabelText('Description of mood').fill('How it feels');
	await userEvent.keyboard('{Enter}');
	await page.getByLabelText('Search groups').fill('feels');
	await expect.element(page.getByRole('button', { name: /^plays 2 features/ })).toBeVisible();
	await page.getByLabelText('Search groups').fill('');
});

it('finds groups by what is in them, and says plainly what is known of an entity', async () => {
	show();
	const search = page.getByLabelText('Search groups');
	await search.fill('moo category');
	await expect.element(page.getByRole('button', { name: /^plays 2 features/ })).toBeVisible();
	await search.fill('weather');
	await expect.element(page.getByText('No group answers to “weather”.')).toBeVisible();
	await page.getByRole('button', { name: 'Clear the search' }).click();

	const key = page.getByLabelText('track');
	await key.fill('t1');
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText(/^t1, as it was 2026-01-10 \(/)).toBeVisible();
	await expect.element(page.getByText('stale', { exact: true })).toBeVisible();
	await expect.element(page.getByRole('row', { name: 'plays 80' })).toBeVisible();
	await expect.element(page.getByRole('row', { name: 'mood wild' })).toBeVisible();
	await key.fill('t3');
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText('t3 is gone: its record of 2026-01-06 says that it was deleted.')).toBeVisible();
	await key.fill('t9');
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText('The group does not know t9.')).toBeVisible();
});

it('joins what was known at the time, and only that', async () => {
	await take('asked', asked);
	show();
	await page.getByRole('button', { name: 'Training set', exact: true }).click();
	await expect.element(page.getByLabelText('Their time')).toHaveValue('asked');
	await expect.element(page.getByRole('button', { name: 'Join 0 features' })).toBeDisabled();
	await page.getByLabelText('plays', { exact: true }).click();
	// the first row with records on both sides of its time
	await expect.element(page.getByText(/^Row 2 of asked: track t1\./)).toBeVisible();
	const rule = page.getByRole('figure').filter({ hasText: 'What a row may see' });
	await rule.getByRole('button', { name: 'Show as table' }).click();
	const fates = () =>
		rule
			.getByRole('row')
			.elements()
			.slice(1)
			.map((line) => line.textContent.replaceAll(/\s+/g, ' ').trim());
	await expect.poll(fates).toEqual(['plays2026-01-01older', 'plays2026-01-05taken', 'plays2026-01-10later']);
	await expect.element(page.getByText(/plays: none older than 30 days\.$/)).toBeVisible();

	const join = async (name: string) => {
		await page.getByLabelText('Name of the training set').fill(name);
		await page.getByRole('button', { name: 'Join 1 feature' }).click();
		await expect.element(page.getByText(`${name}: 5 rows, 4 columns.`)).toBeVisible();
		const made = await findArtifact(session.workspace, 'training-set', name);
		if (!made) throw new Error('not kept');
		const relation = await openTable(session.workspace, made);
		return toRows(await session.workspace.sql.query(`SELECT * FROM ${relation}`)).map((one) => one['plays__plays']);
	};
	// by hand: t1 before and after its second record, t2 past its 30 days, t3 gone, t9 never seen
	expect(await join('truth')).toEqual([10, 30, null, null, null]);
	await expect.element(page.getByRole('link', { name: 'Train on it' })).toHaveAttribute('href', '/train');
	await page.getByLabelText('Only what was written down by then').click();
	await expect.element(page.getByText(/What was written down only after that time is out as well\.$/)).toBeVisible();
	// the second record of t1 was written two days after the row asked
	await expect.poll(fates).toEqual(['plays2026-01-01taken', 'plays2026-01-05written later', 'plays2026-01-10later']);
	expect(await join('known')).toEqual([10, 10, null, null, null]);
	await expect.element(page.getByRole('row', { name: /^known 5 4 plays/ })).toBeVisible();
	await page.getByRole('button', { name: 'Another row' }).click();
	await expect.element(page.getByText(/^Row 3 of asked: track t2\./)).toBeVisible();
	await expect.poll(fates).toEqual(['plays2026-01-02too old', 'plays2026-01-11too old']);
});

it('says what cannot be: no time, rows without a key, a table that lacks columns, a spine without the key', async () => {
	await take('words', 'word,kind\nkumo,noun\nmiru,verb\nao,noun\n');
	await take('gaps', 'track,at,weather\nt1,2026-01-01,rain\n,2026-01-02,sun\n');
	show();
	await page.getByRole('button', { name: 'Groups', exact: true }).click();
	await page.getByRole('button', { name: 'New group' }).click();
	const dialog = page.getByRole('dialog');
	const chooseTable = async (name: string) => {
		const id = session.datasets.find((one) => one.name === name)?.id ?? '';
		await dialog.getByLabelText('Table').selectOptions(id);
	};
	await chooseTable('words');
	await expect.element(dialog.getByText(/^No column of this table is a time or a number/)).toBeVisible();
	await expect.element(dialog.getByRole('button', { name: /^Make it/ })).toBeDisabled();

	await chooseTable('gaps');
	await dialog.getByRole('button', { name: 'Make it and ingest 2 rows' }).click();
	await expect.element(dialog.getByText('Rows without an entity key (“track”) cannot be kept.')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	// neither the group nor a part of its rows was kept
	await expect.element(page.getByRole('button', { name: /^gaps / })).not.toBeInTheDocument();

	await page.getByRole('button', { name: 'Add rows' }).click();
	await chooseTable('words');
	await expect.element(dialog.getByText('It lacks track, at, wrote, plays, mood.')).toBeVisible();
	await expect.element(dialog.getByRole('button', { name: 'Add the rows' })).toBeDisabled();
	await userEvent.keyboard('{Escape}');

	await page.getByRole('button', { name: 'Training set', exact: true }).click();
	await page
		.getByLabelText('Rows to learn from')
		.selectOptions(session.datasets.find(({ name }) => name === 'words')?.id ?? '');
	await expect.element(page.getByText('The rows to learn from have no column track.')).toBeVisible();
	await expect.element(page.getByLabelText('All features of plays')).toBeDisabled();
});

it('opens a feature as a sheet on a phone, and never scrolls sideways', async () => {
	show();
	await page.viewport(390, 844);
	const fits = () => document.documentElement.scrollWidth <= innerWidth;
	await expect.element(page.getByRole('heading', { name: 'What a row may see' })).toBeVisible();
	expect(fits()).toBe(true);
	await page.getByRole('button', { name: 'Groups', exact: true }).click();
	await expect.element(page.getByRole('complementary')).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'plays', exact: true }).click();
	const sheet = page.getByRole('complementary', { name: 'Details' });
	await expect.element(sheet.getByRole('heading', { name: 'plays' })).toBeVisible();
	await sheet.getByRole('button', { name: 'Close' }).click();
	await expect.element(page.getByRole('button', { name: 'Add rows' })).toBeVisible();
	expect(fits()).toBe(true);
	await page.viewport(1440, 900);
});

it('deletes a group with a way back, and speaks Japanese', async () => {
	show();
	await page.getByRole('button', { name: 'Groups', exact: true }).click();
	await page.getByRole('button', { name: 'Delete' }).click();
	await expect.element(page.getByRole('heading', { name: 'No feature group yet' })).toBeVisible();
	// what was made of it stays
	await expect.element(page.getByRole('row', { name: /^known 5 4 plays/ })).toBeVisible();
	await lastToast()?.undo?.();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 7 rows 3 entities/ })).toBeVisible();
	await i18n.show('ja');
	await expect.element(page.getByRole('button', { name: /^plays 特徴量 2 個 7 行 対象 3 件/ })).toBeVisible();
});
