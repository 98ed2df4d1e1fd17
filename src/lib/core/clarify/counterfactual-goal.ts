import { calledClass } from '../model/called-class';
import { nextBelow } from '../model/float32';
import type { Model, StepCurve } from '../model/model';
import { thresholdFor } from '../model/threshold';
import type { Wanted } from './counterfactual';

/** A class wanted of a model with a threshold, as the probability of it from which on the model calls it. */
export function asCalled({ threshold }: Pick<Model, 'threshold'>, wanted: Wanted): Wanted {
	if (threshold === undefined || wanted.type === 'range' || wanted.probability !== null) return wanted;
	return { ...wanted, probability: thresholdFor(wanted.classIndex, threshold) };
}

/** Whether the answer that starts at `from` (all classes, or one number) is the wanted one. */
export function meets(wanted: Wanted, answers: ArrayLike<number>, from: number, classes: number): boolean {
	if (wanted.type === 'range') {
		const value = answers[from] ?? NaN;
		return value >= (wanted.least ?? -Infinity) && value <= (wanted.most ?? Infinity);
	}
	if (wanted.probability !== null) return (answers[from + wanted.classIndex] ?? NaN) >= wanted.probability;
	return calledClass(answers, from, classes) === wanted.classIndex;
}

/** How far an answer is from the wanted one, in its own units; 0 where it meets it or stands on the edge. */
export function shortfall(wanted: Wanted, answers: ArrayLike<number>, from: number, classes: number): number {
	if (wanted.type === 'range') {
		const value = answers[from] ?? NaN;
		return Math.max(0, (wanted.least ?? -Infinity) - value, value - (wanted.most ?? Infinity));
	}
	const reached = answers[from + wanted.classIndex] ?? NaN;
	if (wanted.probability !== null) return Math.max(0, wanted.probability - reached);
	let rival = 0;
	for (let k = 0; k < classes; k++) if (k !== wanted.classIndex) rival = Math.max(rival, answers[from + k] ?? 0);
	return Math.max(0, rival - reached);
}

/** Bounds on the one margin of a model that the wanted answer means, both inclusive; null where there are several margins. */
export function marginBounds(
	{ link, calibration }: Pick<Model, 'link' | 'calibration'>,
	wanted: Wanted
): { readonly least: number; readonly most: number } | null {
	if (wanted.type === 'class') {
		if (link !== 'logistic') return null;
		const [curve] = calibration?.curves ?? [];
		if (curve) return stepBounds(curve, wanted.classIndex === 1, wanted.probability ?? 0.5);
		const edge = logit(wanted.probability ?? 0.5);
		return wanted.classIndex === 1 ? { least: edge, most: Infinity } : { least: -Infinity, most: -edge };
	}
	const { least, most } = { least: wanted.least ?? -Infinity, most: wanted.most ?? Infinity };
	if (link === 'identity') return { least, most };
	if (link === 'exp') return { least: Math.log(Math.max(0, least)), most: Math.log(Math.max(0, most)) };
	return link === 'sigmoid' ? { least: logit(least), most: logit(most) } : null;
}

/** The margins whose step gives the second class (or the first) at least this probability. */
function stepBounds({ edges, values }: StepCurve, isSecond: boolean, probability: number) {
	const first = values.findIndex((value) => (isSecond ? value >= probability : 1 - value < probability));
	if (isSecond) {
		if (first === 0) return { least: -Infinity, most: Infinity };
		const edge = edges[first - 1];
		return { least: edge === undefined ? Infinity : -nextBelow(-edge), most: Infinity };
	}
	if (first < 0) return { least: -Infinity, most: Infinity };
	return { least: -Infinity, most: edges[first - 1] ?? -Infinity };
}

function logit(p: number): number {
	if (p <= 0) return -Infinity;
	return p >= 1 ? Infinity : Math.log(p / (1 - p));
}
