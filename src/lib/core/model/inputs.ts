import { AppError } from '../errors';
import { columnNamed, type Columns, type Vector } from '../table/columns';
import { readNumbers, readTexts } from '../train/encode';
import type { Model, ModelInput } from './model';

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

/**
 * The columns a recipe in a graph reads, out of a table's: numbers as doubles, NaN missing; texts as they are. model/input-missing when
 * one is not there.
 */
export function rawColumns(inputs: readonly Pick<ModelInput, 'name' | 'type'>[], columns: Columns): Columns {
	return {
		rows: columns.rows,
		columns: inputs.map(({ name, type }) => {
			const column = columnNamed(columns, name);
			if (!column) throw new AppError('model/input-missing', { column: name });
			if (type === 'text') {
				const { codes, dictionary } = readTexts(column.vector, columns.rows, column.type);
				return { name, type: 'VARCHAR', vector: { kind: 'text', codes, dictionary } };
			}
			return { name, type: 'DOUBLE', vector: { kind: 'number', values: readDoubles(column.vector), missing: null } };
		})
	};
}

function readDoubles(vector: Vector): Float64Array {
	if (vector.kind === 'number') return vector.values.map((value, row) => (vector.missing?.[row] === 1 ? NaN : value));
	const numbers = vector.dictionary.map((text) => (text.trim() === '' ? NaN : Number(text)));
	return Float64Array.from(vector.codes, (code) => numbers[code] ?? NaN);
}
