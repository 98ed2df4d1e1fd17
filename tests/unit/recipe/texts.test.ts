import { expect, it } from 'vitest';
import { fieldsOf } from '$lib/core/recipe/control';
import { operations } from '$lib/core/recipe/operations';
import { stepWords } from '$lib/core/recipe/sentence';
import { operations as en } from '$lib/i18n/operations/en';
import { operations as ja } from '$lib/i18n/operations/ja';
import { named, sentenceParts } from '$lib/i18n/recipe/names';

const catalogues = { en, ja };

it.each(Object.entries(catalogues))('has a word for every field and option of every operation: %s', (_, texts) => {
	for (const operation of operations)
		for (const { name, control } of fieldsOf(operation.params)) {
			expect(texts.hasField(operation.id, name), `${operation.id} ${name}`).toBe(true);
			if ('options' in control)
				for (const option of control.options)
					expect(texts.hasOption(operation.id, option), `${operation.id} ${option}`).toBe(true);
		}
});

it.each(Object.entries(catalogues))('calls no two operations the same: %s', (_, texts) => {
	const titles = operations.map(({ id }) => texts.title(id).toLowerCase());
	expect(titles.filter((title, i) => titles.indexOf(title) < i)).toEqual([]);
});

it.each([
	{ language: 'en', texts: en, longest: 140, avoided: /`/ },
	{ language: 'ja', texts: ja, longest: 80, avoided: /`|群|落と/ }
])('describes operations shortly and in the words agreed on: $language', ({ texts, longest, avoided }) => {
	for (const operation of operations) {
		const { id, params } = operation;
		const words = texts.of(id);
		const said = [words?.title ?? '', words?.description ?? '', words?.sentence(stepWords(operation, {})) ?? ''];
		const fields = fieldsOf(params).flatMap(({ name, control }) => [
			texts.field(id, name),
			...('options' in control ? control.options.map((option) => texts.option(id, option)) : [])
		]);
		expect(
			[...said, ...fields].filter((each) => avoided.test(each)),
			id
		).toEqual([]);
		expect(words?.description.length, id).toBeLessThanOrEqual(longest);
	}
});

it.each(Object.entries(catalogues))('says a step in one sentence: %s', (_, texts) => {
	const say = (id: string, params: Record<string, unknown>) => {
		const operation = operations.find((each) => each.id === id);
		const said = operation && texts.of(id)?.sentence(stepWords(operation, params));
		return said ? sentenceParts(said) : [];
	};
	for (const { id } of operations) expect(say(id, {}).length, id).toBeGreaterThan(0);
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
