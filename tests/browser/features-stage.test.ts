import { afterAll, beforeAll, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openPorts } from '$lib/app';
import { toRows } from '$lib/core/table/columns';
import { I18n } from '$lib/i18n/i18n.svelte';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';
import { Session } from '$lib/state/session.svelte';
import { findArtifact } from '$lib/workbench/artifact';
import { importTable, openTable } from '$lib/workbench/table';
import { followSources } from '../../src/routes/follow-sources';
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
const openTab = (name: string) =>
	page.getByRole('group', { name: 'Parts of the group' }).getByRole('button', { name, exact: true }).click();
/** The lines of a table that stands in a region of that name, as text. */
const lines = (region: string) =>
	page
		.getByRole('region', { name: region })
		.getByRole('row')
		.elements()
		.slice(1)
		.map((line) =>
			[...line.querySelectorAll('th, td')]
				.filter((cell) => !cell.querySelector('input'))
				.map((cell) => cell.textContent.trim())
				.filter((text) => text !== '')
				.join(' | ')
		);
const lastToast = () => session.toasts.list.at(-1);

beforeAll(async () => {
	await page.viewport(1440, 900);
	await loadOperationTexts('en');
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
	await expect
		.element(page.getByText('These 2 rows stand off from the ones before. Nothing was taken in yet.'))
		.toBeVisible();
	await expect.element(page.getByText('plays: mean 85, before 13 (6.25 standard deviations)')).toBeVisible();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 5 rows 3 entities/ })).toBeInTheDocument();
	await page.getByRole('button', { name: 'Take them in all the same' }).click();
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

	await openTab('Read');
	const read = async (keys: string, at = '', known = '') => {
		await page.getByLabelText('Keys (track)').fill(keys);
		await page.getByLabelText('As of').fill(at);
		await page.getByLabelText('As known at').fill(known);
		await page.getByRole('button', { name: 'Read', exact: true }).last().click();
	};
	const told = () => expect.poll(() => lines('Read from plays'));
	// the newest record of each, whatever came when; 30 days have passed
	await read('t1\nt3\nt9\nt1');
	await told().toEqual([
		't1 | too old | 2026-01-10 | 80 | wild',
		't3 | gone | 2026-01-06 | – | –',
		't9 | unknown | – | – | –'
	]);
	await read('t1', '2026-01-07');
	await told().toEqual(['t1 | fresh | 2026-01-05 | 30 | calm']);
	await read('t1', '2026-01-07', '2026-01-07');
	await told().toEqual(['t1 | fresh | 2026-01-01 | 10 | calm']);
	await read('t1', '2025-01-01');
	await told().toEqual(['t1 | no record then | – | – | –']);
	await page.getByLabelText('As of').fill('soon');
	await expect.element(page.getByText('That is no time the group knows.')).toBeVisible();
	await page.getByLabelText('As of').fill('');
	await page.getByLabelText('As known at').fill('');
	await page.getByRole('button', { name: 'All entities' }).click();
	await page.getByRole('button', { name: 'Read', exact: true }).last().click();
	await expect
		.poll(() => lines('Read from plays'))
		.toEqual(['t1 | too old | 2026-01-10 | 80 | wild', 't2 | too old | 2026-01-11 | 90 | wild']);
	await page.getByLabelText('Those that are gone too').click();
	await page.getByLabelText('Key begins with').fill('t3');
	await page.getByRole('button', { name: 'Read', exact: true }).last().click();
	await expect.poll(() => lines('Read from plays')).toEqual(['t3 | gone | 2026-01-06 | – | –']);
});

it('says of an entity that it is gone, and takes that and an ingest back', async () => {
	show();
	await openTab('Read');
	await page.getByRole('button', { name: 'Some entities' }).click();
	await page.getByLabelText('Keys (track)').fill('t1\nt2');
	await page.getByLabelText('Keys (track)').element().focus();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await page.getByLabelText('Tick t2').click();
	await page.getByLabelText('Gone since').fill('2026-01-20');
	await page.getByRole('button', { name: 'Say it is gone' }).click();
	await expect
		.poll(() => lines('Read from plays'))
		.toEqual(['t1 | too old | 2026-01-10 | 80 | wild', 't2 | gone | 2026-01-20 | – | –']);
	await expect.poll(() => lastToast()?.text).toBe('1 entity of plays deleted; the history stays.');
	await lastToast()?.undo?.();
	await expect
		.poll(() => lines('Read from plays'))
		.toEqual(['t1 | too old | 2026-01-10 | 80 | wild', 't2 | too old | 2026-01-11 | 90 | wild']);

	await openTab('Ingests');
	// missing, mean and range of plays; missing values of mood, and calm that is gone
	await page.getByText('5 things stand off').click();
	await expect.element(page.getByText('mood: no more calm (75% of the rows before)')).toBeVisible();
	await expect.element(page.getByText('plays: from 80 to 90, before from 5 to 30')).toBeVisible();
	await page.getByRole('button', { name: 'Take back' }).first().click();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 5 rows 3 entities/ })).toBeVisible();
	await expect.poll(() => lastToast()?.text).toBe('2 rows were taken back from plays.');
	await lastToast()?.undo?.();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 7 rows 3 entities/ })).toBeVisible();
});

