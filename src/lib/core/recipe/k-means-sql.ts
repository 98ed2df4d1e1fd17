import { sqlValue } from '../table/sql';

/** Rows that are learned from, spread evenly, and those that the first centres are chosen among. */
const mostRows = 30_000;
const mostSeeds = 10_000;

interface KMeansQuery {
	/** SQL of the numbers, missing where they are not finite. */
	readonly xs: readonly string[];
	readonly count: number;
	readonly start: 'spread' | 'first-rows';
	readonly scale: boolean;
	readonly iterations: number;
	readonly seed: number;
}

/**
 * One row: means m{j} and deviations s{j} (0 and 1 unless `scale`), and the centres c{k}_{j} of the numbers so scaled, by Lloyd's
 * iterations (1982) over the complete rows (30,000 of them at most), from the first rows or from k-means++ (Arthur and Vassilvitskii 2007): the next centre is
 * drawn, by the MD5 of seed, draw and row, with a chance that grows with the squared distance from those chosen. Missing centres: there
 * are fewer different rows.
 */
export function kMeansSql({ xs, count, start, scale, iterations, seed }: KMeansQuery, from: string): string {
	const places = xs.map((_, j) => j);
	const clusters = Array.from({ length: count }, (_, k) => k);
	const each = (make: (j: number) => string, between = ', ') => places.map(make).join(between);
	const pairs = (make: (k: number, j: number) => string) => clusters.map((k) => each((j) => make(k, j))).join(', ');
	const isThere = each((j) => `x${j} IS NOT NULL`, ' AND ');
	const moments = scale
		? each((j) => `avg(x${j}) AS m${j}, coalesce(nullif(stddev_pop(x${j}), 0), 1) AS s${j}`)
		: each((j) => `0e0 AS m${j}, 1e0 AS s${j}`);
	const far = (x: string, c: (j: number) => string) => each((j) => `(${x}${j} - ${c(j)}) ** 2`, ' + ');
	const draw = (k: number) =>
		`-ln((md5_number_lower(${sqlValue(`${seed}:${k}:`)} || r::VARCHAR)::DOUBLE + 1) / 18446744073709551617e0)`;

	const seeds = clusters.flatMap((k) => {
		if (start === 'first-rows')
			return [`f${k} AS (SELECT ${each((j) => `any_value(x${j}) AS x${j}`)} FROM z WHERE r = ${k + 1})`];
		const key = k === 0 ? draw(k) : `${draw(k)} / w`;
		const among = k === 0 ? 'w0' : `w${k} WHERE w > 0`;
		const chosen = `f${k} AS MATERIALIZED (SELECT ${each((j) => `arg_min(x${j}, ${key}) AS x${j}`)} FROM ${among})`;
		const left = `w${k + 1} AS MATERIALIZED (SELECT w${k}.* REPLACE (least(w, ${each((j) => `(w${k}.x${j} - f${k}.x${j}) ** 2`, ' + ')}) AS w) FROM w${k}, f${k})`;
		return k === count - 1 ? [chosen] : [chosen, left];
	});
	const pool =
		start === 'first-rows'
			? []
			: [
					`w0 AS MATERIALIZED (SELECT z.*, 'inf'::DOUBLE AS w FROM z WHERE r % greatest((SELECT count(*) FROM z) // ${mostSeeds}, 1) = 0)`
				];
	const distances = clusters
		.map((k) => `coalesce(${far('x', (j) => `c${k}_${j}`)}, 'inf'::DOUBLE) AS d${k}`)
		.join(', ');
	const nearest = clusters.map((k) => `WHEN d${k} = best THEN ${k}`).join(' ');
	const assigned =
		`SELECT CASE ${nearest} END AS a, ${each((j) => `x${j}`)} FROM (SELECT *, least(${clusters.map((k) => `d${k}`).join(', ')}) AS best FROM ` +
		`(SELECT ${each((j) => `x${j}`)}, ${distances} FROM z, c WHERE c.moves AND c.i < ${iterations}))`;
	const means = `SELECT a, ${each((j) => `avg(x${j}) AS x${j}`)} FROM (${assigned}) GROUP BY a`;
	const next =
		`SELECT c.i + 1 AS i, ${pairs((k, j) => `coalesce(max(g.x${j}) FILTER (g.a = ${k}), any_value(c.c${k}_${j})) AS n${k}_${j}`)}, ` +
		`${pairs((k, j) => `any_value(c.c${k}_${j}) AS c${k}_${j}`)} FROM (${means}) AS g, c WHERE c.moves AND c.i < ${iterations} GROUP BY c.i`;
	const shift = clusters.map((k) => each((j) => `coalesce((n${k}_${j} - c${k}_${j}) ** 2, 0)`, ' + ')).join(' + ');
	const size = clusters.map((k) => each((j) => `coalesce(n${k}_${j} ** 2 + c${k}_${j} ** 2, 0)`, ' + ')).join(' + ');
	const ctes = [
		`whole AS MATERIALIZED (SELECT *, row_number() OVER () AS r FROM (SELECT ${each((j) => `${xs[j]} AS x${j}`)} FROM ${from}) WHERE ${isThere})`,
		`raw AS MATERIALIZED (SELECT * FROM whole WHERE (r - 1) % greatest(ceil((SELECT count(*) FROM whole) / ${mostRows}e0)::BIGINT, 1) = 0)`,
		`m AS MATERIALIZED (SELECT ${moments} ${scale ? 'FROM raw' : ''})`,
		`z AS MATERIALIZED (SELECT r, ${each((j) => `(x${j} - m${j}) / s${j} AS x${j}`)} FROM raw, m)`,
		...pool,
		...seeds,
		`c AS (SELECT 0 AS i, ${pairs((k, j) => `f${k}.x${j} AS c${k}_${j}`)}, TRUE AS moves FROM ${clusters.map((k) => `f${k}`).join(', ')} ` +
			`UNION ALL SELECT i, ${pairs((k, j) => `n${k}_${j}`)}, ${shift} > 1e-18 * (${size}) FROM (${next}))`
	];
	return `SELECT * FROM (WITH RECURSIVE ${ctes.join(', ')} SELECT m.*, c.* FROM c, m ORDER BY c.i DESC LIMIT 1)`;
}
