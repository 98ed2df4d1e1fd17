import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findErrorSlices, type ErrorJob } from '$lib/core/clarify/error-tree';
import { narrowed, ruleFormula, ruleSql, ruleText, type Condition, type SliceRule } from '$lib/core/clarify/slice-rule';
import { wilsonInterval } from '$lib/core/clarify/wilson-interval';
import { checkFormula } from '$lib/core/recipe/formula/check';
import { formulaSql } from '$lib/core/recipe/formula/compile';
import { seededRandom } from '$lib/core/random';
import { cellAt, columnNamed, numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { describeRelation } from '$lib/workbench/describe';
import { nodeWorkspace, type ClarifyWorkspace } from './node-workspace';

const go = () => Promise.resolve();
const jobs = ['Private', 'State', "O'Hare, 🍎 “x”", ''];

/** Wrong 60 % of the time for the young in private jobs, else 5 %. */
function people(rows: number, seed: number): { columns: Columns; wrong: boolean[] } {
	const random = seededRandom(seed);
	const ages = Array.from({ length: rows }, () => (random() < 0.05 ? null : 18 + Math.floor(random() * 50)));
	const work = Array.from({ length: rows }, () => jobs[Math.floor(random() * 4)] || null);
	const wrong = ages.map((age, row) => random() < (age !== null && age <= 30 && work[row] === 'Private' ? 0.6 : 0.05));
	return {
		wrong,
		columns: {
			rows,
			columns: [
				{ name: 'age "x"', type: 'BIGINT', vector: numberVector(ages) },
				{ name: 'work', type: 'VARCHAR', vector: textVector(work) },
				{ name: 'noise', type: 'DOUBLE', vector: numberVector(ages.map(() => random())) }
			]
		}
	};
}

function classJob(rows: number, seed: number, more: Partial<ErrorJob> = {}): ErrorJob {
	const { columns, wrong } = people(rows, seed);
	return {
		columns,
		numbers: ['age "x"', 'noise'],
		truth: { name: 'y', type: 'VARCHAR', vector: textVector(wrong.map((_, row) => (row % 3 === 0 ? 'yes' : 'no'))) },
		predicted: {
			name: 'said',
			type: 'VARCHAR',
			vector: textVector(wrong.map((is, row) => ((row % 3 === 0) === is ? 'no' : 'yes')))
		},
		task: 'classification',
		maxDepth: 3,
		leastRows: null,
		seed: 0,
		...more
	};
}

/** Whether a row lies in a slice, straight from the words of the rule. */
function holds(rule: SliceRule, columns: Columns, row: number): boolean {
	return rule.every((condition) => {
		const column = columnNamed(columns, condition.column);
		const cell = column ? cellAt(column.vector, row) : null;
		const isMissing = cell === null || cell === '' || (typeof cell === 'number' && !Number.isFinite(cell));
		const wordOf = (value: typeof cell) => (column?.type === 'BOOLEAN' ? String(value === 1) : String(value));
		switch (condition.type) {
			case 'missing':
				return isMissing;
			case 'is':
				return condition.value === (isMissing ? '' : wordOf(cell));
			case 'isNot':
				return !condition.values.includes(isMissing ? '' : wordOf(cell));
			case 'range':
				if (isMissing) return condition.orMissing;
				return Number(cell) > (condition.above ?? -Infinity) && Number(cell) <= (condition.atMost ?? Infinity);
		}
	});
}

describe('error slices', () => {
	it('find where the model is worst, with its rule, its rate and its share of the errors', async () => {
		const job = classJob(8000, 5);
		const found = await findErrorSlices(job, go);
		const [worst] = found.slices;
		expect(ruleText(worst?.rule ?? [])).toMatch(
			/^(age "x" <= 30 and work is Private|work is Private and age "x" <= 30)$/
		);
		expect(worst?.value).toBeCloseTo(0.6, 1);
		expect(worst?.isWorse).toBe(true);
		expect((worst?.lower ?? 1) < 0.6 && (worst?.upper ?? 0) > 0.6).toBe(true);
		expect(found.rows).toEqual({ found: 4000, measured: 4000, unlabelled: 0 });
		expect(found.slices.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
		expect(worst?.mistakes.reduce((sum, { rows }) => sum + rows, 0)).toBe(
			Math.round((worst?.value ?? 0) * (worst?.measured ?? 0))
		);
	});

	it('measures what it says, on rows it did not search', async () => {
		const job = classJob(3000, 8);
		const found = await findErrorSlices(job, go);
		const wrong = (row: number) => cellAt(job.truth.vector, row) !== cellAt(job.predicted.vector, row);
		for (const { rule, rows, measured, value, found: searched } of found.slices) {
			const inside = Array.from({ length: 3000 }, (_, row) => row).filter((row) => holds(rule, job.columns, row));
			expect(inside).toHaveLength(rows);
			const all = inside.filter(wrong).length;
			expect((value ?? 0) * measured + searched * (rows - measured)).toBeCloseTo(all, 6);
		}
	});

	it('names no slice where errors fall by chance', async () => {
		let split = 0;
		for (let seed = 0; seed < 20; seed++) {
			const job = classJob(2000, seed);
			const random = seededRandom(seed + 100);
			const truth = textVector(Array.from({ length: 2000 }, () => (random() < 0.3 ? 'a' : 'b')));
			const always = textVector(new Array<string>(2000).fill('b'));
			const { slices } = await findErrorSlices(
				{
					...job,
					truth: { ...job.truth, vector: truth },
					predicted: { ...job.predicted, vector: always }
				},
				go
			);
			if (slices.length > 1) split++;
		}
		expect(split).toBeLessThanOrEqual(4);
	});

	it('holds regression: absolute error, its interval, and whether it says too much or too little', async () => {
		const { columns } = people(4000, 3);
		const random = seededRandom(9);
		const truth = Array.from({ length: 4000 }, () => random() * 10);
		const isState = (row: number) => cellAt(columns.columns[1]?.vector ?? textVector([]), row) === 'State';
		const said = truth.map((value, row) => value - (isState(row) ? 4 : 0) + random() - 0.5);
		const found = await findErrorSlices(
			{
				...classJob(4000, 3),
				columns,
				task: 'regression',
				truth: { name: 'y', type: 'DOUBLE', vector: numberVector(truth) },
				predicted: { name: 'said', type: 'DOUBLE', vector: numberVector(said) }
			},
			go
		);
		expect(ruleText(found.slices[0]?.rule ?? [])).toBe('work is State');
		expect(found.slices[0]?.value).toBeCloseTo(4, 1);
		expect(found.slices[0]?.bias).toBeCloseTo(-4, 1);
		expect(found.slices[0]?.isWorse).toBe(true);
	});

	it('partition the rows, whatever they are', async () => {
		const cell = fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN), fc.constant(Infinity)), {
			nil: null
		});
		const row = fc.tuple(cell, fc.option(fc.constantFrom('a', 'b', 'c\'"', ''), { nil: null }), fc.boolean());
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 80 }), fc.nat(4), async (rows, maxDepth) => {
				const columns: Columns = {
					rows: rows.length,
					columns: [
						{ name: 'n', type: 'DOUBLE', vector: numberVector(rows.map(([n]) => n)) },
						{ name: 't', type: 'VARCHAR', vector: textVector(rows.map(([, t]) => t)) }
					]
				};
				const found = await findErrorSlices(
					{
						columns,
						numbers: ['n'],
						truth: { name: 'y', type: 'BOOLEAN', vector: numberVector(rows.map(([, , y]) => Number(y))) },
						predicted: { name: 'p', type: 'BOOLEAN', vector: numberVector(rows.map(([n]) => Number((n ?? 1) > 0))) },
						task: 'classification',
						maxDepth,
						leastRows: 2,
						seed: 1
					},
					go
				);
				expect(found.slices.length).toBeLessThanOrEqual(2 ** maxDepth);
				for (let each = 0; each < rows.length; each++)
					expect(found.slices.filter(({ rule }) => holds(rule, columns, each))).toHaveLength(1);
				expect(found.slices.reduce((sum, slice) => sum + slice.rows, 0)).toBe(rows.length);
			}),
			{ numRuns: 150 }
		);
	});

	it('leave out rows without a truth, and refuse when none is left', async () => {
		const job = classJob(100, 1);
		const truth = textVector(Array.from({ length: 100 }, (_, row) => (row < 10 ? 'no' : null)));
		const found = await findErrorSlices({ ...job, truth: { ...job.truth, vector: truth } }, go);
		expect(found.rows.unlabelled).toBe(90);
		expect(found.slices).toHaveLength(1);
		const none = textVector(new Array<null>(100).fill(null));
		await expect(findErrorSlices({ ...job, truth: { ...job.truth, vector: none } }, go)).rejects.toMatchObject({
			code: 'table/empty'
		});
	});

	it('are one slice where the model is never wrong, and with one row', async () => {
		const job = classJob(200, 1);
		const right = await findErrorSlices({ ...job, predicted: job.truth }, go);
		expect(right.slices).toHaveLength(1);
		expect(right.whole).toMatchObject({ value: 0, lower: 0, share: null, isWorse: false });
		const one = await findErrorSlices(classJob(1, 1), go);
		expect(one.slices).toHaveLength(1);
	});
});

