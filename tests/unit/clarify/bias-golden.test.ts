import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { FacetBias } from '$lib/core/clarify/bias';
import type { Selection } from '$lib/core/clarify/selector';
import { numberVector, textVector, type Column } from '$lib/core/table/columns';
import { biasDefaults, biasReport } from '$lib/workbench/bias';
import golden from '../../golden/bias.json';
import { nodeWorkspace, type ClarifyWorkspace } from './node-workspace';

const number = v.nullable(v.pipe(v.union([v.number(), v.picklist(['Infinity', '-Infinity'])]), v.transform(Number)));
const numbers = v.record(v.string(), number);
const SelectionSchema = v.union([v.object({ values: v.array(v.string()) }), v.object({ threshold: v.number() })]);
const SideSchema = v.object({
	n: v.number(),
	labels: v.array(v.number()),
	confusion: v.optional(v.array(v.array(v.number()))),
	accuracy: v.optional(number),
	precision: v.optional(v.array(number)),
	recall: v.optional(v.array(number)),
	f1: v.optional(v.array(number))
});
const CaseSchema = v.object({
	name: v.string(),
	columns: v.record(v.string(), v.array(v.nullable(v.union([v.number(), v.string()])))),
	facet: v.array(v.object({ column: v.string(), selection: SelectionSchema })),
	positive: SelectionSchema,
	predicted: v.boolean(),
	group: v.boolean(),
	dropMissingFacet: v.boolean(),
	expected: v.object({
		n: v.number(),
		nFacet: v.number(),
		nRest: v.number(),
		pre: numbers,
		post: v.nullable(v.objectWithRest({ FT: v.object({ value: number, lowest: number, highest: number }) }, number)),
		classes: v.optional(
			v.object({ names: v.array(v.string()), facet: SideSchema, rest: SideSchema, distances: v.optional(numbers) })
		)
	})
});
const { cases } = v.parse(v.object({ cases: v.array(CaseSchema) }), golden);
type Case = (typeof cases)[number];

function same(value: number | null | undefined, expected: number | null | undefined, what: string): void {
	if (expected === null || expected === undefined || !Number.isFinite(expected)) expect(value, what).toBe(expected);
	else expect(Math.abs((value ?? NaN) - expected), what).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
}

function columnsOf({ columns }: Case): Column[] {
	return Object.entries(columns).map(([name, cells]) => {
		const isText = cells.some((cell) => typeof cell === 'string');
		return isText
			? { name, type: 'VARCHAR', vector: textVector(cells.map((cell) => (cell === null ? null : String(cell)))) }
			: { name, type: 'DOUBLE', vector: numberVector(cells.map((cell) => (cell === null ? null : Number(cell)))) };
	});
}

let workspace: ClarifyWorkspace;
beforeAll(async () => {
	({ workspace } = await nodeWorkspace());
});

async function measured(asked: Case, at: number): Promise<FacetBias> {
	const columns = columnsOf(asked);
	await workspace.sql.loadColumns(`case${at}`, {
		rows: columns[0]?.vector.kind === 'text' ? columns[0].vector.codes.length : 0,
		columns
	});
	const parts = asked.facet.map(({ column, selection }): { column: string; selection: Selection } => ({
		column,
		selection
	}));
	const [first] = parts;
	if (!first) throw new Error('a case without a facet');
	const report = await biasReport(workspace, `case${at}`, {
		...biasDefaults,
		label: 'y',
		positive: asked.positive,
		facets: [parts.length === 1 ? first : { all: parts }],
		predicted: asked.predicted ? 'p' : null,
		group: asked.group ? 'g' : null,
		dropMissingFacet: asked.dropMissingFacet,
		intervals: 60
	});
	const [facet] = report.facets;
	if (!facet || report.facets.length !== 1) throw new Error('one group was asked for');
	return facet;
}

describe('bias by definition, in numpy', () => {
	it.each(cases.map((asked, at) => [asked.name, asked, at] as const))('%s', async (_, asked, at) => {
		const found = await measured(asked, at);
		const { expected } = asked;
		expect([found.n, found.nFacet, found.nRest]).toEqual([expected.n, expected.nFacet, expected.nRest]);
		const { FT, ...post } = expected.post ?? {};
		const truth: Record<string, number | null | undefined> = { ...expected.pre, ...post };
		const metrics = Object.entries({ ...found.pre, ...found.post }).filter(([name]) => name !== 'FT');
		expect(metrics.map(([name]) => name).sort()).toEqual(Object.keys(truth).sort());
		for (const [name, metric] of metrics) {
			same(metric.value, truth[name], name);
			if (metric.value === null) expect(metric.reason, name).not.toBeNull();
		}
		for (const end of ['value', 'lowest', 'highest'] as const) same(found.post?.FT[end], FT?.[end], `FT ${end}`);
		if (!expected.classes) return;
		const { names, distances } = expected.classes;
		const at2 = (name: string) => found.performance.classes.indexOf(name);
		expect([...found.performance.classes].sort()).toEqual([...names].sort());
		for (const [name, value] of Object.entries(distances ?? {}))
			same(
				Object.entries(found.performance.distances).find(([own]) => own === name)?.[1].value,
				value,
				`${name} of classes`
			);
		for (const side of ['facet', 'rest'] as const) {
			const [own, told] = [found.performance[side], expected.classes[side]];
			expect(own.n).toBe(told.n);
			names.forEach((name, place) => {
				expect(own.labels[at2(name)]).toBe(told.labels[place]);
				const score = own.predictions?.scores[at2(name)];
				for (const what of ['precision', 'recall', 'f1'] as const)
					if (told[what]) same(score?.[what], told[what][place], `${what} of ${name}`);
				names.forEach((guess, across) => {
					if (told.confusion)
						expect(own.predictions?.confusion[at2(name)]?.[at2(guess)]).toBe(told.confusion[place]?.[across]);
				});
			});
			if (told.accuracy !== undefined) same(own.predictions?.accuracy, told.accuracy, 'accuracy');
		}
	});
});
