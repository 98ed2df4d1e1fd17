import { describe, expect, it } from 'vitest';
import type { FeatureStatistics } from '$lib/core/feature/batch';
import { validateBatch } from '$lib/core/feature/validation';
import { definitionChanges } from '$lib/core/feature/version';
import { groupMatches, type FeatureGroup } from '$lib/core/feature/group';

const numbers = (part: Partial<FeatureStatistics> = {}): FeatureStatistics => ({
	name: 'x',
	type: 'DOUBLE',
	missing: 0,
	distinct: 90,
	min: 0,
	max: 10,
	mean: 5,
	std: 2,
	top: [],
	...part
});
const words = (counts: Readonly<Record<string, number>>): FeatureStatistics =>
	numbers({
		type: 'VARCHAR',
		distinct: Object.keys(counts).length,
		min: 'a',
		max: 'z',
		mean: null,
		std: null,
		top: Object.entries(counts).map(([value, count]) => ({ value, count }))
	});
const check = (before: FeatureStatistics, now: FeatureStatistics) =>
	validateBatch({ rows: 100, statistics: [before] }, { rows: 100, statistics: [now] });

describe('a batch against the one before', () => {
	it('says nothing of what moved within the limits, the limits included', () => {
		expect(check(numbers(), numbers())).toEqual([]);
		expect(check(numbers(), numbers({ missing: 5, mean: 6, min: -1, max: 11 }))).toEqual([]);
	});
	it('names a mean, a range and missing values beyond them, with how far', () => {
		expect(check(numbers(), numbers({ missing: 6, mean: 6.5, min: -1.5, max: 10 }))).toEqual([
			{ code: 'missing', feature: 'x', before: 0, now: 0.06 },
			{ code: 'mean', feature: 'x', before: 5, now: 6.5, shift: 0.75 },
			{ code: 'range', feature: 'x', before: [0, 10], now: [-1.5, 10] }
		]);
		expect(check(numbers({ std: 0, min: 5, max: 5 }), numbers()).map(({ code }) => code)).toEqual(['range']);
	});
	it('names new and gone values with their share of the rows', () => {
		expect(check(words({ a: 60, b: 40 }), words({ a: 70, c: 30 }))).toEqual([
			{ code: 'new-values', feature: 'x', values: ['c'], share: 0.3 },
			{ code: 'gone-values', feature: 'x', values: ['b'], share: 0.4 }
		]);
		// one in a hundred may be new
		expect(check(words({ a: 100 }), words({ a: 99, c: 1 }))).toEqual([]);
		// too many values to know them all
		const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`v${i}`, 2]));
		expect(check(words(many), words({ ...many, new: 50 })).map(({ code }) => code)).toEqual([]);
	});
	it('names another type, and compares nothing else where it is of another family', () => {
		expect(check(numbers({ type: 'BIGINT' }), numbers({ mean: 8 })).map(({ code }) => code)).toEqual(['type', 'mean']);
		expect(check(numbers(), words({ a: 100 })).map(({ code }) => code)).toEqual(['type']);
		expect(
			check(numbers(), numbers({ missing: 100, mean: null, min: null, max: null })).map(({ code }) => code)
		).toEqual(['missing']);
	});
});

const group: FeatureGroup = {
	schemaVersion: 1,
	name: 'plays',
	version: 1,
	description: 'how often',
	owner: 'Ann',
	tags: ['music'],
	entity: [{ name: 'id', type: 'VARCHAR', kind: 'identifier' }],
	eventTime: { name: 'at', type: 'DATE', kind: 'datetime' },
	writeTime: null,
	deleted: null,
	ttlMs: null,
	features: [{ name: 'count', type: 'BIGINT', kind: 'numeric', description: '' }],
	computed: [],
	request: [],
	source: null,
	createdAt: 0,
	changedAt: 0
};

it('tells two versions of a definition apart', () => {
	const [count] = group.features;
	if (!count) throw new Error('no feature');
	const after: FeatureGroup = {
		...group,
		ttlMs: 1000,
		source: { dataset: 't', recipe: 'r' },
		features: [
			{ ...count, description: 'plays' },
			{ ...count, name: 'mood', type: 'VARCHAR' }
		],
		computed: [{ name: 'double', formula: 'count * 2', description: '' }]
	};
	expect(definitionChanges(group, group)).toEqual([]);
	expect(definitionChanges(group, after)).toEqual([
		{ what: 'ttl', about: '', before: '', after: '1000' },
		{ what: 'source', about: '', before: '', after: 't → r' },
		{ what: 'featureDescription', about: 'count', before: '', after: 'plays' },
		{ what: 'feature', about: 'mood', before: '', after: 'VARCHAR' },
		{ what: 'computed', about: 'double', before: '', after: 'count * 2' }
	]);
});

it('is found by name, tag, owner, type and feature, together or each alone', () => {
	for (const text of ['play ann', 'owner:ann', 'tag:music type:bigint', 'feature:count', 'name:plays', 'often', ''])
		expect([text, groupMatches(group, text)]).toEqual([text, true]);
	for (const text of ['owner:music', 'tag:ann', 'type:varchar', 'plays weather', 'feature:plays'])
		expect([text, groupMatches(group, text)]).toEqual([text, false]);
});
