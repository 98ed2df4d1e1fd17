import { AppError } from '$lib/core/errors';
import type { BalanceReason, Balance, BalanceSubject, RecipeBalance } from '$lib/core/clarify/step-balance';
import { worsening } from '$lib/core/clarify/step-balance';
import { selectionText } from '$lib/core/clarify/selector';
import type { Workspace } from '$lib/core/ports';
import type { TableSchema } from '$lib/core/table/schema';
import { furthestGroup } from '$lib/workbench/step-balance';
import { metricReason } from './reasons';
import { categoricalColumns, facetSelector, positiveSelection } from './selections';

export interface BalanceFlags {
	readonly biasLabel?: string;
	readonly biasPositive?: string;
	readonly biasFacet?: string;
}

/** Whose balance is asked for; null for nobody's. A facet that names no group is the one that gets the good outcome least often. */
export async function balanceSubject(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	{ biasLabel: label, biasPositive, biasFacet }: BalanceFlags,
	{ relation, schema }: { readonly relation: string; readonly schema: TableSchema }
): Promise<BalanceSubject | null> {
	if (label === undefined && biasPositive === undefined && biasFacet === undefined) return null;
	if (label === undefined) throw missing('bias-label', 'a column');
	if (biasPositive === undefined) throw missing('bias-positive', 'the good outcome');
	if (biasFacet === undefined) throw missing('bias-facet', 'whom to look at');
	const isCategorical = categoricalColumns(schema, {});
	const positive = positiveSelection(biasPositive, isCategorical(label));
	const { column, selection } = facetSelector(biasFacet, isCategorical);
	if (!('each' in selection)) return { label, positive: positive, facet: { column, selection: selection } };
	const value = await furthestGroup(workspace, relation, label, positive, column);
	return { label, positive: positive, facet: { column, selection: { values: [value] } } };
}

function missing(option: string, allowed: string): AppError {
	return new AppError('usage/bad-option', { option, value: '', allowed });
}

/** Of the whole: who, how the table stands, and the steps that moved it most. */
export function balanceJson({ label, positive, facet }: BalanceSubject, { start, worst }: RecipeBalance) {
	const of = { label, positive: selectionText(positive), facet: facet.column, value: selectionText(facet.selection) };
	return { ...of, before: shown(start), worst };
}

/** Of one step: how the rows after it stand, and by how much it moved outcomes and shares away from 0. */
export function stepBalanceJson(balance: RecipeBalance, place: number) {
	const step = balance.steps.find((each) => each.step === place);
	if (!step) return null;
	return { ...shown(step.after), worse: { DPL: worsening(step, 'DPL'), CI: worsening(step, 'CI') } };
}

function shown({ reason, ...balance }: Balance) {
	return { ...balance, reason: reason === null ? null : reasonText(reason) };
}

export function balanceHead({ label, positive, facet }: BalanceSubject, { start }: RecipeBalance): string {
	const who = `${facet.column} ${selectionText(facet.selection)}`;
	return `${who} against the rest, ${label} ${selectionText(positive)}: ${figures(start)}`;
}

export function stepBalanceText(balance: RecipeBalance, place: number): string {
	const step = balance.steps.find((each) => each.step === place);
	if (!step) return '';
	const marks = [
		...(balance.worst.DPL === place ? ['outcomes moved apart most'] : []),
		...(balance.worst.CI === place ? ['shares moved apart most'] : [])
	];
	return [figures(step.after), ...marks].join('  <- ');
}

function figures({ DPL, CI, reason }: Balance): string {
	if (DPL === null) return reason === null ? '' : reasonText(reason);
	return `DPL ${DPL.toFixed(4)}, CI ${CI === null ? '-' : CI.toFixed(4)}`;
}

function reasonText(reason: BalanceReason): string {
	if (reason === 'no-label') return 'the outcome is no column here';
	if (reason === 'no-facet') return 'the facet is no column here';
	if (reason === 'no-positive') return 'no row has the good outcome as it was named';
	return metricReason(reason) ?? '';
}
