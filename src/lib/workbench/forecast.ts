import { AppError } from '$lib/core/errors';
import type { ForecastSettings, Forecasts, Method, SeriesForecast } from '$lib/core/forecast/forecast-job';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { isNumericType, isTemporalType, type TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { fieldOf } from './analysis-columns';
import { dropWorking, saveTable, workingName } from './table';

export interface ForecastQuestion extends ForecastSettings {
	readonly time: string;
	readonly value: string;
	/** A column whose values are series of their own; null for one series. */
	readonly by: string | null;
}

export interface TableForecast extends Forecasts {
	readonly isNumbered: boolean;
}

/** Which forecasts a table of them holds, and how its columns are named. */
interface Written extends Pick<ForecastQuestion, 'time' | 'by'> {
	/** A series' best method where it is not said. */
	readonly method?: Method | 'best';
}

/** Forecasts a column of numbers along a column of times or numbers. forecast/time-invalid, forecast/value-invalid, and as the forecaster. */
export async function forecastTable(
	workspace: Pick<Workspace, 'sql' | 'forecaster'>,
	{ relation, schema }: { readonly relation: string; readonly schema: TableSchema },
	{ time, value, by, ...settings }: ForecastQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<TableForecast> {
	const [t, x] = [fieldOf(schema, time), fieldOf(schema, value)];
	const isNumbered = isNumericType(t.type);
	if ((!isNumbered && !isTemporalType(t.type)) || t.type === 'TIME')
		throw new AppError('forecast/time-invalid', { column: time, type: t.type });
	if (!isNumericType(x.type)) throw new AppError('forecast/value-invalid', { column: value, type: x.type });
	const at = isNumbered ? sqlName(time) : `epoch_ms(${sqlName(time)}::TIMESTAMP)`;
	const group = by === null ? '' : `, CAST(${sqlName(fieldOf(schema, by).name)} AS VARCHAR) AS by`;
	const columns = await workspace.sql.query(
		`SELECT CAST(${at} AS DOUBLE) AS time, CAST(${sqlName(value)} AS DOUBLE) AS value${group} FROM ${relation}`,
		signal
	);
	const found = await workspace.forecaster.forecast({ ...settings, columns, isNumbered }, signal, onProgress);
	return { ...found, isNumbered };
}

/** The result of one method of a series; its best one's where it has none of that method. */
export function resultOf({ results, best }: SeriesForecast, method: Method | 'best') {
	const wanted = results.find((each) => each.method === method) ?? results.find((each) => each.method === best);
	if (!wanted) throw new AppError('internal', { reason: 'a series without a forecast' });
	return wanted;
}

/** Whether every step begins with a day, so that times need no clock. */
export function isByDay({ isNumbered, series }: TableForecast): boolean {
	const isDay = (time: number) => time % 86_400_000 === 0;
	return !isNumbered && series.every(({ times, futureTimes }) => times.every(isDay) && futureTimes.every(isDay));
}

/** The forecasts of each series as a table: [series,] time, method, forecast, lower, upper. */
export function forecastColumns(found: TableForecast, { time, by, method: wanted = 'best' }: Written): Columns {
	const rows = found.series.flatMap((one) => {
		const { method, forecast } = resultOf(one, wanted);
		return Array.from(one.futureTimes, (at, h) => ({
			...{ by: one.by, at, method },
			mean: forecast.mean[h] ?? null,
			lower: forecast.lower[h] ?? null,
			upper: forecast.upper[h] ?? null
		}));
	});
	const number = (name: string, pick: (row: (typeof rows)[number]) => number | null, type = 'DOUBLE') => ({
		name,
		type,
		vector: numberVector(rows.map((row) => finite(pick(row))))
	});
	const text = (name: string, pick: (row: (typeof rows)[number]) => string) => ({
		name,
		type: 'VARCHAR',
		vector: textVector(rows.map(pick))
	});
	const free = (name: string) => ([time, by].some((taken) => taken?.toLowerCase() === name) ? `${name}_2` : name);
	return {
		rows: rows.length,
		columns: [
			...(by === null ? [] : [text(by, (row) => row.by)]),
			number(time, (row) => row.at, found.isNumbered ? 'DOUBLE' : isByDay(found) ? 'DATE' : 'TIMESTAMP'),
			text(free('method'), ({ method }) => method),
			number(free('forecast'), ({ mean }) => mean),
			number(free('lower'), ({ lower }) => lower),
			number(free('upper'), ({ upper }) => upper)
		]
	};
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);

/** Stores the forecasts as a dataset. */
export function keepForecast(
	workspace: Workspace,
	found: TableForecast,
	written: Written,
	dataset: Artifact,
	name: string
): Promise<Artifact> {
	return withForecasts(workspace, found, written, (select) =>
		saveTable(workspace, select, { name, parents: { dataset: dataset.id } })
	);
}

/** The forecasts as the bytes of a CSV file. */
export function forecastFile(workspace: Workspace, found: TableForecast, written: Written): Promise<Uint8Array> {
	return withForecasts(workspace, found, written, (select) => workspace.sql.exportTable(select, 'csv'));
}

async function withForecasts<T>(
	workspace: Workspace,
	found: TableForecast,
	written: Written,
	use: (select: string) => Promise<T>
): Promise<T> {
	const working = workingName(workspace);
	try {
		await workspace.sql.loadColumns(working, forecastColumns(found, written));
		return await use(`SELECT * FROM ${sqlName(working)}`);
	} finally {
		await dropWorking(workspace, working);
	}
}
