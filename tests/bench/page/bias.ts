import { openPorts } from '$lib/app';
import type { BiasSpec } from '$lib/core/clarify/bias';
import { countSql, readCounts, type CountPlan } from '$lib/core/clarify/counts';
import type { Selector } from '$lib/core/clarify/selector';
import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed } from '$lib/core/table/columns';
import { biasDefaults, biasReport, countPlan } from '$lib/workbench/bias';
import { describeRelation } from '$lib/workbench/describe';
import { countPlainly, type PlainColumn } from '../twins/plain-counts';

/** Milliseconds, best of three but for the reports. */
export interface BiasFigures {
	readonly counts: number;
	readonly plainCounts: number;
	readonly labels: number;
	readonly predictions: number;
	readonly grouped: number;
	readonly crossed: number;
	readonly many: number;
	readonly plainMany: number;
	readonly manyGroups: number;
}

const rows = 1_000_000;
const people = `CREATE OR REPLACE TABLE people AS SELECT
	CASE WHEN hash(i) % 3 = 0 THEN 'Female' ELSE 'Male' END AS sex,
	['White', 'Black', 'Asian', 'Other', 'Native'][1 + (sqrt(hash(i + 1) % 25))::INTEGER % 5] AS race,
	(18 + hash(i + 2) % 70)::INTEGER AS age, (hash(i + 3) % 60)::INTEGER AS hours,
	CASE WHEN hash(i + 4) % 97 = 0 THEN NULL ELSE 'country ' || (hash(i + 5) % 40) END AS country,
	CASE WHEN hash(i + 6) % 100 < 20 + 10 * (hash(i) % 3)::INTEGER THEN '>50K' ELSE '<=50K' END AS income,
	CASE WHEN hash(i + 7) % 100 < 20 + 10 * (hash(i) % 3)::INTEGER THEN '>50K' ELSE '<=50K' END AS guess,
	'person ' || (hash(i + 8) % 100000) AS person
FROM range(${rows}) r(i)`;

const each = (column: string): Selector => ({ column, selection: { each: true } });
const three = [each('sex'), each('race'), { column: 'age', selection: { threshold: 40 } }];
const spec: BiasSpec = {
	...biasDefaults,
	label: 'income',
	positive: { values: ['>50K'] },
	facets: three,
	flipRows: 20_000
};

async function timed<T>(work: () => Promise<T> | T, times = 3): Promise<{ ms: number; answer: T }> {
	let best = Infinity;
	for (let time = 1; ; time++) {
		const began = performance.now();
		const answer = await work();
		best = Math.min(best, performance.now() - began);
		if (time === times) return { ms: best, answer };
	}
}

/** Both sides must count the same. */
function mustAgree(plan: CountPlan, ours: ReturnType<typeof readCounts>, plain: Map<string, number>[]): void {
	ours.forEach((cells, at) => {
		const theirs = plain[at] ?? new Map<string, number>();
		const isEach = 'each' in (plan.facets[at]?.[0]?.selection ?? {});
		for (const { facet, labelClass, predictedClass, group, count } of cells) {
			const side = isEach ? facet : facet === '1' ? 'above' : 'below';
			const key = `${side}\n${labelClass}\n${predictedClass}\n${group}`;
			if (theirs.get(key) !== count) throw new Error(`the counts differ at ${key}: ${count}, ${theirs.get(key)}`);
		}
		if (theirs.size !== cells.length) throw new Error(`${cells.length} cells against ${theirs.size}`);
	});
}

async function countBoth(workspace: Workspace, facets: readonly Selector[], plainFacets: readonly PlainColumn[]) {
	const asked = { ...spec, facets, predicted: 'guess', group: 'country' };
	const schema = await describeRelation(workspace, 'people');
	const plans: CountPlan[] = [];
	const ours = await timed(async () => {
		const plan = await countPlan(workspace, 'people', schema, asked);
		plans.push(plan);
		return readCounts(await workspace.sql.query(countSql('people', plan)), plan);
	});
	const [label, predicted, group] = [
		await plainColumn(workspace, 'income'),
		await plainColumn(workspace, 'guess'),
		await plainColumn(workspace, 'country')
	];
	const plain = await timed(() => countPlainly(plainFacets, label, predicted, group));
	const [plan] = plans;
	if (plan) mustAgree(plan, ours.answer, plain.answer);
	return { ours: ours.ms, plain: plain.ms };
}

async function plainColumn(workspace: Workspace, sql: string): Promise<PlainColumn> {
	const answer = await workspace.sql.query(`SELECT ${sql} AS c FROM people`);
	const vector = columnNamed(answer, 'c')?.vector;
	return Array.from({ length: answer.rows }, (_, row) => {
		const cell = vector ? cellAt(vector, row) : null;
		return cell === null ? null : String(cell);
	});
}

async function measure(): Promise<BiasFigures> {
	const workspace: Workspace = { ...openPorts(), project: 'bench' };
	await workspace.sql.execute(people);
	const plain = await Promise.all(
		['sex', 'race', `CASE WHEN age > 40 THEN 'above' ELSE 'below' END`].map((sql) => plainColumn(workspace, sql))
	);
	const counted = await countBoth(workspace, three, plain);
	const report = (more: Partial<BiasSpec>) => timed(() => biasReport(workspace, 'people', { ...spec, ...more }), 2);
	const labels = await report({});
	const predictions = await report({ predicted: 'guess' });
	const grouped = await report({ predicted: 'guess', group: 'country' });
	const crossed = await report({ predicted: 'guess', facets: [...three, { all: [each('sex'), each('race')] }] });
	const many = await countBoth(workspace, [each('person')], [await plainColumn(workspace, 'person')]);
	const manyGroups = await report({ facets: [each('person')], predicted: 'guess', mostGroups: 200, intervals: 0 });
	return {
		counts: counted.ours,
		plainCounts: counted.plain,
		labels: labels.ms,
		predictions: predictions.ms,
		grouped: grouped.ms,
		crossed: crossed.ms,
		many: many.ours,
		plainMany: many.plain,
		manyGroups: manyGroups.ms
	};
}

measure()
	.then((figures) => (document.title = JSON.stringify(figures)))
	.catch((error: unknown) => (document.title = JSON.stringify({ failed: String(error) })));
