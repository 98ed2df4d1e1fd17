import type { Balance, BalanceReason, StepBalance } from '$lib/core/clarify/step-balance';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** The size of a difference in points, to a tenth. */
function points(i18n: I18n, value: number): string {
	return i18n.number(Math.round(Math.abs(value) * 1000) / 10, 2);
}

/** A difference as points with its sign: +19.6. */
export function signedPoints(i18n: I18n, value: number): string {
	const shown = points(i18n, value);
	return `${shown === '0' ? '' : value < 0 ? '−' : '+'}${shown}`;
}

/** Why a balance is not known. */
export function balanceReason(i18n: I18n, reason: BalanceReason): string {
	const { reasons } = i18n.operations.balance;
	if (reason === 'no-label' || reason === 'no-facet' || reason === 'no-positive') return reasons[reason];
	return i18n.t.clarify.reasons[reason];
}

/** What a step did to the balance, in a sentence or two. */
export function balanceSentence(i18n: I18n, { effect, before, after }: StepBalance, who: string): string {
	const t = i18n.operations.balance;
	if (effect === 'kept') return t.kept;
	if (after.DPL === null) return after.reason === null ? '' : balanceReason(i18n, after.reason);
	return `${t.joined(rowsText(i18n, before, after, who), gapText(i18n, before.DPL, after.DPL, who))} ${shareText(i18n, before, after, who)}`;
}

function rowsText(i18n: I18n, before: Balance, after: Balance, who: string): string {
	const t = i18n.operations.balance;
	const gone = (before.rows ?? 0) - (after.rows ?? 0);
	if (before.rows === null || gone === 0) return t.sameRows;
	const part = ((before.inGroup ?? 0) - (after.inGroup ?? 0)) / gone;
	const rows = i18n.count(Math.abs(gone));
	if (part < 0 || part > 1) return gone > 0 ? t.removedOnly(rows) : t.addedOnly(rows);
	return gone > 0 ? t.removed(rows, i18n.percent(part), who) : t.added(rows, i18n.percent(part), who);
}

function gapText(i18n: I18n, before: number | null, after: number, who: string): string {
	const t = i18n.operations.balance;
	if (before === null) return t.became(points(i18n, after));
	const [from, to] = [points(i18n, before), points(i18n, after)];
	if (before > 0 && after < 0) return t.turned(from, to, who);
	if (before < 0 && after > 0) return t.turnedAgainst(from, to, who);
	if (from === to) return t.stayed(to);
	return Math.abs(after) > Math.abs(before) ? t.grew(from, to) : t.shrank(from, to);
}

function shareText(i18n: I18n, before: Balance, after: Balance, who: string): string {
	const t = i18n.operations.balance;
	const share = ({ rows, inGroup }: Balance) => (rows ? i18n.percent((inGroup ?? 0) / rows) : null);
	const [was, is] = [share(before), share(after)];
	if (is === null) return '';
	return was === null || was === is ? t.shareOnly(who, is) : t.share(who, was, is);
}