describe('a rule', () => {
	it('narrows what it says of a column', () => {
		const range = (above: number | null, atMost: number | null, orMissing: boolean): Condition => ({
			type: 'range',
			column: 'n',
			above,
			atMost,
			orMissing
		});
		const rule = narrowed(narrowed([range(null, 40, true)], range(20, null, true)), range(25, null, false));
		expect(rule).toEqual([range(25, 40, false)]);
		expect(ruleText(rule)).toBe('25 < n <= 40');
		expect(narrowed([range(null, 40, true)], { type: 'missing', column: 'n' })).toEqual([
			{ type: 'missing', column: 'n' }
		]);
		expect(
			ruleText(
				narrowed(narrowed([], { type: 'isNot', column: 't', values: ['b'] }), {
					type: 'isNot',
					column: 't',
					values: ['']
				})
			)
		).toBe('t is not missing, b');
	});

	describe('as SQL', () => {
		let workspace: ClarifyWorkspace;
		beforeAll(async () => ({ workspace } = await nodeWorkspace()));

		/** Rows of a relation for which SQL holds. */
		async function countOf(where: string): Promise<number> {
			const answer = await workspace.sql.query(`SELECT CAST(count(*) AS DOUBLE) AS n FROM slices WHERE ${where}`);
			return Number(cellAt(answer.columns[0]?.vector ?? numberVector([]), 0));
		}

		it('chooses the same rows as the words do, and so does the formula of a step', async () => {
			const rows = 300;
			const random = seededRandom(2);
			const list = Array.from({ length: rows });
			const columns: Columns = {
				rows,
				columns: [
					{
						name: 'n "q"',
						type: 'DOUBLE',
						vector: numberVector(list.map(() => [null, NaN, -2, 0.1, 0.3, 7][Math.floor(random() * 6)] ?? null))
					},
					{
						name: 't',
						type: 'VARCHAR',
						vector: textVector(list.map(() => [null, '', "a'b", '🍎'][Math.floor(random() * 4)] ?? null))
					},
					{ name: 'code', type: 'DOUBLE', vector: numberVector(list.map(() => Math.floor(random() * 3))) },
					{ name: 'is', type: 'BOOLEAN', vector: numberVector(list.map(() => Math.floor(random() * 2))) },
					{
						name: 'when',
						type: 'TIMESTAMP',
						vector: numberVector(list.map(() => (random() < 0.2 ? null : 1e12 + Math.floor(random() * 5) * 500)))
					}
				]
			};
			await workspace.sql.loadColumns('slices', columns);
			const fields = await describeRelation(workspace, 'slices');
			const conditions: Condition[] = [
				{ type: 'range', column: 'n "q"', above: 0.1, atMost: null, orMissing: true },
				{ type: 'range', column: 'n "q"', above: null, atMost: 0.3, orMissing: false },
				{ type: 'range', column: 'n "q"', above: 0.1, atMost: 0.3, orMissing: false },
				{ type: 'range', column: 'n "q"', above: null, atMost: null, orMissing: false },
				{ type: 'missing', column: 'n "q"' },
				{ type: 'is', column: 't', value: "a'b" },
				{ type: 'is', column: 't', value: '' },
				{ type: 'isNot', column: 't', values: ['', '🍎'] },
				{ type: 'isNot', column: 't', values: ['🍎'] },
				{ type: 'is', column: 'code', value: '2' },
				{ type: 'isNot', column: 'code', values: ['1', '2'] },
				{ type: 'range', column: 'when', above: 1e12, atMost: 1e12 + 500, orMissing: false },
				{ type: 'range', column: 'when', above: 1e12 + 500, atMost: null, orMissing: true },
				{ type: 'is', column: 'is', value: 'true' },
				{ type: 'isNot', column: 'is', values: ['true'] }
			];
			for (const first of conditions)
				for (const second of conditions) {
					const rule = first.column === second.column ? [first] : [first, second];
					const wanted = list.filter((_, row) => holds(rule, columns, row)).length;
					expect(await countOf(ruleSql(rule, fields)), ruleText(rule)).toBe(wanted);
					const formula = formulaSql(checkFormula(ruleFormula(rule, fields), fields, 'boolean'));
					expect(await countOf(formula), ruleFormula(rule, fields)).toBe(wanted);
				}
			expect(ruleSql([], fields)).toBe('TRUE');
			expect(ruleFormula([], fields)).toBe('true');
			expect(() => ruleSql([{ type: 'missing', column: 'gone' }], fields)).toThrow(/column-missing/);
		});
	});
});

describe('Wilson’s interval', () => {
	it('is that of scipy and stays within 0 and 1', () => {
		// scipy 1.10.1: binomtest(7, 20) and binomtest(0, 10), .proportion_ci(method='wilson')
		expect(wilsonInterval(7, 20)?.lower).toBeCloseTo(0.1811918, 6);
		expect(wilsonInterval(7, 20)?.upper).toBeCloseTo(0.5671457, 6);
		expect(wilsonInterval(0, 10)?.lower).toBe(0);
		expect(wilsonInterval(0, 10)?.upper).toBeCloseTo(0.2775328, 6);
		expect(wilsonInterval(10, 10)?.upper).toBe(1);
		expect(wilsonInterval(0, 0)).toBeNull();
	});
});
