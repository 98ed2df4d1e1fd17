import type { Random } from '../random';
import { chiSquareTail, lnGamma } from '../special-functions';

export interface ChiSquare {
	readonly statistic: number;
	readonly pValue: number;
	readonly df: number;
}

/** Pearson's statistic of the 2 x K table of counts, without Yates' correction. */
function statisticOf(
	a: readonly number[] | Int32Array,
	b: readonly number[] | Int32Array,
	n: number,
	m: number
): number {
	let statistic = 0;
	for (let k = 0; k < a.length; k++) {
		const x = a[k] ?? 0;
		const y = b[k] ?? 0;
		const both = x + y;
		if (both === 0) continue;
		const expectedX = (both * n) / (n + m);
		const expectedY = (both * m) / (n + m);
		statistic += (x - expectedX) ** 2 / expectedX + (y - expectedY) ** 2 / expectedY;
	}
	return statistic;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** The chi-square test of homogeneity of two rows of counts over the same values. One value alone: 0, p 1, df 0. */
export function chiSquareTest(a: readonly number[], b: readonly number[]): ChiSquare {
	const df = a.filter((count, k) => count + (b[k] ?? 0) > 0).length - 1;
	const statistic = df <= 0 ? 0 : statisticOf(a, b, sum(a), sum(b));
	return { statistic, pValue: chiSquareTail(statistic, Math.max(0, df)), df: Math.max(0, df) };
}

/** Permutations are drawn while the smaller side has at most this many rows; past it rare values are pooled. */
const permutationRows = 5000;
const draws = 1999;

/**
 * A p-value of the same statistic that keeps its false-alarm rate when values are rare, and how it was had. Cochran's rule (no
 * expected count under 1, at most a fifth under 5; for two values none under 5) allows the chi-square distribution. Else all
 * ways to deal out two values are counted, rows of more values are dealt out again at random, or, where both sides have many
 * rows, values expected less than 5 times count as one.
 */
export function calibratedTail(
	a: readonly number[],
	b: readonly number[],
	random: Random
): { pValue: number; null: 'exact' | 'asymptotic' | 'permutation' } {
	const n = sum(a);
	const m = sum(b);
	const smaller = Math.min(n, m) / (n + m);
	const expected = a.map((count, k) => (count + (b[k] ?? 0)) * smaller).filter((count) => count > 0);
	const few = expected.filter((count) => count < 5).length;
	const cochran =
		expected.length === 2 ? few === 0 : few <= expected.length / 5 && expected.every((count) => count >= 1);
	if (cochran || expected.length < 2) return { pValue: chiSquareTest(a, b).pValue, null: 'asymptotic' };
	if (expected.length === 2) return { pValue: twoValueTail(a, b), null: 'exact' };
	if (Math.min(n, m) <= permutationRows) return { pValue: permutationTail(a, b, random), null: 'permutation' };
	const pool = (counts: readonly number[]) => {
		const rare = counts.map((count, k) => (((a[k] ?? 0) + (b[k] ?? 0)) * smaller < 5 ? count : 0));
		return [sum(rare), ...counts.map((count, k) => (rare[k] === 0 ? count : 0))];
	};
	return { pValue: chiSquareTest(pool(a), pool(b)).pValue, null: 'asymptotic' };
}

/** P(statistic >= the one observed) over the hypergeometric ways to deal the rows of two values out to both sides. */
function twoValueTail(a: readonly number[], b: readonly number[]): number {
	const n = sum(a);
	const m = sum(b);
	const [ones = 0, others = 0] = a.map((count, k) => count + (b[k] ?? 0)).filter((count) => count > 0);
	const observed = statisticOf(a, b, n, m);
	const lnWays = (all: number, taken: number) => lnGamma(all + 1) - lnGamma(taken + 1) - lnGamma(all - taken + 1);
	const lnAll = lnWays(n + m, n);
	let tail = 0;
	for (let x = Math.max(0, n - others); x <= Math.min(n, ones); x++)
		if (statisticOf([x, n - x], [ones - x, others - n + x], n, m) >= observed * (1 - 1e-12))
			tail += Math.exp(lnWays(ones, x) + lnWays(others, n - x) - lnAll);
	return Math.min(1, tail);
}

function permutationTail(a: readonly number[], b: readonly number[], random: Random): number {
	const n = sum(a);
	const m = sum(b);
	const rows = new Int32Array(n + m);
	const both = a.map((count, k) => count + (b[k] ?? 0));
	let at = 0;
	both.forEach((count, k) => {
		rows.fill(k, at, at + count);
		at += count;
	});
	const size = Math.min(n, m);
	const observed = statisticOf(a, b, n, m);
	const dealt = new Int32Array(both.length);
	const rest = new Int32Array(both.length);
	let reached = 0;
	for (let draw = 0; draw < draws; draw++) {
		dealt.fill(0);
		for (let i = 0; i < size; i++) {
			const j = i + Math.floor(random() * (rows.length - i));
			const value = rows[j] ?? 0;
			rows[j] = rows[i] ?? 0;
			rows[i] = value;
			dealt[value] = (dealt[value] ?? 0) + 1;
		}
		both.forEach((count, k) => (rest[k] = count - (dealt[k] ?? 0)));
		if (statisticOf(dealt, rest, size, rows.length - size) >= observed * (1 - 1e-12)) reached += 1;
	}
	return (reached + 1) / (draws + 1);
}
