import type { TableSchema } from '../table/schema';
import { finiteColumnSql, numberField } from './number-column';
import type { FitRow } from './operation';

/** One row: means m{i} and covariances (population) c{i}_{j}, i <= j, of the rows in which none of the columns is missing. */
export function covarianceSql(columns: readonly string[], input: TableSchema, from: string): string {
	const xs = columns.map((name, i) => `${finiteColumnSql(numberField(input, name))} AS x${i}`);
	const isThere = columns.map((_, i) => `x${i} IS NOT NULL`).join(' AND ');
	const parts = columns.flatMap((_, i) => [
		`avg(x${i}) AS m${i}`,
		...columns.slice(i).map((_each, j) => `covar_pop(x${i}, x${i + j}) AS c${i}_${i + j}`)
	]);
	return `SELECT count(*) AS n, ${parts.join(', ')} FROM (SELECT * FROM (SELECT ${xs.join(', ')} FROM ${from}) WHERE ${isThere})`;
}

/** The means and the symmetric covariance matrix, row-major n x n; zeros where there was nothing to learn from. */
export function learnCovariance(row: FitRow, n: number): { count: number; means: number[]; matrix: Float64Array } {
	const figure = (key: string) => Number(row[key] ?? 0);
	const matrix = new Float64Array(n * n);
	for (let i = 0; i < n; i++) for (let j = i; j < n; j++) matrix[i * n + j] = matrix[j * n + i] = figure(`c${i}_${j}`);
	return { count: figure('n'), means: Array.from({ length: n }, (_, i) => figure(`m${i}`)), matrix };
}
