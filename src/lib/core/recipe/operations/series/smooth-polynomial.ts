import * as v from 'valibot';
import { AppError } from '../../../errors';
import type { SeriesKernel } from '../../../series/series-job';
import { columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';
import { windowFields } from '../../window';
import { computedColumns, seriesComputation } from './computed-series';

export const smoothPolynomial = defineOperation({
	id: 'smooth-polynomial',
	group: 'series',
	title: 'Smooth by polynomials',
	description:
		'Each value becomes that of the polynomial of least squares through the rows around it (Savitzky-Golay); near the ends, of the one through the first or last of them. Gaps are bridged for it and stay missing; a series shorter than the window is all missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		n: numberParam(7, { integer: true, min: 3, max: 1001 }),
		degree: numberParam(2, { integer: true, min: 0, max: 6 }),
		...windowFields,
		suffix: textField('_smooth')
	}),
	compute: (chosen, input, row) => {
		const kernel: SeriesKernel = { name: 'savitzky-golay', window: chosen.n, degree: chosen.degree };
		return seriesComputation(kernel, chosen, input, row);
	},
	query: (chosen, input, _fitted, { row, computed }) => {
		const { n, degree } = chosen;
		if (n % 2 === 0) throw refuse('n', 'odd number', n);
		if (degree >= n) throw refuse('degree', `less than ${n}`, degree);
		return computedColumns('savitzky-golay', chosen, input, row, computed, (name, output) => [
			{ field: { name: `${name}${chosen.suffix}`, type: 'DOUBLE', kind: 'numeric' }, sql: output('value') }
		]);
	}
});

function refuse(field: string, wanted: string, found: number): AppError {
	return new AppError('recipe/params-invalid', { op: 'smooth-polynomial', field, wanted, found });
}
