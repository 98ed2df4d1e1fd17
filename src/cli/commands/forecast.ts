import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import {
	defaultSettings,
	duplicateRules,
	everyNames,
	gapRules,
	methods,
	type Path,
	type SeriesForecast
} from '$lib/core/forecast/forecast-job';
import { forecastColumns, forecastTable, isByDay, resultOf, type TableForecast } from '$lib/workbench/forecast';
import type { CliContext } from '../context';
import { oneOf, parseInteger, parseNumber, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';

interface ForecastFlags extends TableFlags {
	readonly time: string;
	readonly value: string;
	readonly by?: string;
	readonly horizon: string;
	readonly season: string;
	readonly method: string;
	readonly level: string;
	readonly every: string;
	readonly duplicates: string;
	readonly gaps: string;
	readonly seed: string;
	readonly output?: string;
	readonly json?: boolean;
}

export function registerForecast(program: Command, context: CliContext): void {
	const { horizon, season, level, every, duplicates, gaps, seed } = defaultSettings;
	withTableOptions(
		program
			.command('forecast')
			.description('what comes next in a series, and how well each method foretold what came before')
	)
		.argument('<table>')
		.requiredOption('--time <col>', 'the column of dates, times or whole numbers')
		.requiredOption('--value <col>', 'the column of numbers to forecast')
		.option('--by <col>', 'a column whose values are series of their own')
		.option('--horizon <n>', 'steps ahead', String(horizon))
		.option('--season <n|auto>', 'steps after which the season comes again, 1 for none', String(season))
		.option('--method <name>', `auto (all of them), ${methods.join(', ')}`, 'auto')
		.option('--level <share>', 'share of values the interval is to hold', String(level))
		.option('--every <step>', everyNames.join(', '), every)
		.option('--duplicates <rule>', `what several rows of a step become: ${duplicateRules.join(', ')}`, duplicates)
		.option('--gaps <rule>', `what a step without a row becomes: ${gapRules.join(', ')}`, gaps)
		.option('--seed <n>', 'seed of trees and of simulated intervals', String(seed))
		.option('-o, --output <file>', 'the forecasts: .csv, .parquet, .arrow, .ndjson')
		.option('--json', 'print one JSON document')
		.action((table: string, flags: ForecastFlags) => runForecast(table, flags, context));
}

async function runForecast(table: string, flags: ForecastFlags, context: CliContext): Promise<void> {
	const method = oneOf('method', flags.method, ['auto', ...methods] as const);
	const level = parseNumber('level', flags.level);
	if (!(level > 0 && level < 1))
		throw new AppError('usage/bad-option', { option: 'level', value: flags.level, allowed: 'a share between 0 and 1' });
	const question = {
		time: flags.time,
		value: flags.value,
		by: flags.by ?? null,
		horizon: parseInteger('horizon', flags.horizon, 1, 1000),
		season: flags.season === 'auto' ? ('auto' as const) : parseInteger('season', flags.season, 1, 2000),
		methods: method === 'auto' ? methods : [method],
		level,
		every: oneOf('every', flags.every, everyNames),
		duplicates: oneOf('duplicates', flags.duplicates, duplicateRules),
		gaps: oneOf('gaps', flags.gaps, gapRules),
		seed: parseInteger('seed', flags.seed)
	};
	await inWorkspace(async (workspace) => {
		const { relation, schema } = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const found = await forecastTable(workspace, { relation, schema }, question, undefined, context.progress);
		if (flags.output !== undefined) {
			await workspace.sql.loadColumns('forecasts', forecastColumns(found, question));
			await writeTable(workspace, 'SELECT * FROM forecasts', flags.output);
		}
		if (flags.json) context.json(answerOf(found, question.horizon, level));
		else for (const line of linesOf(found)) context.line(line);
	});
}

function answerOf(found: TableForecast, horizon: number, level: number) {
	const say = timeText(found);
	const rows = (times: Float64Array, { mean, lower, upper }: Path) =>
		Array.from(times, (time, h) => ({
			time: say(time),
			forecast: mean[h] ?? null,
			lower: Number.isNaN(lower[h]) ? null : (lower[h] ?? null),
			upper: Number.isNaN(upper[h]) ? null : (upper[h] ?? null)
		}));
	return {
		step: { unit: found.step.unit, size: found.step.size },
		horizon,
		level,
		series: found.series.map((one) => ({
			by: one.by === '' ? null : one.by,
			...one.facts,
			steps: one.values.length,
			season: one.season,
			cutoffs: one.cutoffs.map((known) => say(one.times[known] ?? NaN)),
			best: one.best,
			skipped: one.skipped,
			methods: one.results.map(({ method, model, scores }) => ({ method, model, ...scores })),
			forecast: rows(one.futureTimes, resultOf(one, 'best').forecast)
		})),
		refused: found.refused
	};
}

function linesOf(found: TableForecast): string[] {
	const say = timeText(found);
	return [
		...found.series.flatMap((one) => seriesLines(one, say)),
		...found.refused.map(({ by, code }) => `${by}: not forecast (${code})`)
	];
}

function seriesLines(one: SeriesForecast, say: (time: number) => string): string[] {
	const { facts, season, cutoffs, best } = one;
	const done = [
		...(facts.missing > 0 ? [`${facts.missing} rows without time or value left out`] : []),
		...(facts.merged > 0 ? [`${facts.merged} steps made of several rows`] : []),
		...(facts.filled > 0 ? [`${facts.filled} steps without a row filled`] : []),
		...(facts.cut > 0 ? [`${facts.cut} early steps left out`] : [])
	];
	const figure = (value: number | null) => (value?.toFixed(4) ?? '-').padStart(12);
	const { forecast } = resultOf(one, 'best');
	return [
		`${one.by === '' ? '' : `${one.by}: `}${one.values.length} steps, ${season > 1 ? `season ${season}` : 'no season'}${done.map((text) => `; ${text}`).join('')}`,
		`  backtest, ${cutoffs.length} cutoff${cutoffs.length === 1 ? '' : 's'}      MAE        RMSE        MASE       sMAPE    coverage`,
		...one.results.map(
			({ method, model, scores: { mae, rmse, mase, smape, coverage } }) =>
				`${method === best ? '*' : ' '} ${`${method} ${model}`.padEnd(16)}${[mae, rmse, mase, smape, coverage].map(figure).join('')}`
		),
		...one.skipped.map((method) => `  ${method}: needs more steps`),
		...Array.from(
			one.futureTimes,
			(time, h) =>
				`  ${say(time).padEnd(20)}${figure(forecast.mean[h] ?? null)}  (${figure(forecast.lower[h] ?? null).trim()} to ${figure(forecast.upper[h] ?? null).trim()})`
		)
	];
}

/** A time as a date where all steps begin with a day. */
function timeText(found: TableForecast): (time: number) => string {
	if (found.isNumbered) return String;
	const isDay = isByDay(found);
	return (time) => {
		const text = new Date(time).toISOString();
		return isDay ? text.slice(0, 10) : text;
	};
}
