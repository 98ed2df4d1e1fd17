import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isGroupSql } from '$lib/core/clarify/groups';
import { massageChanges, massageSql } from '$lib/core/clarify/massage';
import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed, numberVector, textVector, type Column } from '$lib/core/table/columns';
import type { TableSchema } from '$lib/core/table/schema';
import { withMitigation } from '$lib/workbench/mitigate';
import { countGroups, groupsOf, type MitigationSpec } from '$lib/workbench/mitigation-groups';
import { findThresholds } from '$lib/workbench/threshold';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import golden from '../../golden/mitigation.json';

// values of tests/golden/mitigation.py, by definition with numpy and scikit-learn
let node: NodeWorkspace;
let workspace: Workspace;
const schema: TableSchema = [
	{ name: 'sex', type: 'VARCHAR', kind: 'categorical' },
	{ name: 'paid', type: 'VARCHAR', kind: 'categorical' },
	{ name: 'age', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'income', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'hours', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'score', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'member', type: 'BOOLEAN', kind: 'boolean' }
];
const spec: MitigationSpec = {
	label: 'paid',
	positive: { values: ['yes'] },
	facets: [{ column: 'sex', selection: { each: true } }]
};

beforeAll(async () => {
	node = await openWorkspace();
	workspace = node.workspace;
	const { rows } = golden;
	const texts = (['sex', 'paid'] as const).map((name): Column => ({
		name,
		type: 'VARCHAR',
		vector: textVector(rows.map((row) => row[name]))
	}));
	const numbers = (['age', 'income', 'hours', 'score'] as const).map((name): Column => ({
		name,
		type: 'DOUBLE',
		vector: numberVector(rows.map((row) => row[name]))
	}));
	const member: Column = {
		name: 'member',
		type: 'DOUBLE',
		vector: numberVector(rows.map((row) => Number(row.member)))
	};
	await workspace.sql.loadColumns('raw', { rows: rows.length, columns: [...texts, ...numbers, member] });
	await workspace.sql.execute('CREATE TABLE t AS SELECT * REPLACE (member = 1 AS member) FROM raw');
});
afterAll(() => node.close());

async function column(select: string, name: string): Promise<unknown[]> {
	const answer = await workspace.sql.query(select);
	const found = columnNamed(answer, name);
	return Array.from({ length: answer.rows }, (_, row) => (found ? cellAt(found.vector, row) : undefined));
}

describe('correlation removal', () => {
	it.each([1, 0.4])('is the least-squares projection taken away, alpha %d', async (alpha) => {
		const facets = ['sex', 'age', 'member'].map((name) => ({ column: name, selection: { each: true } as const }));
		await withMitigation(
			workspace,
			{ relation: 't', schema },
			{ ...spec, facets },
			{ method: 'correlation', alpha, columns: ['income', 'hours'] },
			async ({ select, detail }) => {
				expect(detail.type).toBe('recipe');
				for (const name of ['income', 'hours'] as const) {
					const made = await column(select, name);
					const truth = golden.correlation[name][alpha === 1 ? '1' : '0.4'];
					expect(made).toHaveLength(truth.length);
					truth.forEach((value, row) => {
						if (value === null) expect(made[row]).toBeNull();
						else expect(made[row]).toBeCloseTo(value, 9);
					});
				}
				expect(await column(select, 'age')).toEqual(golden.rows.map(({ age }) => age));
			}
		);
	});
});

it('weighs the intersections of two facets by definition', async () => {
	const facets = ['sex', 'member'].map((name) => ({ column: name, selection: { each: true } as const }));
	await withMitigation(
		workspace,
		{ relation: 't', schema },
		{ ...spec, facets },
		{ method: 'reweigh' },
		async ({ select, column: added }) => {
			const made = await column(select, added ?? '');
			golden.weights.forEach((weight, row) => expect(made[row]).toBeCloseTo(weight, 12));
		}
	);
});

it('massages by definition: how many, which, and of equal scores the earlier', async () => {
	const sided: MitigationSpec = { ...spec, facets: [{ column: 'sex', selection: { values: ['F'] } }] };
	const known = groupsOf(schema, sided);
	const changes = massageChanges(await countGroups(workspace, 't', known, sided));
	expect(changes.map(({ promoted, demoted }) => promoted + demoted)).toEqual([golden.massage.m, golden.massage.m]);
	const select = massageSql(
		'(SELECT * EXCLUDE (score), score AS "my ""rank""", CAST(row_number() OVER () - 1 AS DOUBLE) AS place FROM t)',
		known.facets,
		known.outcome,
		changes,
		{ place: 'place', score: 'my "rank"', mark: 'massaged' },
		{ positive: 'yes', negative: 'no' }
	);
	const marks = await column(select, 'massaged');
	const marked = (mark: number) => [...marks.keys()].filter((row) => marks[row] === mark);
	expect(marked(1)).toEqual(golden.massage.promoted);
	expect(marked(-1)).toEqual(golden.massage.demoted);
	expect(await column(select, 'paid')).toEqual(
		golden.rows.map(({ paid }, row) => (marks[row] === 1 ? 'yes' : marks[row] === -1 ? 'no' : paid))
	);
});

it.each(['demographic-parity', 'equal-opportunity', 'equalized-odds'] as const)(
	'finds the thresholds that trying all of them finds: %s',
	async (criterion) => {
		const facets = [{ column: 'sex', selection: { values: ['F'] } }];
		const found = await findThresholds(workspace, 't', { ...spec, facets, score: 'score', criterion });
		const n = golden.rows.length;
		const points = found.frontier.points.map(({ gap, outcome }) => [Math.round((outcome.accuracy ?? 0) * n), gap]);
		const truth = golden.frontiers[criterion];
		expect(points.map(([correct]) => correct)).toEqual(truth.map(([correct]) => correct));
		points.forEach(([, gap], at) => expect(gap).toBeCloseTo(truth[at]?.[1] ?? NaN, 12));
		// what is written says what is said: the share approved of each group
		const last = found.frontier.points.at(-1);
		if (!last) throw new Error('no point');
		const { select, column: approved } = found.select(last.outcome);
		for (const [at, group] of found.groups.entries()) {
			const cells = await column(
				`SELECT avg(${approved}) AS share FROM (${select}) WHERE ${isGroupSql(found.known.facets, group)}`,
				'share'
			);
			expect(cells[0]).toBeCloseTo(last.outcome.groups[at]?.approved ?? NaN, 12);
		}
	}
);
