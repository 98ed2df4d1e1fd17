import type { CalibrationMethod } from '$lib/core/train/calibration';
import type { TrainSpec } from '$lib/core/train/spec';

export const splitWays = ['stratified', 'random', 'group', 'time'] as const;
export type SplitWay = (typeof splitWays)[number];

const dayMs = 86_400_000;

/** How a run is measured, and what its probabilities are made to mean. */
export class SplitSettings {
	way = $state<SplitWay>('stratified');
	column = $state('');
	/** Between training and measuring: days for dates, else in the column's unit. */
	gap = $state(0);
	/** 0 to hold out a share. */
	folds = $state(0);
	classWeights = $state<'none' | 'balanced'>('none');
	calibrate = $state<CalibrationMethod>('none');

	/** The way that needs a column and has none. */
	get lacking(): 'group' | 'time' | null {
		const { way, column } = this;
		return column === '' && (way === 'group' || way === 'time') ? way : null;
	}

	/** What a spec says of it; a way that needs a column and has none is left out. */
	spec(isDate: boolean): Partial<TrainSpec> {
		return {
			...this.#splitBy(isDate),
			...(this.folds > 1 ? { folds: this.folds } : {}),
			...(this.classWeights === 'none' ? {} : { classWeights: this.classWeights }),
			...(this.calibrate === 'none' ? {} : { calibrate: this.calibrate })
		};
	}

	#splitBy(isDate: boolean): Pick<TrainSpec, 'splitBy'> {
		const { way, column, gap } = this;
		if (way === 'random') return { splitBy: { by: way } };
		if (way === 'group' && column !== '') return { splitBy: { by: way, column } };
		if (way === 'time' && column !== '') return { splitBy: { by: way, column, gap: isDate ? gap * dayMs : gap } };
		return {};
	}
}
