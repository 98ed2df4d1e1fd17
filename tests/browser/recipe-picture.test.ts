import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { lineageOfRecipe } from '$lib/core/recipe/column-lineage';
import { stepsOf } from '$lib/core/recipe/edit';
import { parseRecipe } from '$lib/core/recipe/recipe';
import type { TableSchema } from '$lib/core/table/schema';
import { I18n } from '$lib/i18n/i18n.svelte';
import { loadOperationTexts } from '$lib/i18n/operations/catalogue';
import PictureFrame from './PictureFrame.svelte';

const number = (name: string) => ({ name, type: 'BIGINT', kind: 'numeric' as const });
const schema: TableSchema = ['id', 'town', 'price', 'count', 'age'].map(number);
const recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'formula', params: { name: 'cost', formula: 'price * count' }, group: 'Money' },
		{ op: 'formula', params: { name: 'tax', formula: 'cost * 0.1' }, group: 'Money' },
		{ op: 'fill-missing', params: { columns: ['age'], method: 'constant', value: 0 }, name: 'Ages that are not known' },
		{ op: 'join', params: { table: 'region of town', keys: { town: 'key' }, columns: ['rate'] } },
		{ op: 'formula', params: { name: 'total', formula: 'cost * rate + tax' } },
		{ op: 'drop-columns', params: { columns: ['gone'] } },
		{ op: 'reverse-rows', enabled: false }
	],
	branches: [
		{ name: 'region of town', of: 'towns', steps: [{ op: 'formula', params: { name: 'rate', formula: 'x / 100' } }] },
		{ name: 'old', after: 3, steps: [{ op: 'filter', params: { condition: 'age > 60' } }] }
	]
});
const towns = new Map([['towns', { schema: ['key', 'x'].map(number), sql: '"towns"' }]]);
const onshow = vi.fn();

beforeEach(async () => {
	onshow.mockClear();
	await loadOperationTexts('en');
	await page.viewport(1280, 1000);
	render(PictureFrame, {
		i18n: new I18n('en'),
		recipe,
		lineage: lineageOfRecipe(recipe, schema, towns),
		look: (line, index) => ({
			text: stepsOf(recipe, line)[index]?.name ?? stepsOf(recipe, line)[index]?.op ?? '',
			isOff: stepsOf(recipe, line)[index]?.enabled === false,
			fault: line === null && index === 5 ? 'There is no column gone.' : null,
			learned: line === null && index === 2 ? true : null
		}),
		onshow
	});
});

it('draws lines, branches and joins, and says each state in a word', async () => {
	const picture = page.getByRole('group', { name: 'The recipe, drawn' });
	await expect.element(picture.getByRole('region', { name: 'Main steps', exact: true })).toBeVisible();
	await expect.element(picture.getByRole('region', { name: 'with region of town' })).toBeVisible();
	await expect
		.element(picture.getByRole('button', { name: /^1\. Money · 2 steps\. formula\. formula\. shown/ }))
		.toBeVisible();
	await expect.element(picture.getByRole('button', { name: /^3\. Ages that are not known\. learned/ })).toBeVisible();
	await expect
		.element(picture.getByRole('button', { name: /^6\. drop-columns\. broken\. There is no column gone/ }))
		.toBeVisible();
	await expect.element(picture.getByRole('button', { name: /^7\. reverse-rows\. off/ })).toBeVisible();
	await expect.element(picture.getByText('after towns')).toBeInTheDocument();
});

it('is one stop of Tab, and goes from step to step by arrow keys', async () => {
	await userEvent.tab();
	await expect.element(page.getByRole('button', { name: /^1\. Money/ })).toHaveFocus();
	await userEvent.keyboard('{ArrowDown}{Enter}');
	expect(onshow).toHaveBeenLastCalledWith(null, 3);
	await userEvent.keyboard('{Home}{Enter}');
	expect(onshow).toHaveBeenLastCalledWith(null, 0);
	await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
	expect(onshow).toHaveBeenLastCalledWith('region of town', 1);
	await userEvent.keyboard('{ArrowLeft}');
	await expect.element(page.getByRole('button', { name: /^1\. Money/ })).toHaveFocus();
	await userEvent.tab();
	await expect.element(page.getByRole('button', { name: 'Columns now: total' })).toHaveFocus();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.element(page.getByRole('button', { name: /^Step 5/ })).toHaveFocus();
});

it('follows a column over a join, and another when it is pressed', async () => {
	const picture = page.getByRole('group', { name: /^Press a column/ });
	const nodes = () =>
		picture
			.getByRole('button')
			.elements()
			.map((each) => each.getAttribute('aria-label'));
	expect(nodes()).toEqual([
		'town of people',
		'price of people',
		'count of people',
		'key of towns',
		'x of towns',
		'Step 1: formula. makes cost',
		'region of town, step 1: formula. makes rate',
		'Step 2: formula. makes tax',
		'Step 4: join. makes rate',
		'Step 5: formula. makes total',
		'Columns now: total'
	]);
	await picture.getByRole('button', { name: 'x of towns' }).click();
	expect(nodes()).toEqual([
		'x of towns',
		'region of town, step 1: formula. makes rate',
		'Step 4: join. makes rate',
		'Step 5: formula. makes total',
		'Columns now: rate',
		'Columns now: total'
	]);
	await page.getByRole('checkbox', { name: 'Show the other columns too' }).click();
	await expect.element(picture.getByRole('button', { name: 'age of people' })).toBeVisible();
	await expect
		.element(picture.getByRole('button', { name: 'x of towns. on the way' }))
		.toHaveAttribute('aria-pressed', 'true');
	await picture.getByRole('button', { name: /^Step 5/ }).click();
	expect(onshow).toHaveBeenLastCalledWith(null, 5);
});