it('computes a feature when it is read, tried while it is written', async () => {
	show();
	await openTab('On demand');
	await page.getByLabelText('Name', { exact: true }).fill('share');
	await page.getByLabelText('Name of a value').fill('total');
	await page.getByRole('button', { name: 'Add the value' }).click();
	await page.getByLabelText('total, for trying').fill('200');
	await page.getByRole('textbox', { name: 'Formula' }).fill('plays / nothing');
	await expect.element(page.getByText(/^At character 9\./)).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Keep it' })).toBeDisabled();
	await page.getByRole('textbox', { name: 'Formula' }).fill('plays / total');
	await expect
		.poll(() => lines('Read from plays'))
		.toEqual(['t1 | fresh | 2026-01-10 | 80 | wild | 0.4', 't2 | fresh | 2026-01-11 | 90 | wild | 0.45']);
	await page.getByRole('button', { name: 'Keep it' }).click();
	await expect.element(page.getByRole('row', { name: /^share plays \/ total/ })).toBeVisible();
	await openTab('Read');
	await page.getByLabelText('total', { exact: true }).fill('100');
	await page.getByLabelText('Keys (track)').fill('t1');
	await page.getByLabelText('As of').fill('2026-01-08');
	await page.getByRole('button', { name: 'Read', exact: true }).last().click();
	await expect.poll(() => lines('Read from plays')).toEqual(['t1 | fresh | 2026-01-05 | 30 | calm | 0.3']);
	await openTab('On demand');
	await page.getByRole('button', { name: 'Take share out' }).click();
	await expect.element(page.getByText('No feature is computed on demand yet.')).toBeVisible();
	await lastToast()?.undo?.();
	await expect.element(page.getByRole('row', { name: /^share plays \/ total/ })).toBeVisible();
	await page.getByRole('button', { name: 'Take share out' }).click();
	await expect.element(page.getByText('No feature is computed on demand yet.')).toBeVisible();
});

it('changes settings as versions, tells them apart, and returns to one', async () => {
	show();
	await openTab('Settings');
	await expect.element(page.getByText('Nothing to save.')).toBeVisible();
	await page.getByLabelText('Owner').fill('ann');
	await page.getByLabelText('Tags').fill('music, taste');
	await page.getByLabelText('Good for (TTL)').fill('10');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect.element(page.getByText('Owner: ann')).toBeVisible();
	await page.getByLabelText('Search groups').fill('owner:ann tag:taste');
	await expect.element(page.getByRole('button', { name: /^plays 2 features/ })).toBeVisible();
	await page.getByLabelText('Search groups').fill('');
	await openTab('Versions');
	await expect.element(page.getByRole('heading', { name: 'Version 7' })).toBeVisible();
	const newest = page.getByRole('listitem').filter({ hasText: 'Version 7' });
	await expect.element(newest.getByText('30 days')).toBeVisible();
	await expect.element(newest.getByText('10 days')).toBeVisible();
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Version 6' })
		.getByRole('button', { name: 'Return to this' })
		.click();
	await expect.element(page.getByRole('heading', { name: 'Version 8' })).toBeVisible();
	await expect.element(page.getByText('Owner: ann')).not.toBeInTheDocument();
});

it('says that its source has changed, takes the new rows in by a press or by itself, and draws where they come from', async () => {
	await take('plays', `${january}t2,2026-01-12,2026-01-12,false,8,calm\n`);
	show();
	await openTab('Features');
	await expect.element(page.getByText('There is a newer table than the one it was made from (plays).')).toBeVisible();
	await page.getByRole('button', { name: 'Take the new rows in' }).click();
	await page.getByRole('button', { name: 'Take them in all the same' }).click();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 13 rows 3 entities/ })).toBeVisible();
	await expect.element(page.getByText('There is a newer table')).not.toBeInTheDocument();

	await openTab('Settings');
	await page.getByLabelText('Take new rows in by itself').click();
	await page.getByRole('button', { name: 'Save' }).click();
	await take('plays', `${january}t2,2026-01-12,2026-01-12,false,9,calm\n`);
	await followSources(session, i18n);
	await expect.element(page.getByRole('button', { name: /^plays 2 features 19 rows 3 entities/ })).toBeVisible();
	expect(lastToast()?.text).toBe('plays followed its source: 6 rows were taken in.');
	await openTab('Ingests');
	for (const rows of [13, 7]) {
		await page.getByRole('button', { name: 'Take back' }).first().click();
		await expect
			.element(page.getByRole('button', { name: new RegExp(`^plays stale 2 features ${rows} rows`) }))
			.toBeVisible();
	}
	await openTab('Settings');
	await page.getByLabelText('Table', { exact: true }).selectOptions('nothing');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 7 rows/ })).toBeVisible();
	await openTab('Lineage');
	const picture = page.getByRole('region', { name: 'Where it comes from, and who reads it' });
	await picture.getByRole('button', { name: 'plays' }).click();
	await expect
		.element(page.getByText('plays: from 1 source column, read by 0 training sets, models and packages.'))
		.toBeVisible();
	const figure = page.getByRole('figure').filter({ hasText: 'Where it comes from' });
	await figure.getByRole('button', { name: 'Show as table' }).click();
	await expect.element(page.getByRole('row', { name: 'later · mood mood' })).toBeVisible();
	await openTab('Features');
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
	await openTab('Settings');
	await page.getByRole('button', { name: 'Delete the group' }).click();
	await expect.element(page.getByRole('heading', { name: 'No feature group yet' })).toBeVisible();
	// what was made of it stays
	await expect.element(page.getByRole('row', { name: /^known 5 4 plays/ })).toBeVisible();
	await lastToast()?.undo?.();
	await expect.element(page.getByRole('button', { name: /^plays 2 features 7 rows 3 entities/ })).toBeVisible();
	await i18n.show('ja');
	await expect.element(page.getByRole('button', { name: /^plays 特徴量 2 個 7 行 対象 3 件/ })).toBeVisible();
});
