import { AppError } from '../errors';
import { columnNamed, type Columns } from '../table/columns';
import { readNumbers, readTexts } from '../train/encode';
import type { Model } from './model';

/**
 * The columns a model's graph reads, out of a table's: numbers as float32 would hold them, NaN missing; booleans, dates and numbers
 * that the model takes as text written as training wrote them. model/input-missing when one is not there.
 */
export function modelInputs(model: Pick<Model, 'inputs'>, columns: Columns): Columns {
	return {
		rows: columns.rows,
		columns: model.inputs.map(({ name, type }) => {
			const column = columnNamed(columns, name);
			if (!column) throw new AppError('model/input-missing', { column: name });
			if (type === 'text') {
				const { codes, dictionary } = readTexts(column.vector, columns.rows, column.type);
				return { name, type: 'VARCHAR', vector: { kind: 'text', codes, dictionary } };
			}
			const values = Float64Array.from(readNumbers(column.vector, columns.rows));
			return { name, type: 'DOUBLE', vector: { kind: 'number', values, missing: null } };
		})
	};
}
