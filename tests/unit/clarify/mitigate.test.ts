import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { shareGap, tallyGroups, type GroupCell } from '$lib/core/clarify/groups';
import { massageChanges, massagedCells } from '$lib/core/clarify/massage';
import { resampleSizes, resizedCells } from '$lib/core/clarify/resample';
import { reweighCells, weighedCells } from '$lib/core/clarify/reweigh';
import type { Workspace } from '$lib/core/ports';
import { seededRandom } from '$lib/core/random';
import { toRows, type Cell } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';
import { withMitigation, type MitigationOptions } from '$lib/workbench/mitigate';
import type { MitigationSpec } from '$lib/workbench/mitigation-groups';
import {
	measureBaseline,
	measureDefaults,
	measureMitigation,
	measureThresholds
} from '$lib/workbench/mitigation-measure';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let node: NodeWorkspace;
let workspace: Workspace;
type Row = Record<string, Cell>;
const schema: TableSchema = [
	{ name: 'who "is"', type: 'VARCHAR', kind: 'categorical' },
	{ name: 'age', type: 'BIGINT', kind: 'numeric' },
	{ name: 'code', type: 'BIGINT', kind: 'categorical' },
	{ name: 'pay', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'job', type: 'VARCHAR', kind: 'categorical' },
	{ name: 'ok', type: 'VARCHAR', kind: 'categorical' }
];
const spec: MitigationSpec = {
	label: 'ok',
	positive: { values: ['yes', 'oui'] },
	facets: [{ column: 'who "is"', selection: { values: ['F 🌊'] } }]
};
let rows: Row[] = [];

beforeAll(async () => {
	node = await openWorkspace();
	workspace = node.workspace;
	const random = seededRandom(3);
	const draw = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
	const lines = Array.from({ length: 240 }, (_, at) => {
		const who = draw(['F 🌊', "M's", "M's"]);
		const pay = 40 + 20 * random() + (who === "M's" ? 6 : 0);
		const age = 20 + Math.floor(random() * 40);
		const ok = pay + 10 * (random() - 0.5) > 52 ? draw(['yes', 'yes', 'oui']) : 'no';
		const [payText, okText] = [at % 41 === 7 ? 'NULL' : String(pay), at % 59 === 3 ? 'NULL' : `'${ok}'`];
		return `('${who.replaceAll("'", "''")}', ${age}::BIGINT, ${Math.floor(random() * 3)}::BIGINT, ${payText}::DOUBLE, '${draw(['a', 'b', 'c'])}', ${okText})`;
	});
	const names = schema.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(', ');
	await workspace.sql.execute(`CREATE TABLE t AS SELECT * FROM (VALUES ${lines.join(', ')}) AS v(${names})`);
	rows = toRows(await workspace.sql.query('SELECT * FROM t'));
});
afterAll(() => node.close());

const table = { relation: 't', schema };
const apply = (options: MitigationOptions, asked: MitigationSpec = spec, from = table) =>
	withMitigation(workspace, from, asked, options, async (mitigated) => ({
		...mitigated,
		rows: toRows(await workspace.sql.query(mitigated.select))
	}));
const isPositive = (row: Row) => row['ok'] === 'yes' || row['ok'] === 'oui';
const isLabelled = (row: Row) => row['ok'] !== null;
const cellOf = (row: Row) => `${row['who "is"']} ${isPositive(row)}`;
const without = (row: Row, name: string) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

