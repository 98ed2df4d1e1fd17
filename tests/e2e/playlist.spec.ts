import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, importFile, openStage, root, test } from './site';
import { addFile, addStep, chooseOption, openGroupPart, readEntities, runRecipe } from './walk';

interface Song {
	readonly track: string;
	readonly genre: string;
	readonly tempo: number;
	readonly energy: number;
}
/** What was known of a track or a listener: when it was so, and when it was written down. */
interface Known {
	readonly key: string;
	readonly at: string;
	readonly wrote: string;
	readonly values: readonly (string | number)[];
	readonly gone?: boolean;
}
interface Play {
	readonly listener: string;
	readonly track: string;
	readonly played: string;
	readonly stars: number;
}

const cell = (value: string | number) =>
	/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;
const csvOf = (head: string, rows: readonly (readonly (string | number)[])[]) =>
	`${head}\n${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
const knownCsv = (key: string, values: string, rows: readonly Known[]) =>
	csvOf(
		`${key},at,wrote,${values}`,
		rows.map((row) => [row.key, row.at, row.wrote, ...row.values])
	);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const genres = ['pop', 'folk', 'jazz'] as const;
const listeners = Array.from({ length: 8 }, (_, i) => `L${i + 1}`);

/** Everything of the story, from a list of songs: what is known comes in two files each, the second one with late data. */
function storyOf(songs: readonly Song[]) {
	const measured = (song: Song, n: number, at: number, wrote: number): Known => ({
		key: song.track,
		at: day(at),
		wrote: day(wrote),
		values: [song.genre, song.tempo + n, Math.round((song.energy + n / 100) * 1000) / 1000]
	});
	const tracks = songs.map((song, i) => measured(song, 0, i % 5, i % 5));
	// every third one is measured again; every sixth of an earlier day than the first time was written
	const tracksAgain = songs.flatMap((song, i) =>
		i % 3 === 0 ? [measured(song, 7, i % 6 === 0 ? 2 : 20 + (i % 9), 30)] : []
	);
	const taste = (listener: string, i: number, at: number, wrote: number): Known => ({
		key: listener,
		at: day(at),
		wrote: day(wrote),
		values: [genres[(i + at) % 3] ?? '', 20 + ((i * 7 + at * 3) % 40)]
	});
	const tastes = listeners.flatMap((one, i) => [0, 10, 20].map((at) => taste(one, i, at + (i % 3), at + (i % 3))));
	// what was so on day 15 is written on day 40 only
	const tastesLate = listeners.flatMap((one, i) => [taste(one, i + 1, 15, 40), taste(one, i, 30, 40)]);
	const plays = Array.from({ length: 240 }, (_, i): Play => ({
		listener: listeners[(i * 5) % listeners.length] ?? '',
		track: songs[(i * 11) % songs.length]?.track ?? '',
		played: day((i * 13) % 60),
		stars: 1 + ((i * 17) % 5)
	}));
	return { tracks, tracksAgain, tastes, tastesLate, plays };
}

/** The record a row sees, by the definition: none from the future, the newest event, then the newest write, then the later row. */
function seen(records: readonly Known[], key: string, at: string, rule: { ttlDays?: number; asKnown: boolean }) {
	let best: Known | null = null;
	for (const record of records) {
		if (record.key !== key || record.at > at) continue;
		if (rule.asKnown && record.wrote > at) continue;
		if (rule.ttlDays !== undefined && Date.parse(at) - Date.parse(record.at) > rule.ttlDays * 86_400_000) continue;
		if (best && (record.at < best.at || (record.at === best.at && record.wrote < best.wrote))) continue;
		best = record;
	}
	return best?.gone ? null : best;
}

async function takeIn(page: Page, group: string, table: RegExp) {
	await page.getByRole('button', { name: new RegExp(`^${group} \\d+ features`) }).click();
	await page.getByRole('button', { name: 'Add rows' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await chooseOption(dialog.getByLabel('Table'), table);
	await dialog.getByRole('button', { name: 'Add the rows' }).press('Enter');
	const accept = dialog.getByRole('button', { name: 'Take them in all the same' });
	const isOver = async () => (await dialog.count()) === 0 || (await accept.isVisible());
	await expect.poll(isOver, { timeout: 30_000 }).toBe(true);
	if (await accept.isVisible()) await accept.press('Enter');
	await expect(dialog).toHaveCount(0, { timeout: 30_000 });
}

async function makeGroup(page: Page, table: RegExp, key: string, ttlDays?: number) {
	await page.getByRole('button', { name: /^(Make a group from a table|New group)$/ }).press('Enter');
	const dialog = page.getByRole('dialog');
	await chooseOption(dialog.getByLabel('Table'), table);
	const keys = dialog.getByRole('group', { name: 'Entity key' });
	for (const box of await keys.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
	await keys.getByLabel(key, { exact: true }).check();
	await dialog.getByLabel('Event time').selectOption('at');
	await dialog.getByLabel('Write time').selectOption('wrote');
	if (ttlDays !== undefined) await dialog.getByLabel('Good for (TTL)').fill(String(ttlDays));
	await dialog.getByRole('button', { name: /^Make it and ingest/ }).press('Enter');
	await expect(dialog).toHaveCount(0, { timeout: 30_000 });
}

/** The dataset on the data page as it goes out, as cells of text. */
async function exported(page: Page): Promise<string[][]> {
	await page.getByLabel('Format', { exact: true }).selectOption({ label: 'CSV' });
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	const file = await (await downloading).path();
	return parse(readFileSync(file, 'utf8'));
}

function parse(csv: string): string[][] {
	return csv
		.trim()
		.split(/\r?\n/)
		.map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)])
		.map((cells) => cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
}

/** 0.0 and 0 are the same number. */
const plain = (text: string) => (text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text);

async function showDataset(page: Page, name: RegExp, says: string) {
	await openStage(page, 'Data');
	await chooseOption(page.getByRole('combobox', { name: /^Dataset/ }), name);
	await expect(page.getByText(says)).toBeVisible({ timeout: 30_000 });
}

async function walk(page: Page, url: string, songs: readonly Song[]) {
	const { tracks, tracksAgain, tastes, tastesLate, plays } = storyOf(songs);
	await page.goto(url);
	await importFile(page, 'tracks.csv', knownCsv('track', 'genre,tempo,energy', tracks));
	await addFile(
		page,
		'tracks_again.csv',
		knownCsv('track', 'genre,tempo,energy', tracksAgain),
		`${tracksAgain.length} rows, 6 columns`
	);
	await addFile(page, 'tastes.csv', knownCsv('listener', 'likes,minutes', tastes), `${tastes.length} rows, 5 columns`);
	await addFile(
		page,
		'tastes_late.csv',
		knownCsv('listener', 'likes,minutes', tastesLate),
		`${tastesLate.length} rows, 5 columns`
	);
	const spine = plays.map(({ listener, track, played, stars }) => [listener, track, played, stars]);
	await addFile(page, 'plays.csv', csvOf('listener,track,played,stars', spine), `${plays.length} rows, 4 columns`);

	await openStage(page, 'Features');
	await makeGroup(page, /^tracks ·/, 'track');
	await takeIn(page, 'tracks', /^tracks_again/);
	await makeGroup(page, /^tastes ·/, 'listener', 12);
	await takeIn(page, 'tastes', /^tastes_late/);

	// a listener leaves on day 35, and one that left by mistake is brought back
	expect(await readEntities(page, 'L3\nL4')).toEqual([
		expect.stringMatching(/^L3 \| too old \| 2026-01-31 \| /),
		expect.stringMatching(/^L4 \| too old \| 2026-01-31 \| /)
	]);
	for (const listener of ['L4', 'L3']) {
		await readEntities(page, listener);
		await page.getByLabel(`Tick ${listener}`).check();
		await page.getByLabel('Gone since').fill(day(35));
		await page.getByRole('button', { name: 'Say it is gone' }).press('Enter');
		await expect.poll(() => readEntities(page, listener)).toEqual([`${listener} | gone | ${day(35)} | – | –`]);
		if (listener === 'L3') continue;
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect.poll(() => readEntities(page, listener)).toEqual([expect.stringMatching(/^L4 \| too old \| /)]);
	}
	await openGroupPart(page, 'Ingests');
	await expect(page.getByRole('row').filter({ hasText: 'deletion of 1 entity' })).toHaveCount(1);
	const left: Known = { key: 'L3', at: day(35), wrote: '2999-01-01', values: [], gone: true };
	const records = { tracks: [...tracks, ...tracksAgain], tastes: [...tastes, ...tastesLate, left] };
	// as of a time in the page: the late record counts
	const [then = ''] = await readEntities(page, 'L1', day(18));
	const known = seen(records.tastes, 'L1', day(18), { ttlDays: 12, asKnown: false });
	expect(then).toBe(['L1', 'fresh', known?.at, ...(known?.values ?? [])].join(' | '));

	for (const asKnown of [false, true]) {
		await openStage(page, 'Features');
		await page.getByRole('button', { name: 'Training set', exact: true }).click();
		await chooseOption(page.getByLabel('Rows to learn from'), /^plays ·/);
		await expect(page.getByLabel('Their time')).toHaveValue('played');
		for (const group of ['tracks', 'tastes']) await page.getByLabel(`All features of ${group}`).check();
		await page.getByLabel('Only what was written down by then').setChecked(asKnown);
		const name = asKnown ? 'as_known' : 'as_it_was';
		await page.getByLabel('Name of the training set').fill(name);
		await page.getByRole('button', { name: 'Join 5 features' }).press('Enter');
		await expect(page.getByText(`${name}: ${plays.length} rows, 9 columns.`)).toBeVisible({ timeout: 30_000 });
		await showDataset(page, new RegExp(`^${name}$`), `${plays.length} rows, 9 columns`);
		const [head, ...rows] = await exported(page);
		expect(head).toEqual([
			'listener',
			'track',
			'played',
			'stars',
			'tastes__likes',
			'tastes__minutes',
			'tracks__genre',
			'tracks__tempo',
			'tracks__energy'
		]);
		const want = plays.map(({ listener, track, played, stars }) => [
			listener,
			track,
			played,
			String(stars),
			...(seen(records.tastes, listener, played, { ttlDays: 12, asKnown })?.values ?? ['', '']).map(String),
			...(seen(records.tracks, track, played, { asKnown })?.values ?? ['', '', '']).map(String)
		]);
		expect(rows.map((row) => row.map(plain))).toEqual(want.map((row) => row.map(plain)));
	}
}

/** 35 songs of no one, repeatable. */
const made = Array.from({ length: 35 }, (_, i): Song => ({
	track: i === 4 ? 'Rain, "again"' : `Song ${i + 1}`,
	genre: genres[i % 3] ?? '',
	tempo: 60 + ((i * 37) % 120),
	energy: ((i * 29) % 100) / 100
}));

test('a playlist, from songs and listeners to what each row could know', async ({ page, site }) => {
	test.setTimeout(240_000);
	await walk(page, site.url, made);
	await fiveStars(page, made);
});

const music = path.join(root, '..', 'shared', 'data', 'music', 'taylor_spotify-data.csv');
if (!existsSync(music))
	console.info('../shared/data/music is not here: the playlist is walked on generated songs only.');
else
	test('the same on songs that people know', async ({ page, site }) => {
		test.setTimeout(240_000);
		const [head = [], ...lines] = parse(readFileSync(music, 'utf8'));
		const at = (name: string) => head.indexOf(name);
		const songs = new Map(
			lines.map((line, i): [string, Song] => [
				line[at('track_name')] ?? '',
				{
					track: line[at('track_name')] ?? '',
					genre: genres[i % 3] ?? '',
					tempo: Number(line[at('tempo')]),
					energy: Number(line[at('energy')])
				}
			])
		);
		await walk(page, site.url, [...songs.values()]);
		await fiveStars(page, [...songs.values()]);
	});

/** Five-star means per listener and genre: one row each, by the step that groups and its aggregates. */
async function fiveStars(page: Page, songs: readonly Song[]) {
	const { tracks, tracksAgain, plays } = storyOf(songs);
	await showDataset(page, /^as_it_was$/, `${plays.length} rows, 9 columns`);
	await addStep(page, 'Group and aggregate', async (form) => {
		const by = form.getByRole('group', { name: 'Group by' });
		for (const box of await by.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
		for (const name of ['listener', 'tracks__genre'])
			await by.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) }).check();
		await expect(form.getByLabel('Aggregate 1', { exact: true })).toHaveValue('rows');
		await form.getByLabel('Aggregate 2', { exact: true }).selectOption('mean');
		await form.getByLabel('Column of aggregate 2', { exact: true }).selectOption('stars');
	});
	const sums = new Map<string, { sum: number; count: number }>();
	for (const { listener, track, played, stars } of plays) {
		const [genre = ''] = seen([...tracks, ...tracksAgain], track, played, { asKnown: false })?.values ?? [];
		const { sum, count } = sums.get(`${listener} ${genre}`) ?? { sum: 0, count: 0 };
		sums.set(`${listener} ${genre}`, { sum: sum + stars, count: count + 1 });
	}
	expect(sums.size).toBeGreaterThan(16);
	await runRecipe(page);
	await expect(page.getByText(`${sums.size} rows, 4 columns`, { exact: true })).toBeVisible({ timeout: 30_000 });
	const [head = [], ...rows] = await exported(page);
	expect(head).toEqual(['listener', 'tracks__genre', 'rows', 'stars_mean']);
	const found = rows.map(([listener, genre, count, mean]) => [`${listener} ${genre}`, Number(count), Number(mean)]);
	const want = Array.from(sums, ([group, { sum, count }]) => [group, count, expect.closeTo(sum / count, 10)]);
	expect(found).toEqual(want);
}
