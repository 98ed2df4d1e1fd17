import { expect } from 'vitest';
import { seededRandom } from '$lib/core/random';
import type { Row } from './native';

/** What expectations are computed with, by definition, from the rows themselves. */
export type Maybe = number | null;

/** Names and values that are hard to quote. */
export const oddName = `it's "q" 東京`;
export const oddValues = ["Aix'en", 'São "Paulo"', '東京', '; --', '\\', '%_'] as const;

export const present = <T>(values: readonly (T | null)[]): T[] =>
	values.flatMap((value) => (value === null ? [] : [value]));
export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
export const mean = (values: readonly number[]) => sum(values) / values.length;
export const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)));

/** By linear interpolation between order statistics. */
export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = q * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? NaN;
	return low + ((sorted[Math.ceil(at)] ?? NaN) - low) * (at - Math.floor(at));
}
export const median = (values: readonly number[]) => quantile(values, 0.5);
export const absoluteDeviation = (values: readonly number[]) => median(values.map((x) => Math.abs(x - median(values))));

export function close(rows: readonly Row[], column: string, wanted: readonly Maybe[], digits = 9): void {
	expect(rows).toHaveLength(wanted.length);
	rows.forEach((row, i) => {
		const want = wanted[i] ?? null;
		const found = row[column];
		if (want === null) expect(found, `${column} ${i}`).toBeNull();
		else
			expect(Math.abs(Number(found ?? NaN) - want), `${column} ${i}: ${found} for ${want}`).toBeLessThan(
				10 ** -digits * Math.max(1, Math.abs(want))
			);
	});
}

export const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name] ?? null);

/** Numbers with gaps, of either sign, with ties. */
export function someNumbers(count: number, seed: number): Maybe[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => (random() < 0.15 ? null : Math.round((random() - 0.4) * 400) / 8));
}

export function someOf<T>(values: readonly T[], count: number, seed: number, gaps = 0.1): (T | null)[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () =>
		random() < gaps ? null : (values[Math.floor(random() ** 2 * values.length)] ?? null)
	);
}