describe('resampling', () => {
	it.each(['oversample', 'smote'] as const)('%s keeps every row and adds behind them', async (method) => {
		const { rows: after, column } = await apply({ method, seed: 5 });
		expect(column).toBe('added');
		expect(after.slice(0, rows.length).map((row) => without(row, 'added'))).toEqual(rows);
		expect(after.slice(0, rows.length).every((row) => row['added'] === 0)).toBe(true);
		const added = after.slice(rows.length);
		expect(added.length).toBeGreaterThan(0);
		expect(added.every((row) => row['added'] === 1)).toBe(true);
		const [gap, before] = [after, rows].map((list) => {
			const share = (isFacet: boolean) => {
				const own = list.filter((row) => isLabelled(row) && (row['who "is"'] === 'F 🌊') === isFacet);
				return own.filter(isPositive).length / own.length;
			};
			return share(false) - share(true);
		});
		expect(Math.abs(before ?? 0)).toBeGreaterThan(0.1);
		expect(Math.abs(gap ?? 1)).toBeLessThan(0.01);
		const same = await apply({ method, seed: 5 });
		expect(same.rows).toEqual(after);
		expect((await apply({ method, seed: 6 })).rows).not.toEqual(after);
	});

	it('oversample repeats rows of the cell they are of, as evenly as can be', async () => {
		const { rows: after } = await apply({ method: 'oversample' });
		const texts = new Set(rows.map((row) => JSON.stringify(row)));
		for (const row of after) expect(texts.has(JSON.stringify(without(row, 'added')))).toBe(true);
	});

	it('undersample leaves rows in order, of those there were', async () => {
		const { rows: after, column, after: cells } = await apply({ method: 'undersample', seed: 2 });
		expect(column).toBeNull();
		const places = after.map((row) => rows.findIndex((other) => JSON.stringify(other) === JSON.stringify(row)));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places).not.toContain(-1);
		expect(after.filter((row) => !isLabelled(row))).toEqual(rows.filter((row) => !isLabelled(row)));
		expect(after.filter(isLabelled)).toHaveLength(cells.reduce((sum, { count }) => sum + count, 0));
	});

	it('SMOTE-NC: numbers between two rows of a cell, categories of most of the nearest', async () => {
		const k = 4;
		const { rows: after } = await apply({ method: 'smote', neighbours: k });
		const added = after.slice(rows.length);
		const categories = ['code', 'job', 'ok', 'who "is"'];
		const cells = new Set(added.map(cellOf));
		// by definition (Chawla et al. 2002): distances within the cell, numbers by their standard deviation over the cells that grow
		const growing = rows.filter((row) => isLabelled(row) && cells.has(cellOf(row)));
		const deviation = (list: readonly Row[], name: string) => {
			const values = list.flatMap((row) => (row[name] === null ? [] : [Number(row[name])]));
			const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
			return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
		};
		const scale = { age: deviation(growing, 'age'), pay: deviation(growing, 'pay') };
		const numbers = ['age', 'pay'] as const;
		const near = new Map<Row, Row[]>();
		for (const cell of cells) {
			const own = growing.filter((row) => cellOf(row) === cell);
			const spreads = numbers.map((name) => deviation(own, name) / scale[name]).sort((a, b) => a - b);
			const penalty = (((spreads[0] ?? 0) + (spreads[1] ?? 0)) / 2) ** 2;
			const distance = (a: Row, b: Row) =>
				numbers.reduce(
					(sum, name) =>
						a[name] === null || b[name] === null ? sum : sum + ((Number(a[name]) - Number(b[name])) / scale[name]) ** 2,
					0
				) +
				categories.filter((name) => a[name] !== b[name]).length * penalty;
			for (const row of own)
				near.set(
					row,
					own
						.filter((other) => other !== row)
						.sort((a, b) => distance(row, a) - distance(row, b))
						.slice(0, k)
				);
		}
		const vote = (list: readonly Row[], name: string) => {
			const count = (value: Cell | undefined) => list.filter((row) => row[name] === value).length;
			return list.map((row) => row[name]).reduce((best, value) => (count(value) > count(best) ? value : best));
		};
		const isBetween = (value: Cell | undefined, a: Cell | undefined, b: Cell | undefined) => {
			if (value === null || a === null || b === null) return value === a;
			const [low, high] = [Math.min(Number(a), Number(b)), Math.max(Number(a), Number(b))];
			return Number(value) >= low - 0.5 && Number(value) <= high + 0.5;
		};
		for (const made of added) {
			const bases = [...near].filter(
				([row, list]) =>
					cellOf(row) === cellOf(made) &&
					categories.every((name) => made[name] === vote(list, name)) &&
					list.some((other) => numbers.every((name) => isBetween(made[name], row[name], other[name])))
			);
			expect(bases.length).toBeGreaterThan(0);
		}
		expect(added.length).toBeGreaterThan(10);
		expect(new Set(added.map((row) => row['pay'])).size).toBeGreaterThan(added.length / 2);
	});

	it('says why it cannot: no numbers, no row of a label in a group', async () => {
		const texts = {
			relation: '(SELECT "who ""is""", job, ok FROM t)',
			schema: schema.filter(({ type }) => type === 'VARCHAR')
		};
		await expect(apply({ method: 'smote' }, spec, texts)).rejects.toThrow('clarify/no-numbers');
		await expect(apply({ method: 'correlation' }, spec, texts)).rejects.toThrow('clarify/no-numbers');
		const lacking = { ...table, relation: `(SELECT * FROM t WHERE "who ""is""" <> 'F 🌊' OR ok = 'no')` };
		const each = { ...spec, facets: [{ column: 'who "is"', selection: { each: true } as const }] };
		const { rows: after, detail } = await apply({ method: 'oversample' }, each, lacking);
		expect(detail).toMatchObject({ type: 'sizes', left: [['F 🌊']] });
		expect(after.filter((row) => row['who "is"'] === 'F 🌊').every((row) => row['added'] === 0)).toBe(true);
	});
});

