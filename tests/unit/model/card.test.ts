import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../document/well-formed';
import { checkLimits, type JudgedGroup } from '$lib/core/clarify/limit';
import { parseLimit } from '$lib/core/clarify/limit-text';
import { groupDoubts, noWords, type ModelCard } from '$lib/core/model/card';
import { cardHtml, cardJson, cardMarkdown } from '$lib/core/model/card-file';
import { cardTexts as english } from '$lib/core/model/texts/card-en';
import { cardTexts as japanese } from '$lib/core/model/texts/card-ja';

const group = (value: string, nFacet: number, ad: number | null, lower: number | null = null): JudgedGroup => ({
	facet: 'sex',
	value,
	nFacet,
	nRest: 400,
	pre: { DPL: { value: 0.2, lower: 0.1, upper: 0.3 } },
	post: { AD: { value: ad, lower, upper: null }, DPPL: { value: Infinity } }
});

function cardOf(name: string, column = 'age', said = 'for ranking'): ModelCard {
	const groups = [group(name, 200, 0.12, 0.03), group('m', 12, 0.4)];
	return {
		name,
		hash: 'ab12',
		madeAt: Date.UTC(2026, 10, 27),
		about: {
			...{ task: 'classification', target: 'y', classes: ['no', name], threshold: 0.32, estimator: 'trees' },
			inputs: [{ name: column, type: 'number', kind: 'numeric' }]
		},
		words: { ...noWords, intendedUse: said, contact: '' },
		lineage: [{ type: 'dataset', name, id: '1', madeAt: 0 }],
		training: {
			...{ rows: { train: 100, test: 20 }, engine: 'kernels', seed: 3, params: { rounds: 4 } },
			...{ metrics: { accuracy: 0.9, auc: null }, findings: ['overfit', 'unheard-of'] }
		},
		fairness: {
			...{ label: 'y', positive: name, rows: 412, groups },
			limits: checkLimits(
				[parseLimit('|DPL|<=0.1')].flatMap((limit) => limit ?? []),
				groups
			)
		},
		attribution: null,
		parity: { rows: 20, largest: 1.2e-7 },
		versions: { temoto: '1' }
	};
}

describe('the model card', () => {
	it('says for whom a model is not: clearly worse, or too few to say', () => {
		const doubts = groupDoubts([
			group('a', 100, 0.06, -0.01),
			group('b', 100, 0.06, 0.01),
			group('c', 100, 0.2, 0.1),
			group('d', 100, 0.04, 0.01),
			group('e', 29, 0.9, 0.8),
			group('f', 100, null)
		]);
		expect(doubts.map(({ group: { value }, why }) => `${value} ${why}`)).toEqual(['c worse', 'b worse', 'e few']);
	});

	it('holds what was said, measured and not measured', () => {
		const page = cardHtml(cardOf('credit'), english);
		for (const text of ['for ranking', english.none, '0.900', 'credit: it is right', english.breached, '1.2e-7'])
			expect(page.replaceAll('&quot;', '"')).toContain(text.replace('credit: it', 'credit: it'));
		expect(page).toContain(english.findings['overfit']);
		const bare = { ...cardOf('credit'), training: null, fairness: null };
		expect(cardHtml(bare, english)).toContain(english.notMeasured);
		expect(cardMarkdown(bare, japanese)).toContain(japanese.groupsNot);
		expect(JSON.parse(cardJson(cardOf('credit')))).toMatchObject({
			kind: 'temoto-model-card',
			fairness: {
				doubts: [
					{ value: 'credit', why: 'worse', size: 0.12 },
					{ value: 'm', why: 'few', size: 12 }
				],
				groups: [{ post: { DPPL: { value: 'Infinity' } } }, {}]
			},
			words: { intendedUse: 'for ranking', contact: '' }
		});
	});

	it('is well formed whatever the names are, and keeps the shape of its tables', () => {
		const name = fc.oneof(
			fc.constantFrom('</style>', '<script>', 'a|b', '# x', '1. y', '`', '🦉', '*_*', '[x](y)', '&lt;', 'a\nb', '- z'),
			fc.string({ minLength: 1, unit: 'binary' })
		);
		fc.assert(
			fc.property(name, name, name, (title, column, said) => {
				const card = cardOf(title, column, said);
				expect(elementsOf(cardHtml(card, japanese))).not.toContain('script');
				const lines = cardMarkdown(card, english).split('\n');
				const cells = (line: string) => line.replaceAll(/\\./g, '').split('|').length;
				lines.forEach((line, at) => {
					const before = lines[at - 1] ?? '';
					if (line.startsWith('| ') && before.startsWith('| ')) expect(cells(line)).toBe(cells(before));
				});
				expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(1);
				expect(JSON.parse(cardJson(card)).name).toBe(title);
			})
		);
	});
});
