import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, table } from './native';

describe('merge-values', () => {
	it('changes what is listed and nothing else, whatever the values hold', async () => {
		const text = fc.constantFrom('a', "it's", '"q"', '東京', '', ' ', '\\', '😀');
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.option(text), { maxLength: 8 }),
				fc.dictionary(text, text, { minKeys: 1, noNullPrototype: true }),
				async (values, replacements) => {
					const source = await table(
						{ 'it\'s "c"': 'VARCHAR' },
						values.map((value) => [value])
					);
					const steps = [{ op: 'merge-values', params: { column: 'it\'s "c"', replacements } }];
					const { rows } = await run(steps, source);
					const found = new Map(Object.entries(replacements));
					expect(rows.map((row) => row['it\'s "c"'])).toEqual(
						values.map((value) => (value === null ? null : (found.get(value) ?? value)))
					);
				}
			),
			{ numRuns: 40 }
		);
	});
});
