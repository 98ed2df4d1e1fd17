import { AppError } from '../errors';
import type { Forecaster, OnProgress, Trainer } from '../ports';
import { columnNamed, type Columns } from '../table/columns';
import { cutoffsOf, fromErrors, naiveScale, scoresOf, type Origin } from './backtest';
import { evenSteps, leastSteps, type EvenSteps } from './even-steps';
import { etsName, pickEts, projectEts } from './ets';
import type { ForecastJob, Forecasts, Method, MethodResult, Path, SeriesForecast } from './forecast-job';
import { lagPlan, stepsBefore } from './lag-features';
import { forecastTrees, leastLearned } from './lag-trees';
import { findSeason } from './season-length';
import { seasonalNaive } from './seasonal-naive';
import { timeOf } from './step';

export const mostSeries = 200;

interface Tools {
	readonly trainer: Trainer;
	readonly pause: () => Promise<void>;
	readonly signal: AbortSignal | undefined;
	/** Told the share of a series that is done. */
	readonly tell: (share: number) => void;
}

/** Forecasts in plain TypeScript with trees from `trainer`: in the train worker, or in place in Node. `pause` lets waiting messages in. */
export function createForecaster(trainer: Trainer, pause: () => Promise<boolean>): Forecaster {
	return {
		forecast: (job, signal, onProgress) => {
			const tools = {
				trainer,
				signal,
				tell: () => {},
				pause: async () => {
					await pause();
					signal?.throwIfAborted();
				}
			};
			return forecastAll(job, tools, onProgress);
		}
	};
}

/**
 * Forecasts each series of a job. One that cannot be is listed in `refused`; when none can be, its error is thrown. forecast/too-many-series
 * beyond 200.
 */
async function forecastAll(job: ForecastJob, tools: Tools, onProgress?: OnProgress): Promise<Forecasts> {
	const groups = rowsBySeries(job.columns);
	if (groups.length > mostSeries)
		throw new AppError('forecast/too-many-series', { series: groups.length, limit: mostSeries });
	const series: SeriesForecast[] = [];
	const refused: Forecasts['refused'][number][] = [];
	let step: Forecasts['step'] | null = null;
	let failed: unknown = null;
	for (const [done, { by, rows }] of groups.entries()) {
		const tell = (share: number) => onProgress?.({ phase: 'forecast', done: done + share, total: groups.length });
		tell(0);
		await tools.pause();
		try {
			const even = evenSteps(
				numbersAt(job.columns, 'time', rows),
				numbersAt(job.columns, 'value', rows),
				job,
				job.isNumbered
			);
			series.push(await forecastOne(by, even, job, { ...tools, tell }));
			step ??= even.step;
		} catch (error) {
			if (!(error instanceof AppError) || !error.code.startsWith('forecast/')) throw error;
			failed ??= error;
			refused.push({ by, code: error.code, details: error.details });
		}
	}
	if (!step) throw failed ?? new AppError('forecast/no-values', { rows: 0 });
	return { step, series, refused };
}

async function forecastOne(by: string, even: EvenSteps, job: ForecastJob, tools: Tools): Promise<SeriesForecast> {
	const { values, step, first } = even;
	const n = values.length;
	const { horizon, level } = job;
	const season = job.season === 'auto' ? findSeason(values.subarray(0, Math.max(leastSteps, n - horizon))) : job.season;
	const least = Math.max(leastSteps, season > 1 ? 2 * season : 0);
	// half of the series to learn from, where that leaves a cutoff
	const late = cutoffsOf(n, horizon, Math.max(least, Math.floor(n / 2)));
	const cutoffs = late.length > 0 ? late : cutoffsOf(n, horizon, least);
	if (cutoffs.length === 0) throw new AppError('forecast/too-short', { steps: n, least: least + horizon });
	const plan = lagPlan(season, Math.floor((cutoffs[0] ?? n) / 2), step, first);
	const hasTrees = (cutoffs[0] ?? n) - stepsBefore(plan) >= leastLearned;
	const asked = [...new Set<Method>(['naive', ...job.methods])];
	const tried = asked.filter((method) => method !== 'trees' || hasTrees);
	const run = async (method: Method, history: Float64Array): Promise<{ path: Path; model: string }> => {
		await tools.pause();
		switch (method) {
			case 'naive':
				return { path: seasonalNaive(history, season, horizon, level), model: '' };
			case 'ets': {
				const fit = await pickEts(history, season, tools.pause);
				return { path: projectEts(fit, horizon, level, job.seed), model: etsName(fit.shape) };
			}
			case 'trees': {
				const mean = await forecastTrees(tools.trainer, history, plan, horizon, job.seed, tools.signal);
				return { path: fromErrors(mean, [], level), model: '' };
			}
		}
	};
	const results: MethodResult[] = [];
	const runs = tried.length * (cutoffs.length + 1);
	let done = 0;
	for (const method of tried) {
		let origins: Origin[] = [];
		for (const known of cutoffs) {
			const history = values.slice(0, known);
			const { path } = await run(method, history);
			tools.tell(++done / runs);
			origins.push({ path, truth: values.slice(known, known + horizon), scale: naiveScale(history, season) });
		}
		const { path, model } = await run(method, values);
		tools.tell(++done / runs);
		const raw = origins;
		if (method === 'trees')
			origins = raw.map((origin, at) => ({
				...origin,
				path: fromErrors(
					origin.path.mean,
					raw.filter((_, other) => other !== at),
					level
				)
			}));
		const last = origins.at(-1)?.path ?? path;
		results.push({
			method,
			model,
			scores: scoresOf(origins),
			lastCutoff: last,
			forecast: method === 'trees' ? fromErrors(path.mean, raw, level) : path
		});
	}
	const best = results.reduce((low, each) => (each.scores.mae < low.scores.mae ? each : low));
	return {
		by,
		facts: even.facts,
		times: even.times,
		values,
		futureTimes: Float64Array.from({ length: horizon }, (_, h) => timeOf(first + n + h, step)),
		season,
		cutoffs,
		results,
		skipped: asked.filter((method) => !tried.includes(method)),
		best: best.method
	};
}

/** Rows of each series, in order of first appearance; rows without a group belong to the series of no name. */
function rowsBySeries(columns: Columns): { by: string; rows: Int32Array }[] {
	const vector = columnNamed(columns, 'by')?.vector;
	if (vector?.kind !== 'text') return [{ by: '', rows: Int32Array.from({ length: columns.rows }, (_, row) => row) }];
	const found = new Map<number, number[]>();
	vector.codes.forEach((code, row) => {
		const own = found.get(code);
		if (own) own.push(row);
		else found.set(code, [row]);
	});
	return Array.from(found, ([code, rows]) => ({ by: vector.dictionary[code] ?? '', rows: Int32Array.from(rows) }));
}

/** NaN where missing. */
function numbersAt(columns: Columns, name: string, rows: Int32Array): Float64Array {
	const vector = columnNamed(columns, name)?.vector;
	if (vector?.kind !== 'number') return new Float64Array(rows.length).fill(NaN);
	return Float64Array.from(rows, (row) => (vector.missing?.[row] === 1 ? NaN : (vector.values[row] ?? NaN)));
}
