import { AppError } from '../../../errors';
import type { TableSchema } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { booleanField, choiceField, optionalChoicesField } from '../../field';
import { freshName } from '../../fresh-name';
import type { OutputColumn } from '../../operation';
import {
	featuresOf,
	featureSql,
	featureSubsets,
	seriesFeatures,
	type FeatureSubset,
	type SeriesFeature,
	type SeriesSql
} from '../../series-features';

/** Parameters of which features of a series are made. */
export const featureFields = {
	subset: choiceField(featureSubsets, 'minimal'),
	features: optionalChoicesField(seriesFeatures, { field: 'subset', is: ['chosen'] }),
	flatten: booleanField(true)
};

export interface FeatureChoice {
	readonly subset: FeatureSubset;
	readonly features: readonly SeriesFeature[];
	readonly flatten: boolean;
}

export interface FeatureList {
	/** The column the features are named after, and SQL of its list. */
	readonly name: string;
	readonly list: string;
	readonly from: readonly string[];
}

/** Columns of the features of lists, and FROM with what they are made of beside each row. Throws recipe/params-invalid when none is chosen. */
export function featureColumns(
	op: string,
	{ subset, features, flatten }: FeatureChoice,
	input: TableSchema,
	lists: readonly FeatureList[]
): { columns: OutputColumn[]; from: (relation: string) => string } {
	const wanted = featuresOf(subset, features);
	if (wanted.length === 0)
		throw new AppError('recipe/params-invalid', { op, field: 'features', wanted: 'feature', found: '' });
	const base = freshName(input, 'series');
	const named = lists.map((list, i) => {
		const part = (name: string) => sqlName(`${base} ${i + 1} ${name}`);
		const sql: SeriesSql = {
			s: part('values'),
			m: part('mean'),
			d: part('deviation'),
			low: part('low'),
			high: part('high'),
			sorted: part('sorted')
		};
		return { ...list, sql };
	});
	return {
		columns: named.flatMap(({ name, sql, from }): OutputColumn[] =>
			flatten
				? wanted.map((feature) => ({
						field: { name: `${name}_${feature.replaceAll('-', '_')}`, type: 'DOUBLE', kind: 'numeric' },
						sql: featureSql(feature, sql),
						from
					}))
				: [
						{
							field: { name: `${name}_features`, type: 'DOUBLE[]', kind: 'list' },
							sql: `list_value(${wanted.map((feature) => featureSql(feature, sql)).join(', ')})`,
							from
						}
					]
		),
		from: (relation) => {
			const values = named.map(({ list, sql }) => `list_filter(${list}::DOUBLE[], lambda v: isfinite(v)) AS ${sql.s}`);
			const facts = named.map(
				({ sql: { s, m, d, low, high, sorted } }) =>
					`list_sort(${s}) AS ${sorted}, list_avg(${s}) AS ${m}, list_stddev_pop(${s}) AS ${d}, list_min(${s}) AS ${low}, list_max(${s}) AS ${high}`
			);
			return `(SELECT *, ${facts.join(', ')} FROM (SELECT *, ${values.join(', ')} FROM ${relation}))`;
		}
	};
}
