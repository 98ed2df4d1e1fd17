import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeWorkspace } from './node-workspace';
import { elementsOf } from '../document/well-formed';
import { createExplainer } from '$lib/core/clarify/explainer';
import type { TriedMitigations, TrialSummary } from '$lib/core/clarify/mitigation-trial';
import { checkLimits } from '$lib/core/clarify/limit';
import { parseLimit } from '$lib/core/clarify/limit-text';
import type { AuditReport } from '$lib/core/clarify/report';
import { auditHtml } from '$lib/core/clarify/report-html';
import { auditJson } from '$lib/core/clarify/report-json';
import { auditTexts as english } from '$lib/core/clarify/texts/report-en';
import { auditTexts as japanese } from '$lib/core/clarify/texts/report-ja';
import type { Model } from '$lib/core/model/model';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { cellAt, numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { seededRandom } from '$lib/core/random';
import { biasDefaults, biasReport } from '$lib/workbench/bias';

const explainer = createExplainer(
	() => Promise.resolve(false),
	createPredictor(),
	() => performance.now()
);

/** A linear model of a number and a text column, with rows to explain. */
function modelOf(number: string, text: string, categories: readonly [string, string]): { model: Model; rows: Columns } {
	const random = seededRandom(3);
	const count = 40;
	return {
		model: {
			schemaVersion: 1,
			task: 'classification',
			target: 'y',
			classes: ['0', '1'],
			inputs: [
				{ name: number, type: 'number', kind: 'numeric' },
				{ name: text, type: 'text', kind: 'categorical' }
			],
			encoders: [
				{ type: 'numeric', input: number, impute: 0, mean: 0, scale: 1 },
				{ type: 'onehot', input: text, categories: [...categories] }
			],
			features: ['a', 'b', 'c'],
			featureInputs: [0, 1, 1],
			estimator: { type: 'linear', weights: [[1.5, -1, 2]], bias: [0.2] },
			link: 'logistic'
		},
		rows: {
			rows: count,
			columns: [
				{ name: number, type: 'DOUBLE', vector: numberVector(Array.from({ length: count }, () => random() * 4 - 2)) },
				{
					name: text,
					type: 'VARCHAR',
					vector: textVector(
						Array.from({ length: count }, (_, row) => (row % 7 === 0 ? null : (categories[row % 2] ?? null)))
					)
				}
			]
		}
	};
}

interface Names {
	readonly table: string;
	readonly facet: string;
	readonly values: readonly [string, string];
	readonly columns: readonly [string, string];
}

const plain: Names = { table: 'people.csv', facet: 'sex', values: ['f', 'm'], columns: ['age', 'job'] };

async function auditOf({ table, facet, values, columns }: Names): Promise<AuditReport> {
	const cell = (value: string, label: boolean, predicted: boolean, count: number) => ({
		facet: value,
		label,
		predicted,
		group: null,
		count
	});
	const cells = [
		cell(values[0], true, true, 20),
		cell(values[0], true, false, 12),
		cell(values[0], false, false, 30),
		cell(values[1], true, true, 60),
		cell(values[1], false, true, 9),
		cell(values[1], false, false, 11)
	];
	const measure = (predicted: boolean) =>
		explainer.measureBias([
			{
				facet: { column: facet, selection: { each: true } },
				cells,
				positive: { values: [values[0]] },
				flip: null,
				predicted,
				grouped: false,
				dropMissingFacet: false,
				intervals: 50,
				seed: 1
			}
		]);
	const report = async (predicted: boolean) => ({
		rows: 142,
		label: facet,
		positive: values[0],
		kinds: {},
		overall: null,
		leftOut: [],
		facets: await measure(predicted)
	});
	const { model, rows } = modelOf(columns[0], columns[1], values);
	const found = await explainer.explain({
		...{ model, rows, background: structuredClone(rows) },
		...({ method: 'auto', output: 'margin', samples: 100, seed: 0 } as const)
	});
	const [before, after] = [await report(false), await report(true)];
	const limits = ['|DPL|<=0.1', 'DI>=0.8', 'KL<=0.1'].flatMap((text) => parseLimit(text) ?? []);
	const changes = await explainer.findCounterfactuals({
		...{ model, row: firstRow(rows), background: structuredClone(rows), rules: [], count: 2, maxChanges: null },
		...{ wanted: { type: 'class', classIndex: 1, probability: 0.9 }, changePenalty: 0.5, timeLimit: 2000, seed: 0 }
	});
	return {
		subject: {
			dataset: { name: table, rows: 142, columns: 3, hash: 'ab' },
			model: {
				...{ name: table, hash: null, task: 'classification', target: 'y', estimator: 'linear', classes: ['0', '1'] },
				inputs: [...columns]
			},
			...{ label: facet, positive: values[0], facets: [facet], group: null },
			predictions: { from: 'column', column: columns[0], rows: 142 },
			...{ intervals: 50, seed: 1, madeAt: Date.UTC(2026, 10, 27, 21, 30), versions: { temoto: '1' } }
		},
		before,
		after,
		limits: checkLimits(limits, after.facets),
		explanation: { found, rows, against: table },
		effects: [
			await explainer.measureEffect({
				...{ model, rows: structuredClone(rows), columns: [columns[0]], grid: 8, seed: 0 },
				...({ kind: 'ice', output: 'probability' } as const)
			}),
			await explainer.measureEffect({
				...{ model, rows: structuredClone(rows), columns: [columns[1]], grid: 8, seed: 0 },
				...({ kind: 'pdp', output: 'probability' } as const)
			})
		],
		errors: null,
		pairs: {
			...({ method: 'tree', exact: true, output: 'margin', background: 40, rowCount: 40 } as const),
			...{ features: [...columns], meanAbs: Float64Array.of(1, 0.125, 0.125, 1), values: new Float64Array() }
		},
		mitigations,
		changes: { place: 0, wanted: { type: 'class', classIndex: 1, probability: 0.9 }, found: changes }
	};
}

function firstRow(rows: Columns): Columns {
	const columns = rows.columns.map(({ vector, ...about }) => {
		const cell = cellAt(vector, 0);
		return { ...about, vector: typeof cell === 'number' ? numberVector([cell]) : textVector([cell]) };
	});
	return { rows: 1, columns };
}

const figureAt = (mean: number) => ({ mean, least: mean - 0.01, most: mean + 0.01 });
const summaryAt = (gap: number, accuracy: number): TrialSummary => ({
	...{ accuracy: figureAt(accuracy), auc: null },
	...{ 'demographic-parity': figureAt(gap), 'equal-opportunity': null, 'equalized-odds': figureAt(gap / 2) }
});
const mitigations: TriedMitigations = {
	...{ estimator: 'linear', rows: { train: 90, test: 30, all: 142 }, splits: 3, criterion: 'demographic-parity' },
	asIs: summaryAt(0.234, 0.812),
	tried: [
		{ mitigation: 'reweigh', criterion: null, summary: summaryAt(0.056, 0.798) },
		{ mitigation: 'smote', criterion: null, summary: null },
		{ mitigation: 'threshold', criterion: 'equal-opportunity', summary: summaryAt(0.1, 0.8) }
	]
};

/** The text of a page, as a reader sees it. */
function textOf(page: string): string {
	return page
		.replace(/<style>[^<]*<\/style>/, '')
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
}

describe('the audit report', () => {
	it('is one well-formed file without scripts and references, in both languages', async () => {
		const report = await auditOf(plain);
		for (const texts of [english, japanese]) {
			const page = auditHtml(report, texts);
			const elements = elementsOf(page);
			for (const never of ['script', 'link', 'img', 'iframe', 'object', 'image', 'use', 'base'])
				expect(elements).not.toContain(never);
			expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|\son[a-z]+=|javascript:/i);
			expect(page).toContain(`<html lang="${texts.tag.slice(0, 2)}">`);
			expect([...page.matchAll(/href="([^"]*)"/g)].every(([, to]) => to?.startsWith('#'))).toBe(true);
			expect(page).toContain('color-scheme:light dark');
			expect(page).toContain('@media print');
		}
	});

	it('has a table beside every drawing, and a name for each', async () => {
		const page = auditHtml(await auditOf(plain), english);
		const figures = page
			.split('<figure>')
			.slice(1)
			.map((part) => part.split('</figure>')[0] ?? '');
		expect(figures.length).toBeGreaterThan(8);
		for (const figure of figures) expect(figure).toContain('<table>');
		expect(page.match(/class="chart"/g)?.length).toBeGreaterThanOrEqual(6);
		for (const [, label] of page.matchAll(/<svg[^>]*aria-label="([^"]*)"/g)) expect(label).not.toBe('');
	});

	it('says what was measured: metrics, shares, limits, values that add up', async () => {
		const report = await auditOf(plain);
		const text = textOf(auditHtml(report, english));
		const facts = JSON.parse(auditJson(report, english));
		// by hand: 32 of 62 against 60 of 80
		const dpl = 60 / 80 - 32 / 62;
		expect(facts.before.groups[0].pre.DPL.value).toBeCloseTo(dpl, 12);
		expect(text).toContain(dpl.toFixed(3));
		expect(facts.after.groups[0].rates).toContainEqual({
			rate: 'RD',
			facet: 20 / 32,
			rest: 1,
			all: 80 / 92
		});
		expect(text).toContain(`${((20 / 32) * 100).toFixed(1)}%`);
		expect(facts.limits.filter(({ breached }: { breached: boolean }) => breached).length).toBe(
			(text.match(/breached(?!\.)/g) ?? []).length
		);
		for (const { prediction, values } of facts.explanation.rows) {
			const sum = values.reduce((total: number, value: number) => total + value, facts.explanation.baseValue);
			expect(sum).toBeCloseTo(prediction, 9);
		}
		expect(facts).toMatchObject({ schemaVersion: 1, kind: 'temoto-audit-report', madeAt: '2026-11-27 21:30 UTC' });
	});

	it('says what mitigations, pairs and changes came to', async () => {
		const report = await auditOf(plain);
		const text = textOf(auditHtml(report, english));
		const facts = JSON.parse(auditJson(report, english));
		expect(text).toContain('“Weigh the rows”: 5.6%, before 23.4%, at an accuracy of 79.8%, before 81.2%');
		expect(text).not.toContain(english.mitigations.perhaps);
		expect(text).toContain('Not possible on this table: Make rows (SMOTE).');
		expect(text).toContain('A threshold for each group (equal opportunity)');
		expect(text).toContain('sample of 142 rows');
		expect(facts.mitigations.tried[0].summary['demographic-parity'].mean).toBe(0.056);
		expect(text).toContain('age and job: 0.25 on average');
		expect(facts.pairs).toMatchObject({ rows: 40, pairs: [{ first: 'age', second: 'job', meanAbs: 0.25 }] });
		expect(report.changes?.found.status).toBe('found');
		const [first] = facts.changes.found;
		expect(facts.changes.row).toBe(1);
		for (const { column, from, to } of first.changes) {
			const write = (value: string | number) =>
				typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
			expect(text).toContain(`${column}: ${write(from) || 'missing'} → ${write(to)}`);
		}
		expect(text).not.toContain('Not measured: Columns');
	});

	it('says so where a mitigation helps nothing and nothing was found', async () => {
		const report = await auditOf(plain);
		const before = summaryAt(0.03, 0.9);
		const { changes } = report;
		if (!changes) throw new Error('no changes');
		const text = textOf(
			auditHtml(
				{
					...report,
					mitigations: { ...mitigations, asIs: before },
					changes: {
						...changes,
						place: null,
						found: { ...changes.found, status: 'none', found: [], closest: [0.4, 0.6] }
					}
				},
				english
			)
		);
		expect(text).toContain('None leaves a smaller gap than the 3% there is without.');
		expect(text).toContain('Of the usual row the model says');
		expect(text).toContain('The nearest answer that was met: 1, 60%.');
		const near = { ...mitigations, asIs: summaryAt(0.07, 0.9) };
		expect(textOf(auditHtml({ ...report, mitigations: near }, english))).toContain(english.mitigations.perhaps);
		const none = { ...mitigations, asIs: { ...before, 'demographic-parity': null }, tried: [] };
		elementsOf(auditHtml({ ...report, mitigations: none }, japanese));
		expect(textOf(auditHtml({ ...report, mitigations: none }, english))).toContain(english.mitigations.noGap);
	});

	it('shows any name as it is and stays well formed', async () => {
		const nasty = [
			'</style>',
			'<script>alert(1)</script>',
			'" onload="x',
			"it's",
			'🦉 emoji',
			'&amp;',
			'--><!--',
			'年齢',
			'\u0000\ud800',
			' '
		];
		const name = fc.oneof(fc.constantFrom(...nasty), fc.string({ minLength: 1, unit: 'binary' }));
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(name, { minLength: 6, maxLength: 6 }), async ([a, b, c, d, e, f]) => {
				const names = {
					table: a ?? '',
					facet: b ?? '',
					values: [c ?? '', d ?? ''],
					columns: [e ?? '', f ?? '']
				} as const;
				const report = await auditOf(names);
				const page = auditHtml(report, japanese);
				expect(elementsOf(page)).not.toContain('script');
				for (const shown of Object.values(names).flat()) {
					const visible = shown.replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
					expect(textOf(page)).toContain(visible);
				}
				expect(JSON.parse(auditJson(report, english)).dataset.name).toBe(names.table);
			}),
			{ numRuns: 25 }
		);
	});

	it('has a value or a reason for tables of nothing much', async () => {
		const { workspace, load } = await nodeWorkspace();
		await load('small', 'y,g,p\n1,a,1\n1,a,1\n');
		const spec = {
			...biasDefaults,
			label: 'y',
			positive: { values: ['1'] },
			facets: [{ column: 'g', selection: { each: true } as const }],
			intervals: 10
		};
		const before = await biasReport(workspace, 'small', spec);
		const after = await biasReport(workspace, 'small', { ...spec, predicted: 'p' });
		const { subject } = await auditOf(plain);
		const report: AuditReport = {
			subject: { ...subject, model: null, predictions: null },
			...{ before, after, limits: checkLimits([], []), explanation: null, effects: [], errors: null },
			...{ pairs: null, mitigations: null, changes: null }
		};
		const page = auditHtml(report, english);
		elementsOf(page);
		expect(textOf(page)).toContain(english.reasons['empty-rest']);
		for (const part of [english.pairs, english.mitigations, english.changes]) {
			expect(page).not.toContain(`<h2>${part.title}</h2>`);
			expect(textOf(page)).toMatch(new RegExp(`Not measured: .*${part.title}`));
		}
		const { before: facts } = JSON.parse(auditJson({ ...report, after: null }, english));
		expect(facts.groups[0].pre.DPL).toMatchObject({ value: null, reason: english.reasons['empty-rest'] });
	});
});
