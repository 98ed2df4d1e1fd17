import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { booleanField, columnsField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { fitLambda, powerTransform, type PowerFamily } from '../../power-transform';
import { sampledValues, sampledValuesSql } from './sampled-values';

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), lambda: v.number(), mean: v.number(), scale: v.number() }))
});
type State = v.InferOutput<typeof StateSchema>;

const params = v.strictObject({
	columns: columnsField('number'),
	standardise: booleanField(true),
	suffix: optionalTextField()
});

interface PowerFunction<Id extends PowerFamily> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly sql: (x: string, lambda: number) => string;
}

/** A power transform with the lambda of each column learned, the result standardised when asked. */
export function powerFunction<const Id extends PowerFamily>({ id, title, description, sql }: PowerFunction<Id>) {
	return defineOperation<Id, typeof params, State>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'each',
		params,
		state: StateSchema,
		query: (chosen, input, fitted) =>
			eachNumber(chosen, input, (x, name) => {
				const learned = fitted?.columns.find(({ column }) => column === name);
				const { lambda, mean, scale } = learned ?? { lambda: 1, mean: 0, scale: 1 };
				const made = sql(x, lambda);
				return finiteSql(chosen.standardise ? `((${made} - ${sqlValue(mean)}) / ${sqlValue(scale)})` : made);
			}),
		fitSql: ({ columns }, input, from) => sampledValuesSql(columns, input, from),
		learn: (rows, { columns }) => ({
			columns: columns.map((column) => {
				const values = sampledValues(rows, column).filter((x) => !Number.isNaN(powerTransform(id, x, 1)));
				const lambda = fitLambda(id, values);
				const made = values.map((x) => powerTransform(id, x, lambda));
				const mean = made.reduce((sum, y) => sum + y, 0) / (made.length || 1);
				const scale = Math.sqrt(made.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (made.length || 1));
				return { column, lambda, mean, scale: scale > 0 && Number.isFinite(scale) ? scale : 1 };
			})
		})
	});
}

/** (e^(lambda u) - 1) / lambda, or u, over SQL of u. */
export function powerSql(u: string, lambda: number): string {
	return lambda === 0 ? u : `((exp(${sqlValue(lambda)} * ${u}) - 1e0) / ${sqlValue(lambda)})`;
}
