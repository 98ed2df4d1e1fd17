import { describe, expect, it } from 'vitest';
import { isBreach, type JudgedGroup } from '$lib/core/clarify/limit';
import { standingOf } from '$lib/core/clarify/limit-standing';
import { parseLimit } from '$lib/core/clarify/limit-text';
import type { Artifact } from '$lib/core/project/artifact';
import { stageState } from '$lib/state/stages';

const limits = ['|DPL|<=0.1', 'DI>=0.8'].flatMap((text) => parseLimit(text) ?? []);

function group(DPL: number, DI: number | string | null): JudgedGroup | object {
	const post = DI === null ? null : { DI: { value: DI, reason: null } };
	return { facet: 'sex', value: 'F', nFacet: 10, nRest: 10, pre: { DPL: { value: DPL, reason: null } }, post };
}

function report(id: string, facet: object, parents: Artifact['parents'], name = 'y / sex'): Artifact {
	const meta = { schemaVersion: 1, spec: {}, report: { rows: 20, label: 'y', positive: '1', facets: [facet] } };
	return { schemaVersion: 1, id, type: 'bias-report', name, blobs: {}, meta, parents, createdAt: 1 };
}

const broken = (...newestFirst: Artifact[]) =>
	standingOf(limits, newestFirst)
		?.checks.filter(isBreach)
		.map(({ limit, measured }) => [limit.metric, measured]);

describe('how a project stands', () => {
	it('is by its newest report', () => {
		expect(standingOf(limits, [])).toBeNull();
		const fair = report('a', group(0.05, null), { dataset: 'd' });
		const unfair = report('b', group(0.3, null), { dataset: 'd' });
		expect(broken(unfair, fair)).toEqual([['DPL', 0.3]]);
		expect(broken(fair, unfair)).toEqual([]);
	});

	it('takes labels from the report of all rows that goes with the one of predictions', () => {
		const all = report('a', group(0.05, null), { dataset: 'd' });
		const held = report('b', group(0.3, 0.5), { dataset: 'd', run: 'r' });
		expect(broken(held, all)).toEqual([['DI', 0.5]]);
		const elsewhere = report('c', group(0.05, null), { dataset: 'e' });
		const otherName = report('c', group(0.05, null), { dataset: 'd' }, 'y / race');
		const alone = [
			['DPL', 0.3],
			['DI', 0.5]
		];
		expect(broken(held, elsewhere)).toEqual(alone);
		expect(broken(held, otherName)).toEqual(alone);
	});

	it('reads endless values, and no report where the meta is none', () => {
		expect(broken(report('a', group(0, 'Infinity'), { dataset: 'd' }))).toEqual([]);
		expect(broken(report('a', group(0, '-Infinity'), { dataset: 'd' }))).toEqual([['DI', -Infinity]]);
		expect(standingOf(limits, [{ ...report('a', {}, {}), meta: null }])).toBeNull();
	});

	it('is the mark of the stage', () => {
		const unfair = report('b', group(0.3, null), { dataset: 'd' });
		expect(stageState('fairness', [unfair], limits)).toBe('alarming');
		expect(stageState('fairness', [unfair])).toBe('ready');
		expect(stageState('train', [unfair], limits)).toBe('empty');
	});
});
