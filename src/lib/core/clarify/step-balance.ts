import * as v from 'valibot';
import type { CompiledStep } from '../recipe/compile';
import type { CountCell } from './counts';
import type { MetricReason, MetricValue } from './metric';
import { preTrainingBias } from './pre-training';
import { facetTables, tallySides } from './tally';

const column = v.pipe(v.string(), v.minLength(1));
const GroupSchema = v.union([
	v.strictObject({ values: v.pipe(v.array(v.string()), v.minLength(1), v.readonly()) }),
	v.strictObject({ threshold: v.pipe(v.number(), v.finite()) })
]);

/** The group and the outcome whose balance is watched while data is prepared: one group against the rest. */
export const BalanceSubjectSchema = v.strictObject({
	label: column,
	positive: GroupSchema,
	facet: v.strictObject({ column, selection: GroupSchema })
});
export type BalanceSubject = v.InferOutput<typeof BalanceSubjectSchema>;

/** `no-positive`: there are rows, but none has the good outcome, as after its values were written otherwise. */
export type BalanceReason = MetricReason | 'no-label' | 'no-facet' | 'no-positive';

/** How a table stands. Rows without an outcome count as rows, and in no metric; rows without a group count with the rest. */
export interface Balance {
	readonly rows: number | null;
	/** Rows of the group. */
	readonly inGroup: number | null;
	/** Of the rows that have an outcome, the group's and the rest's. */
	readonly nFacet: number;
	readonly nRest: number;
	/** Share of good outcomes in the rest less that in the group. */
	readonly DPL: MetricValue['value'];
	/** Class imbalance: (rest - group) / both. */
	readonly CI: MetricValue['value'];
	readonly reason: BalanceReason | null;
}

/** What a step did: `kept` where neither rows nor the two columns change, so nothing can. */
export type StepEffect = 'ran' | 'kept' | 'disabled' | 'broken';

export interface StepBalance {
	/** Place in the recipe, from 0. */
	readonly step: number;
	readonly op: string;
	readonly effect: StepEffect;
	readonly before: Balance;
	readonly after: Balance;
}

export interface RecipeBalance {
	readonly start: Balance;
	readonly steps: readonly StepBalance[];
	/** The step after which outcomes lie apart most more than before, and the one for the shares of rows; null where none is noticeable. */
	readonly worst: { readonly DPL: number | null; readonly CI: number | null };
}

/** A smaller change is not called out: a point of outcomes, or 2.5 points of the group's share of the rows. */
const noticeable = { DPL: 0.01, CI: 0.05 };

/** How a table stands by its counts, in which `1` is the group: CI and DPL as SageMaker Clarify defines them. */
export function balanceOf(cells: readonly CountCell[]): Balance {
	const table = facetTables(cells, false)('1');
	const sides = tallySides(table, table.counts);
	const { facet: inFacet, rest } = sides;
	const { DPL, CI } = preTrainingBias(table, false, table.counts, sides);
	const rows = cells.reduce((sum, { count }) => sum + count, 0);
	const inGroup = cells.reduce((sum, { facet, count }) => sum + (facet === '1' ? count : 0), 0);
	const hasPositive = inFacet.positive + rest.positive > 0;
	const reason = DPL?.reason ?? (hasPositive ? null : 'no-positive');
	return {
		rows,
		inGroup,
		nFacet: inFacet.n,
		nRest: rest.n,
		DPL: hasPositive ? (DPL?.value ?? null) : null,
		CI: CI?.value ?? null,
		reason
	};
}

/** The balance of a table in which a column is not there. */
export function balanceWithout(reason: 'no-label' | 'no-facet'): Balance {
	return { rows: null, inGroup: null, nFacet: 0, nRest: 0, DPL: null, CI: null, reason };
}

/** Puts together what each step did. `balances` holds the table's own and that after each step. */
export function stepBalances(
	steps: readonly Pick<CompiledStep, 'index' | 'op' | 'enabled' | 'broken'>[],
	balances: readonly Balance[],
	isKept: (step: number) => boolean
): RecipeBalance {
	const start = balances[0] ?? balanceWithout('no-label');
	const found = steps.map(({ index, op, enabled, broken }, i): StepBalance => {
		const before = balances[i] ?? start;
		const effect = !enabled ? 'disabled' : broken ? 'broken' : isKept(i) ? 'kept' : 'ran';
		return { step: index, op, effect, before, after: balances[i + 1] ?? before };
	});
	return { start, steps: found, worst: { DPL: worstStep(found, 'DPL'), CI: worstStep(found, 'CI') } };
}

/** By how much a step moved a metric away from 0; null where it is not known on both sides. */
export function worsening(
	{ before, after }: Pick<StepBalance, 'before' | 'after'>,
	metric: 'DPL' | 'CI'
): number | null {
	const [was, is] = [before[metric], after[metric]];
	return was === null || is === null ? null : Math.abs(is) - Math.abs(was);
}

function worstStep(steps: readonly StepBalance[], metric: 'DPL' | 'CI'): number | null {
	let worst: number | null = null;
	let most = noticeable[metric];
	for (const step of steps) {
		const moved = worsening(step, metric);
		if (moved === null || moved < most || (worst !== null && moved === most)) continue;
		most = moved;
		worst = step.step;
	}
	return worst;
}
