import type { Cell } from '../table/columns';
import { measuredAs } from '../table/profile';
import { isTemporalType, type Field } from '../table/schema';
import { sqlName } from '../table/sql';
import type { FeatureStatistics } from './batch';

/** So many of the commonest values of a feature are kept: of one with no more, all. */
export const valuesKept = 50;

/** Columns measured by one statement. */
export const featuresAtOnce = 40;

function numberSql({ name, type }: Field): string {
	const column = sqlName(name);
	if (isTemporalType(type)) return `CAST(epoch_ms(${column}) AS DOUBLE)`;
	if (type === 'DOUBLE' || type === 'FLOAT') return `CASE WHEN isfinite(${column}) THEN CAST(${column} AS DOUBLE) END`;
	return `CAST(${column} AS DOUBLE)`;
}

/** What is measured of features in one pass, a row; `exact` counts distinct values one by one. */
export function statisticsSql(relation: string, features: readonly Field[], exact: boolean): string {
	const list = features.flatMap((field, place) => {
		const column = sqlName(field.name);
		const distinct = exact ? `count(DISTINCT ${column})` : `least(approx_count_distinct(${column}), count(${column}))`;
		const common = [`count(${column}) AS present${place}`, `${distinct} AS distinct${place}`];
		if (measuredAs(field) === 'text') {
			const text = `CAST(${column} AS VARCHAR)`;
			return [...common, `left(min(${text}), 200) AS min${place}`, `left(max(${text}), 200) AS max${place}`];
		}
		const x = numberSql(field);
		return [
			...common,
			`min(${x}) AS min${place}`,
			`max(${x}) AS max${place}`,
			`avg(${x}) AS mean${place}`,
			`stddev_samp(${x}) AS std${place}`
		];
	});
	return `SELECT count(*) AS rows, ${list.join(', ')} FROM ${relation}`;
}

/** Reads the answer of `statisticsSql`; `top` is filled in by what `commonestSql` gives. */
export function readStatistics(features: readonly Field[], row: Readonly<Record<string, Cell>>): FeatureStatistics[] {
	const number = (name: string) => {
		const cell = row[name] ?? null;
		return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
	};
	return features.map(({ name, type }, place) => {
		const text = (fact: string) => {
			const cell = row[`${fact}${place}`] ?? null;
			return typeof cell === 'string' ? cell : number(`${fact}${place}`);
		};
		return {
			name,
			type,
			missing: (number('rows') ?? 0) - (number(`present${place}`) ?? 0),
			distinct: number(`distinct${place}`) ?? 0,
			min: text('min'),
			max: text('max'),
			mean: number(`mean${place}`),
			std: number(`std${place}`),
			top: []
		};
	});
}

/** Whether the commonest values of a feature say something: those of text, and of numbers that are few. */
export function isCounted(field: Field, { distinct }: FeatureStatistics): boolean {
	return distinct > 0 && (measuredAs(field) === 'text' || distinct <= valuesKept);
}

/** The commonest values as text: rows (place, value, n), the commonest first, ties in the order of the text. */
export function commonestSql(relation: string, features: readonly (readonly [number, Field])[]): string {
	return features
		.map(([place, field]) => {
			const column = sqlName(field.name);
			// counted as they are and written as text afterwards, which is quicker; of long texts what is kept may be the same
			const value = field.type === 'VARCHAR' ? `left(${column}, 200)` : column;
			const counts = `SELECT ${value} AS value, count(*) AS n FROM ${relation} WHERE ${column} IS NOT NULL GROUP BY ALL`;
			return `(SELECT ${place} AS place, left(CAST(value AS VARCHAR), 200) AS value, n FROM (${counts}) ORDER BY n DESC, 2 LIMIT ${valuesKept})`;
		})
		.join(' UNION ALL ');
}
