import * as v from 'valibot';
import { solveSymmetric } from '../../../insight/linear-algebra';
import { sqlValue } from '../../../table/sql';
import { covarianceSql, learnCovariance } from '../../covariance';
import { columnField, columnsField } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({
	mean: v.nullable(v.number()),
	means: v.array(v.number()),
	weights: v.array(v.number())
});

/** Least squares by the normal equations: S_xx w = S_xy, with covariances of the complete rows. */
export const fillRegression = defineOperation({
	id: 'fill-regression',
	group: 'missing',
	title: 'Fill by linear regression',
	description:
		'Fills missing numbers of `column` with what a linear regression on the columns `from` says, learned on the rows in which none is ' +
		'missing. A missing number of `from` counts as its mean; where columns of `from` determine each other, the mean of `column` is taken.',
	rows: 'each',
	params: v.strictObject({ column: columnField('number'), from: columnsField('number') }),
	state: StateSchema,
	query: ({ column, from }, input, fitted) => {
		const field = numberField(input, column);
		const terms = from.map((name, i) => {
			const mean = sqlValue(fitted?.means[i] ?? 0);
			const x = `coalesce(${finiteColumnSql(numberField(input, name))}, ${mean})`;
			return `${sqlValue(fitted?.weights[i] ?? 0)} * (${x} - ${mean})`;
		});
		const said = fitted?.mean === null || !fitted ? 'NULL' : `(${[sqlValue(fitted.mean), ...terms].join(' + ')})`;
		return {
			columns: withColumns(input, [
				{
					field: { ...asDouble(field), kind: field.kind },
					sql: `coalesce(${columnSql(field)}, ${said === 'NULL' ? said : finiteSql(said)})`,
					from: [...new Set([column, ...from])]
				}
			])
		};
	},
	fitSql: ({ column, from }, input, relation) => covarianceSql([...from, column], input, relation),
	learn: ([row = {}], { from }) => {
		const [k, n] = [from.length, from.length + 1];
		const { count, means, matrix } = learnCovariance(row, n);
		const between = Float64Array.from({ length: k * k }, (_, at) => matrix[Math.floor(at / k) * n + (at % k)] ?? 0);
		const towards = Float64Array.from({ length: k }, (_, i) => matrix[i * n + k] ?? 0);
		const weights = solveSymmetric(between, towards) ?? new Float64Array(k);
		return { mean: count === 0 ? null : (means[k] ?? null), means: means.slice(0, k), weights: [...weights] };
	},
	portable: ({ column, from }, _input, fitted, graph, values) => {
		const y = values.get(column);
		if (!y || !fitted || fitted.mean === null) return y ? new Map([[column, y]]) : new Map();
		const said = from.reduce((sum, name, i) => {
			const x = values.get(name) ?? graph.number(null);
			const mean = graph.number(fitted.means[i] ?? 0);
			const above = graph.choose(graph.isMissing(x), graph.number(0), graph.binary('subtract', x, mean));
			return graph.binary('add', sum, graph.binary('multiply', graph.number(fitted.weights[i] ?? 0), above));
		}, graph.number(fitted.mean));
		return new Map([[column, graph.choose(graph.isMissing(y), said, y)]]);
	}
});
