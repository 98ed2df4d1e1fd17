import type { ClassCurves, MeanCurve } from '$lib/core/evaluation/class-curves';
import { lineLook, type LineLook } from '$lib/ui/chart/line-look';

/** A dot of a class's line, or where it breaks off. */
export interface LinePoint {
	readonly line: string;
	readonly x: number;
	readonly y: number;
}

/** A class that has curves, and how its lines are drawn in every picture. */
export interface ClassLine extends LineLook {
	readonly k: number;
	readonly name: string;
}

/** Lines of more classes are not told apart. */
const mostLines = 24;

/** The classes that have curves, at most those with the most rows; the one that is held always. */
export function classLines(
	{ classes }: ClassCurves,
	names: readonly string[],
	rows: readonly number[],
	held: number | null
): ClassLine[] {
	const known = [...names.keys()].filter((k) => classes[k]);
	const largest = [...known].sort((a, b) => (rows[b] ?? 0) - (rows[a] ?? 0)).slice(0, mostLines);
	return known
		.filter((k) => k === held || largest.includes(k))
		.map((k, at) => ({ k, name: names[k] ?? '', ...lineLook(at) }));
}

/** A mean of curves as a line. */
export function meanPoints(line: string, values: Float64Array | undefined): LinePoint[] {
	return Array.from(values ?? [], (y, at) => ({ line, x: at / ((values?.length ?? 2) - 1), y }));
}

export type ClassPicture = 'roc' | 'precision' | 'calibration' | 'lift';

/** What a picture shows of a class. */
export function classPoints(
	{ classes }: ClassCurves,
	{ k, name: line }: ClassLine,
	picture: ClassPicture
): LinePoint[] {
	const own = classes[k];
	if (!own) return [];
	switch (picture) {
		case 'roc':
			return own.points.map(({ falsePositiveRate, recall }) => ({ line, x: falsePositiveRate, y: recall }));
		case 'precision':
			return own.points.map(({ recall, precision }) => ({ line, x: recall, y: precision ?? 1 }));
		case 'calibration':
			return own.calibration.bins.map(({ predicted, observed }) => ({ line, x: predicted, y: observed }));
		case 'lift':
			return [{ line, x: 0, y: 0 }, ...own.deciles.map(({ share, gained }) => ({ line, x: share, y: gained }))];
	}
}

export const averages = ['macro', 'weighted'] as const;
export type Average = (typeof averages)[number];

/** What a picture shows of the mean of the classes: only the two that are taken place by place have one. */
export function averageOf(curves: ClassCurves, average: Average, picture: ClassPicture): LinePoint[] {
	const mean: MeanCurve | null = curves[average];
	if (picture === 'roc') return meanPoints(average, mean?.roc);
	return picture === 'precision' ? meanPoints(average, mean?.precision) : [];
}