describe('massaging', () => {
	it('changes as many labels either way as it says, and says which', async () => {
		const { rows: after, detail, column } = await apply({ method: 'massage' });
		expect([column, detail.type]).toEqual(['massaged', 'changes']);
		const moved = (mark: number) => after.filter((row) => row['massaged'] === mark).length;
		const n = (isFacet: boolean) => rows.filter((row) => isLabelled(row) && (row['who "is"'] === 'F 🌊') === isFacet);
		const share = (list: readonly Row[]) => list.filter(isPositive).length / list.length;
		const all = rows.filter(isLabelled).length;
		const m = Math.round(((share(n(false)) - share(n(true))) * n(false).length * n(true).length) / all);
		expect([moved(1), moved(-1)]).toEqual([m, m]);
		after.forEach((row, at) => {
			expect({ ...row, ok: null, massaged: null }).toEqual({ ...rows[at], ok: null, massaged: null });
			// the commonest of each side is given
			expect(row['ok']).toBe(row['massaged'] === 1 ? 'yes' : row['massaged'] === -1 ? 'no' : rows[at]?.['ok']);
		});
	});
	it('refuses a label cut at a number, and leaves what is fair', async () => {
		const cut = { ...spec, label: 'pay', positive: { threshold: 50 } };
		await expect(apply({ method: 'massage' }, cut)).rejects.toThrow('clarify/label-continuous');
		const fair = {
			...table,
			relation: `(SELECT * FROM t WHERE ok = 'no' UNION ALL SELECT * REPLACE ('yes' AS ok) FROM t WHERE ok = 'no')`
		};
		const { rows: after } = await apply({ method: 'massage' }, spec, fair);
		expect(after.every((row) => row['massaged'] === 0)).toBe(true);
	});
});

describe('of cells', () => {
	const cells = fc
		.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 6 })
		.map((groups) =>
			groups.flatMap(([yes, no], at): GroupCell[] =>
				[
					{ group: [`g${at}`, at % 2 === 0 ? null : 'x'], label: true, count: yes },
					{ group: [`g${at}`, at % 2 === 0 ? null : 'x'], label: false, count: no }
				].filter(({ count }) => count > 0)
			)
		)
		.filter((list) => list.some(({ label }) => label) && list.some(({ label }) => !label));

	it('reweighing leaves no difference between groups with both labels, and the number of rows', () => {
		fc.assert(
			fc.property(cells, (list) => {
				const tallies = tallyGroups(weighedCells(reweighCells(list)));
				const whole = tallies.filter(({ positive, negative }) => positive > 0 && negative > 0);
				expect(shareGap(whole) ?? 0).toBeLessThan(1e-12);
				if (whole.length === tallies.length) {
					const sum = (of: readonly GroupCell[]) => of.reduce((total, { count }) => total + count, 0);
					expect(sum(weighedCells(reweighCells(list)))).toBeCloseTo(sum(list), 9);
				}
			})
		);
	});

	it('massaging moves as many up as down, never more than there are, and leaves less than one row a group', () => {
		fc.assert(
			fc.property(cells, (list) => {
				const changes = massageChanges(list);
				const total = (read: (change: (typeof changes)[number]) => number) =>
					changes.reduce((sum, change) => sum + read(change), 0);
				expect(total(({ promoted }) => promoted)).toBe(total(({ demoted }) => demoted));
				const tallies = tallyGroups(massagedCells(list, changes));
				const n = tallies.reduce((sum, { positive, negative }) => sum + positive + negative, 0);
				const share = tallies.reduce((sum, { positive }) => sum + positive, 0) / n;
				for (const { positive, negative } of tallies) {
					expect(Math.min(positive, negative)).toBeGreaterThanOrEqual(0);
					expect(Math.abs(positive - share * (positive + negative))).toBeLessThan(1 + 1e-9);
				}
			})
		);
	});

	it('resampling makes group and label independent but for rounding, only adding or only taking', () => {
		fc.assert(
			fc.property(cells, fc.constantFrom('oversample', 'undersample', 'smote'), (list, method) => {
				const { sizes, left } = resampleSizes(list, method);
				const least = method === 'smote' ? 2 : 1;
				for (const { count, wanted } of sizes)
					if (method === 'undersample') expect(wanted).toBeLessThanOrEqual(count);
					else expect(wanted).toBeGreaterThanOrEqual(count);
				const tallies = tallyGroups(list);
				const lacking = tallies.filter(({ positive, negative }) => Math.min(positive, negative) < least);
				expect(left).toEqual(lacking.map(({ group }) => group));
				const whole = tallies.filter(({ positive, negative }) => Math.min(positive, negative) >= least);
				const odds =
					whole.reduce((sum, { positive }) => sum + positive, 0) /
					whole.reduce((sum, { negative }) => sum + negative, 0);
				const keys = new Set(whole.map(({ group }) => JSON.stringify(group)));
				for (const { group, positive, negative } of tallyGroups(resizedCells(sizes))) {
					if (!keys.has(JSON.stringify(group))) continue;
					// one of the two is exact, the other rounded to a whole row
					const off = Math.min(Math.abs(positive - odds * negative), Math.abs(negative - positive / odds));
					expect(off).toBeLessThanOrEqual(method === 'undersample' ? 1 : 0.5 + 1e-9);
				}
			})
		);
	});
});

