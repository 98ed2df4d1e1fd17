import * as v from 'valibot';
import { solveSymmetric } from '../../../insight/linear-algebra';
import { sqlValue } from '../../../table/sql';
import { columnsField, initialNameField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { covarianceSql, learnCovariance } from '../../covariance';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({ means: v.array(v.number()), inverse: v.array(v.array(v.number())) });

/** sqrt((x - m)' S^-1 (x - m)) with the covariance S (population) of the complete rows learned from. */
export const mahalanobis = defineOperation({
	id: 'mahalanobis',
	group: 'outliers',
	title: 'Mahalanobis distance',
	description:
		'How far a row lies from the centre of the rows learned from, in standard deviations, with the correlations of the columns taken into ' +
		'account: it finds rows whose numbers are usual but not together. Missing where any number is, and where columns determine each other.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), name: initialNameField('distance') }),
	state: StateSchema,
	query: ({ columns, name }, input, fitted) => {
		const centred = columns.map(
			(column, i) => `(${finiteColumnSql(numberField(input, column))} - ${sqlValue(fitted?.means[i] ?? 0)})`
		);
		const terms = (fitted?.inverse ?? []).flatMap((row, i) =>
			row.slice(i).map((weight, j) => {
				const twice = j === 0 ? weight : 2 * weight;
				return `${sqlValue(twice)} * ${centred[i] ?? 'NULL'} * ${centred[i + j] ?? 'NULL'}`;
			})
		);
		const sql = terms.length === 0 ? 'NULL::DOUBLE' : `sqrt(greatest(${terms.join(' + ')}, 0))`;
		const isThere = centred.map((x) => `${x} IS NOT NULL`).join(' AND ');
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'DOUBLE', kind: 'numeric' },
					sql: `CASE WHEN ${isThere} THEN ${sql} END`,
					from: columns
				}
			])
		};
	},
	fitSql: ({ columns }, input, from) => covarianceSql(columns, input, from),
	learn: ([row = {}], { columns }) => {
		const n = columns.length;
		const { means, matrix } = learnCovariance(row, n);
		const inverse = Array.from({ length: n }, (_, i) => {
			const solved = solveSymmetric(
				matrix,
				Float64Array.from({ length: n }, (_each, j) => Number(i === j))
			);
			return solved ? [...solved] : null;
		});
		return { means, inverse: inverse.flatMap((each) => (each ? [each] : [])) };
	}
});
