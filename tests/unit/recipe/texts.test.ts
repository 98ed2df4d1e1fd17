import { expect, it } from 'vitest';
import { fieldsOf } from '$lib/core/recipe/field';
import { operations } from '$lib/core/recipe/operations';
import { stepWords } from '$lib/core/recipe/sentence';
import { recipe as recipeEn } from '$lib/i18n/recipe/en';
import { recipe as recipeJa } from '$lib/i18n/recipe/ja';
import { named, sentenceParts } from '$lib/i18n/recipe/names';

const catalogues = { en: recipeEn, ja: recipeJa };

it.each(Object.entries(catalogues))('has a word for every field and option of every operation: %s', (_, texts) => {
	const fields: Readonly<Record<string, string>> = texts.fields;
	for (const operation of operations)
		for (const { name, control } of fieldsOf(operation.params)) {
			expect(fields[name], `${operation.id} ${name}`).toBeTruthy();
			if ('options' in control)
				for (const option of control.options) expect(texts.options[option], option).toBeTruthy();
		}
});

it.each(Object.entries(catalogues))('says a step in one sentence: %s', (_, texts) => {
	const say = (id: (typeof operations)[number]['id'], params: Record<string, unknown>) => {
		const operation = operations.find((each) => each.id === id);
		return operation ? sentenceParts(texts.operations[id].sentence(stepWords(operation, params))) : [];
	};
	for (const { id } of operations) expect(say(id, {}).length).toBeGreaterThan(0);
	const names = (parts: ReturnType<typeof say>) => parts.filter((part) => part.named).map(({ text }) => text);
	expect(names(say('fill-missing', { columns: ['age', "it's"] }))).toEqual(['age', "it's"]);
	expect(names(say('filter', { condition: 'age > 30' }))).toEqual(['age > 30']);
	expect(names(say('sort', { by: [{ column: 'b' }, { column: 'a', direction: 'descending' }] }))).toEqual(['b', 'a']);
	expect(names(say('select', { columns: ['a', 'b', 'c', 'd', 'e'] }))).toEqual(['a', 'b', 'c']);
});

it('sets names apart whatever they hold', () => {
	expect(sentenceParts(`a ${named('b\u2069c')} d`)).toEqual([
		{ text: 'a ', named: false },
		{ text: 'bc', named: true },
		{ text: ' d', named: false }
	]);
});