describe('what it costs', () => {
	it('is measured for a label cut at a number too, save where a row would need another number', async () => {
		const asked = { ...measureDefaults, ...spec, label: 'pay', positive: { threshold: 50 }, seeds: [1] };
		const baseline = await measureBaseline(workspace, table, asked);
		const { trials } = await measureMitigation(workspace, table, asked, baseline, { method: 'reweigh' });
		expect(trials).toHaveLength(1);
		await expect(measureMitigation(workspace, table, asked, baseline, { method: 'massage' })).rejects.toThrow(
			'clarify/label-continuous'
		);
	});
	it('is measured on the same untouched rows, the same every time', async () => {
		const asked = { ...measureDefaults, ...spec, seeds: [1, 2] };
		const baseline = await measureBaseline(workspace, table, asked);
		const labelled = rows.filter(isLabelled).length;
		expect(baseline.rows.all).toBe(labelled);
		expect(baseline.rows.train + baseline.rows.test).toBe(labelled);
		expect(baseline.splits.map(({ seed }) => seed)).toEqual([1, 2]);
		for (const method of ['reweigh', 'oversample', 'undersample', 'smote', 'massage', 'correlation'] as const) {
			const { trials, summary } = await measureMitigation(workspace, table, asked, baseline, { method });
			expect(trials).toHaveLength(2);
			trials.forEach(({ groups }, at) =>
				expect(groups.map(({ n }) => n)).toEqual(baseline.splits[at]?.outcome.groups.map(({ n }) => n))
			);
			expect(summary.accuracy?.mean).toBeGreaterThan(0.5);
			const again = await measureMitigation(workspace, table, asked, baseline, { method });
			expect(again).toEqual({ trials, summary });
		}
		const cut = await measureThresholds(workspace, baseline, 'demographic-parity', 0.01);
		expect(cut.summary.auc).toEqual(baseline.summary.auc);
		expect(cut.summary['demographic-parity']?.mean).toBeLessThan(baseline.summary['demographic-parity']?.mean ?? 0);
		expect(
			await workspace.sql.query("SELECT 1 AS n FROM duckdb_tables() WHERE table_name LIKE 'w\\_%' ESCAPE '\\'")
		).toMatchObject({
			rows: 0
		});
	});

	it('samples large tables, and answers one group', async () => {
		const asked = { ...measureDefaults, ...spec, seeds: [0], mostRows: 100 };
		const baseline = await measureBaseline(workspace, table, asked);
		expect(baseline.rows.train + baseline.rows.test).toBe(100);
		const one = { ...asked, facets: [{ column: 'who "is"', selection: { values: ['nobody'] } }] };
		const alone = await measureBaseline(workspace, table, one);
		expect(alone.summary['demographic-parity']).toBeNull();
		expect(alone.summary.accuracy).not.toBeNull();
	});
});
