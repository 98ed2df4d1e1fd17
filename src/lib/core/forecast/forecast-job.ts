import type { AppError } from '../errors';
import type { Columns } from '../table/columns';

export const methods = ['naive', 'ets', 'trees'] as const;
export type Method = (typeof methods)[number];
export const everyNames = ['auto', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type EveryName = (typeof everyNames)[number];
export const duplicateRules = ['mean', 'sum'] as const;
export const gapRules = ['line', 'zero'] as const;

export interface ForecastSettings {
	/** Steps ahead. */
	readonly horizon: number;
	/** Steps after which the season comes again, 1 for none; `auto` finds it by autocorrelation. */
	readonly season: number | 'auto';
	/** What is tried; seasonal naive is always measured beside it. */
	readonly methods: readonly Method[];
	/** Share of values that the interval is to hold, between 0 and 1. */
	readonly level: number;
	readonly every: EveryName;
	/** What several rows of one step become. */
	readonly duplicates: (typeof duplicateRules)[number];
	/** What a step without a row becomes: on the line between the values beside it, or 0. */
	readonly gaps: (typeof gapRules)[number];
	readonly seed: number;
}

export const defaultSettings: ForecastSettings = {
	horizon: 12,
	season: 'auto',
	methods,
	level: 0.9,
	every: 'auto',
	duplicates: 'mean',
	gaps: 'line',
	seed: 0
};

export interface ForecastJob extends ForecastSettings {
	/** `time` (milliseconds since 1970, or numbers), `value`, and `by` (text) where there are several series; rows in any order. */
	readonly columns: Columns;
	/** Times are plain numbers, not dates. */
	readonly isNumbered: boolean;
}

/** A forecast with its interval, a value a step. */
export interface Path {
	readonly mean: Float64Array;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

/** Means over the steps of all cutoffs; null where one is not defined (a scale of 0). */
export interface ForecastScores {
	readonly mae: number;
	readonly rmse: number;
	readonly mase: number | null;
	readonly smape: number | null;
	/** Share of the true values that lay in the interval. */
	readonly coverage: number | null;
}

export interface MethodResult {
	readonly method: Method;
	/** The model that was picked, such as `Ad,M` of exponential smoothing; empty where there is nothing to pick. */
	readonly model: string;
	readonly scores: ForecastScores;
	/** What was forecast from the last cutoff, to be laid beside what came. */
	readonly lastCutoff: Path;
	readonly forecast: Path;
}

/** What was done to rows to make even steps of them. */
export interface SeriesFacts {
	/** Rows with a time and a value. */
	readonly rows: number;
	/** Rows left out because time or value is missing. */
	readonly missing: number;
	/** Steps that several rows fell into. */
	readonly merged: number;
	/** Steps that no row fell into. */
	readonly filled: number;
	/** Early steps left out because the series is longer than can be fitted. */
	readonly cut: number;
}

export interface SeriesForecast {
	/** The group's value; empty where there is one series. */
	readonly by: string;
	readonly facts: SeriesFacts;
	readonly times: Float64Array;
	readonly values: Float64Array;
	readonly futureTimes: Float64Array;
	/** 1 where there is no season. */
	readonly season: number;
	/** Steps known at each cutoff of the backtest, ascending. */
	readonly cutoffs: readonly number[];
	readonly results: readonly MethodResult[];
	/** Methods that need more steps than there are. */
	readonly skipped: readonly Method[];
	/** The method with the lowest mean absolute error over the backtest. */
	readonly best: Method;
}

export interface Forecasts {
	readonly step: Step;
	readonly series: readonly SeriesForecast[];
	/** Groups that cannot be forecast, with the error that says why. */
	readonly refused: readonly ({ readonly by: string } & Pick<AppError, 'code' | 'details'>)[];
}

/** One step: so many milliseconds, months or units of a number; steps are counted from `origin`. */
export interface Step {
	readonly unit: 'ms' | 'month' | 'number';
	readonly size: number;
	readonly origin: number;
	/** Times that lie up to this share of a step before its start belong to it. */
	readonly early?: number;
}
