import { AppError, type ErrorDetails } from '$lib/core/errors';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** Why a step cannot run and what to do, from the code of its error. */
export function faultText(i18n: I18n, fault: { readonly code: string; readonly details: ErrorDetails }): string {
	const { mends, formulaErrors, formulaAt } = i18n.t.recipe;
	const { code, details } = fault;
	switch (code) {
		case 'recipe/column-missing':
		case 'table/column-kind':
		case 'table/column-duplicate':
			return mends[code](String(details['column']));
		case 'recipe/operation-unknown':
			return mends[code](String(details['op']));
		case 'recipe/params-invalid': {
			const field = String(details['field']).replace(/\..*$/, '');
			return mends[code](i18n.operations.field(String(details['op']), field));
		}
		case 'recipe/formula-invalid': {
			const reasons: Readonly<Record<string, string>> = formulaErrors;
			const reason = reasons[String(details['reason'])] ?? '';
			return mends[code](`${formulaAt(Number(details['position']))} ${reason}`);
		}
		case 'recipe/sql-invalid':
			return i18n.error(new AppError(code, details)).what;
		default:
			return mends.other(code);
	}
}

/** What is wrong with the formula being typed. */
export function formulaFault(i18n: I18n, details: ErrorDetails): string {
	const reasons: Readonly<Record<string, string>> = i18n.t.recipe.formulaErrors;
	return `${i18n.t.recipe.formulaAt(Number(details['position']))} ${reasons[String(details['reason'])] ?? ''}`;
}
