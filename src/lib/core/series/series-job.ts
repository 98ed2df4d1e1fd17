import type { Columns } from '../table/columns';

/** What is computed along series outside SQL. */
export type SeriesKernel =
	| {
			readonly name: 'exponential';
			readonly statistic: 'mean' | 'deviation';
			/** Weight of the newest value, above 0 and up to 1. */
			readonly alpha: number;
			readonly adjust: boolean;
	  }
	| { readonly name: 'savitzky-golay'; readonly window: number; readonly degree: number }
	| { readonly name: 'local-line'; readonly span: number }
	| { readonly name: 'curve'; readonly method: 'spline' | 'akima' | 'monotone' }
	| { readonly name: 'season'; readonly method: 'loess' | 'means'; readonly period: number }
	| {
			readonly name: 'unusual';
			readonly method: 'loess' | 'means';
			readonly period: number;
			readonly deviations: number;
	  };

/** What a kernel gives for each column of values, by name. */
export const kernelOutputs: Readonly<Record<SeriesKernel['name'], readonly string[]>> = {
	exponential: ['value'],
	'savitzky-golay': ['value'],
	'local-line': ['value'],
	curve: ['value'],
	season: ['trend', 'seasonal', 'residual'],
	unusual: ['value']
};

export interface SeriesJob {
	readonly kernel: SeriesKernel;
	/** The number of the series (rows of one stand together, in order), the place along it, then columns of values. */
	readonly columns: Columns;
}

/** The name of what a kernel made of the value column at a place, from 1. */
export const outputName = (place: number, output: string): string => `${output} ${place}`;
