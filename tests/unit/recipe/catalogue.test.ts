import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '$lib/core/recipe/control';
import { operations } from '$lib/core/recipe/operations';
import catalogue from '../../fixtures/catalogue.json';
import { run, table } from './native';

/**
 * The operations of the catalogue of a data preparation product (names and options only), each with the steps of ours that do it: every
 * option is run here on a table of all types, so a name or a parameter that is not there fails.
 */
const StepsSchema = v.array(v.strictObject({ op: v.string(), params: v.record(v.string(), v.unknown()) }));
const EntrySchema = v.union([
	v.strictObject({
		group: v.string(),
		name: v.string(),
		/** A parameter there, to `operation.parameter` here, or in words how it is had. */
		parameters: v.record(v.string(), v.string()),
		variants: v.array(v.strictObject({ option: v.string(), steps: StepsSchema }))
	}),
	v.strictObject({ group: v.string(), name: v.string(), count: v.number(), leftOut: v.string() })
]);
const entries = v.parse(v.array(EntrySchema), catalogue);
const done = entries.flatMap((entry) => ('variants' in entry ? [entry] : []));
const leftOut = entries.flatMap((entry) => ('leftOut' in entry ? [entry] : []));
const named = new Map<string, (typeof operations)[number]>(operations.map((operation) => [operation.id, operation]));

const types = {
	id: 'VARCHAR',
	n: 'DOUBLE',
	m: 'DOUBLE',
	k: 'BIGINT',
	c: 'VARCHAR',
	t: 'VARCHAR',
	y: 'VARCHAR',
	num: 'VARCHAR',
	day: 'VARCHAR',
	j: 'VARCHAR',
	d: 'TIMESTAMP',
	vector: 'VARCHAR'
};
const rows = Array.from({ length: 24 }, (_, i) => [
	`id${i % 4}`,
	i % 7 === 3 ? null : i * 1.5,
	(i * 5) % 11,
	i % 3,
	['red', "gr'een", 'blue'][i % 3] ?? null,
	['a (b), c', 'Title Case', 'abc abc', null][i % 4] ?? null,
	i % 6 === 0 ? 'yes' : 'no',
	String(i),
	`${String((i % 28) + 1).padStart(2, '0')}-01-2024`,
	`{"a": ${i}, "b": "x"}`,
	`2024-01-0${(i % 9) + 1} ${String(i).padStart(2, '0')}:30:00`,
	`[${i}, ${i + 1}, 3]`
]);
const flat = await table(types, rows);
/** The other table a join reads, and the lists that no literal of the harness can hold. */
const other = await table({ id: 'VARCHAR', price: 'DOUBLE' }, [
	['id1', 10],
	['id9', 20]
]);
const lists = [
	{ op: 'parse-vector', params: { columns: ['vector'], suffix: '_l' } },
	{ op: 'rename', params: { columns: { vector: 'v', vector_l: 'l' } } },
	{ op: 'parse-vector', params: { columns: ['v'] } }
];

it('holds all that the catalogue names and counts', () => {
	expect(entries).toHaveLength(122);
	const variants = done.flatMap((entry) => entry.variants).length + leftOut.reduce((sum, { count }) => sum + count, 0);
	expect(variants).toBe(272);
	expect(leftOut.map(({ name }) => name)).toEqual([
		'Python (user-defined function) - pandas mode',
		'Python (PySpark)',
		'Python (Pandas)'
	]);
	for (const { leftOut: reason } of leftOut) expect(reason.length).toBeGreaterThan(40);
	expect(operations.length).toBeGreaterThanOrEqual(300);
});

it('names parameters that are there', () => {
	for (const { name, parameters } of done)
		for (const [theirs, ours] of Object.entries(parameters)) {
			const found = /^([a-z0-9-]+)\.([A-Za-z]+)$/.exec(ours);
			if (!found) continue;
			const operation = named.get(found[1] ?? '');
			const fields = operation ? fieldsOf(operation.params).map((field) => field.name) : [];
			expect(fields, `${name}: ${theirs} is ${ours}`).toContain(found[2]);
		}
});

/** A function of one's own runs outside SQL: it is bound, not run. */
const outside = new Set(['row-function']);
/** What is to stop the run where a value is wrong, as it is in the table here. */
const stops = new Set(['Validate timestamps, error']);

describe.each(done.map((entry) => [`${entry.group}: ${entry.name}`, entry] as const))('%s', (_, { name, variants }) => {
	it.each(variants.map(({ option, steps }) => [option || 'as it is', steps] as const))('%s', async (option, steps) => {
		for (const { op, params } of steps) {
			const operation = named.get(op);
			expect(operation, op).toBeDefined();
			expect(() => operation?.bind(params, undefined), JSON.stringify(params)).not.toThrow();
			const fields = operation ? fieldsOf(operation.params).map((field) => field.name) : [];
			for (const key of Object.keys(params)) expect(fields, `${op} ${key}`).toContain(key);
		}
		if (steps.some(({ op }) => outside.has(op))) return;
		const asked = run([...lists, ...steps], flat, { tables: { other } });
		if (stops.has(`${name}, ${option}`)) return expect(asked).rejects.toThrow();
		const found = await asked;
		expect(found.schema.length).toBeGreaterThan(0);
		expect(found.rows.length).toBeGreaterThan(0);
	});
});
