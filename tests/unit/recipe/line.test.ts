import { describe, expect, it } from 'vitest';
import { lineInput, lineTables, planLine } from '$lib/core/recipe/line';
import { leavesAfter, parseRecipe, withFitted, type Recipe } from '$lib/core/recipe/recipe';
import { operationNamed } from '$lib/core/recipe/operations';
import { guessKeys, suggestTables, withTable } from '$lib/core/recipe/suggest-table';
import { stepWords } from '$lib/core/recipe/sentence';
import type { Field, TableSchema } from '$lib/core/table/schema';

const text = (name: string): Field => ({ name, type: 'VARCHAR', kind: 'text' });
const number = (name: string): Field => ({ name, type: 'BIGINT', kind: 'numeric' });
const songs: TableSchema = [number('song_id'), number('artist_id'), text('title')];
const artists: TableSchema = [number('artist_id'), text('artist'), text('title')];
const tables = new Map([
	['artists', { schema: artists, sql: 'artists' }],
	['early', { schema: songs, sql: 'hidden' }]
]);
const recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'drop-columns', params: { columns: ['title'] } },
		{ op: 'rename', params: { columns: { song_id: 'song' } } }
	],
	branches: [
		{ name: 'early', after: 1, steps: [{ op: 'rename', params: { columns: { artist_id: 'who' } } }] },
		{ name: 'people', of: 'artists', steps: [{ op: 'select', params: { columns: ['artist'] } }] },
		{ name: 'later', of: 'early', steps: [] }
	]
});
const names = (schema: TableSchema) => schema.map(({ name }) => name);

describe('a line in its place', () => {
	it('knows the columns before each of its steps', () => {
		const main = planLine(recipe, null, songs, tables);
		expect([0, 1, 2].map((place) => names(lineInput(main, place)))).toEqual([
			['song_id', 'artist_id', 'title'],
			['song_id', 'artist_id'],
			['song', 'artist_id']
		]);
		const early = planLine(recipe, 'early', songs, tables);
		expect([0, 1].map((place) => names(lineInput(early, place)))).toEqual([
			['song_id', 'artist_id'],
			['song_id', 'who']
		]);
		expect(names(lineInput(planLine(recipe, 'people', songs, tables), 1))).toEqual(['artist']);
		expect(names(lineInput(planLine(recipe, 'later', songs, tables), 0))).toEqual(['song_id', 'who']);
	});

	it('offers the branches that have left by then, each hiding a dataset of its name', () => {
		const main = planLine(recipe, null, songs, tables);
		const at = (place: number) =>
			Object.fromEntries([...lineTables(main, place)].map(([name, schema]) => [name, names(schema).join(' ')]));
		expect(at(0)).toEqual({ artists: 'artist_id artist title', people: 'artist' });
		expect(at(1)).toEqual({ ...at(0), early: 'song_id who', later: 'song_id who' });
		expect([...lineTables(planLine(recipe, 'people', songs, tables), 0).keys()]).toEqual(['artists']);
	});

	it('has a branch of a branch leave where its parent does', () => {
		expect(recipe.branches?.map((branch) => leavesAfter(recipe, branch))).toEqual([1, 0, 1]);
	});

	it('goes on knowing what the same step learned, and no other', () => {
		const steps = [
			{ op: 'one-hot', params: { columns: ['title'] } },
			{ op: 'drop-columns', params: { columns: ['song_id'] } }
		];
		const encoding = parseRecipe({ schemaVersion: 1, steps });
		const ran = withFitted(encoding, 0, { columns: [{ column: 'title', categories: ['a', 'b'] }] });
		const isFitted = (now: Recipe) => planLine(now, null, songs, tables, ran).plan.steps[0]?.bound?.isFitted;
		expect(isFitted(encoding)).toBe(true);
		expect(isFitted(parseRecipe(JSON.parse(JSON.stringify(encoding))))).toBe(false);
		expect(planLine(encoding, null, songs, tables).plan.steps[0]?.bound?.isFitted).toBe(false);
	});
});

describe('another table', () => {
	it('is joined by what is a key by its name, else by the first column of one name and type', () => {
		expect(guessKeys(songs, artists)).toEqual({ artist_id: 'artist_id' });
		expect(guessKeys([text('Title'), text('b')], [text('b'), text('title')])).toEqual({ Title: 'title' });
		expect(guessKeys([text('title')], [number('title')])).toEqual({});
		expect(guessKeys([number('artistId')], [number('Artist ID')])).toEqual({ artistId: 'Artist ID' });
	});

	it('is the one that shares a key; another one takes its own keys and forgets the columns', () => {
		const join = operationNamed('join');
		const others = new Map([
			['unlike', [text('z')]],
			['artists', artists]
		]);
		const started = suggestTables(join, {}, songs, others);
		expect(started).toEqual({ table: 'artists', keys: { artist_id: 'artist_id' } });
		const chosen = { ...started, columns: ['artist'], type: 'inner' };
		expect(withTable(join, chosen, 'table', 'unlike', songs, others)).toEqual({
			table: 'unlike',
			keys: {},
			type: 'inner'
		});
		expect(suggestTables(join, { table: 'mine' }, songs, others)).toEqual({ table: 'mine' });
	});
});

it('writes a parameter of the recipe as $name in a sentence', () => {
	const words = stepWords(operationNamed('join'), {
		table: { parameter: 'other' },
		keys: { parameter: 'by' },
		columns: { parameter: 'some' }
	});
	expect([words.text('table'), words.texts('columns'), words.pairs('keys')]).toEqual([
		'$other',
		['$some'],
		[['$by', '']]
	]);
});
