import { threadOf } from '../recipe/column-thread';
import { planSql, schemaAfter, type PlanSqlOptions, type RecipePlan } from '../recipe/compile';
import { carriedFrom } from '../recipe/lineage';
import { cellAt, columnNamed, type Columns } from '../table/columns';
import type { Field } from '../table/schema';
import type { CountCell } from './counts';
import { selectionSql } from './selector';
import {
	balanceOf,
	balanceWithout,
	stepBalances,
	type Balance,
	type BalanceSubject,
	type RecipeBalance
} from './step-balance';

/** Where the outcome and the groups are, in the table and after each step. */
interface Place {
	readonly label: Field | null;
	readonly facet: Field | null;
	/** What it holds is what the place before it holds. */
	readonly isKept: boolean;
}

/** The statement that counts a recipe's balance after every step, and how to read its answer. */
export interface BalanceCount {
	/** Null where the columns are nowhere, so that there is nothing to count. */
	readonly sql: string | null;
	read(answer: Columns | null): RecipeBalance;
}

/**
 * One statement that counts the group and its outcomes in the table and after each of the first `end` steps of a plan, from the relations
 * the recipe compiles to. Steps that can change neither rows nor the two columns are not counted again.
 */
export function countBalance(
	plan: RecipePlan,
	source: string,
	{ label, positive, facet }: BalanceSubject,
	options: Pick<PlanSqlOptions, 'end' | 'fitOn' | 'learned'>
): BalanceCount {
	const places = placesOf(plan, label, facet.column).slice(0, options.end + 1);
	const counted = places.flatMap((place, at) =>
		place.label && place.facet && !place.isKept ? [{ at, label: place.label, facet: place.facet }] : []
	);
	const tail = (_: string, after: readonly string[]) =>
		counted
			.map(
				({
					at,
					label: labelField,
					facet: facetField
				}) => `SELECT ${at} AS at, ${selectionSql(facetField, facet.selection)} AS facet,
	${selectionSql(labelField, positive)} AS label, CAST(count(*) AS DOUBLE) AS n
FROM ${after[at] ?? ''} GROUP BY 2, 3`
			)
			.join('\nUNION ALL\n');
	return {
		sql: counted.length === 0 ? null : planSql(plan, source, { ...options, start: 0, tail }),
		read: (answer) => {
			const cells = readCells(answer);
			const balances: Balance[] = [];
			for (const [at, place] of places.entries()) {
				const kept = balances[at - 1];
				if (!place.label) balances.push(balanceWithout('no-label'));
				else if (!place.facet) balances.push(balanceWithout('no-facet'));
				else balances.push(place.isKept && kept ? kept : balanceOf(cells.get(at) ?? []));
			}
			return stepBalances(plan.steps.slice(0, options.end), balances, (step) => places[step + 1]?.isKept === true);
		}
	};
}

function placesOf(plan: RecipePlan, label: string, facet: string): Place[] {
	const threads = [threadOf(plan, label), threadOf(plan, facet)] as const;
	const fields = threads.map((names) =>
		names.map((name, at) => schemaAfter(plan, at).find((field) => field.name === name) ?? null)
	);
	return (fields[0] ?? []).map((field, at) => ({
		label: field,
		facet: fields[1]?.[at] ?? null,
		isKept: at > 0 && threads.every((names) => isKept(plan, at - 1, names[at - 1] ?? null, names[at] ?? null))
	}));
}

/** Whether a step leaves the rows and the values of a column as they are. */
function isKept(plan: RecipePlan, index: number, before: string | null, after: string | null): boolean {
	const step = plan.steps[index];
	if (before === null || after === null) return false;
	if (!step?.columns || !step.query) return true;
	const { from, where, qualify, groupBy } = step.query;
	const effect = step.operation?.rows;
	if (effect === 'new' || effect === 'fewer' || from || where !== undefined || qualify !== undefined || groupBy)
		return false;
	const made = step.columns.find(({ field }) => field.name === after);
	return made !== undefined && carriedFrom(made) === before;
}

function readCells(answer: Columns | null): Map<number, CountCell[]> {
	const cells = new Map<number, CountCell[]>();
	if (!answer) return cells;
	const number = (name: string, row: number): number | null => {
		const cell = columnNamed(answer, name);
		const value = cell ? cellAt(cell.vector, row) : null;
		return value === null ? null : Number(value);
	};
	for (let row = 0; row < answer.rows; row++) {
		const [facet, label] = [number('facet', row), number('label', row)];
		const at = number('at', row) ?? 0;
		const cell = {
			facet: facet === null ? null : String(facet),
			label: label === null ? null : label === 1,
			predicted: null,
			group: null,
			count: number('n', row) ?? 0
		};
		cells.set(at, [...(cells.get(at) ?? []), cell]);
	}
	return cells;
}
