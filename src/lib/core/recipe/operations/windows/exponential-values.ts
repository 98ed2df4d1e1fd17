import * as v from 'valibot';
import type { SeriesKernel } from '../../../series/series-job';
import { booleanField, choiceField, columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';
import { windowFields } from '../../window';
import { computedColumns, seriesComputation } from '../series/computed-series';

interface ExponentialValues<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	readonly statistic: 'mean' | 'deviation';
}

/** The weight of the newest value. */
const alphas = {
	span: (length: number) => 2 / (Math.max(1, length) + 1),
	'half-life': (length: number) => 1 - 0.5 ** (1 / length),
	weight: (length: number) => Math.min(1, length)
} as const;

/** A figure in which each row weighs less than the one after it. */
export function exponentialValues<const Id extends string>(made: ExponentialValues<Id>) {
	const { id, title, description, suffix, statistic } = made;
	const params = v.strictObject({
		columns: columnsField('number'),
		length: numberParam(7, { min: 1e-6, max: 1_000_000 }),
		decay: choiceField(['span', 'half-life', 'weight'], 'span'),
		...windowFields,
		adjust: booleanField(true),
		suffix: textField(suffix)
	});
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		compute: (chosen, input, row) => {
			const alpha = alphas[chosen.decay](chosen.length);
			const kernel: SeriesKernel = { name: 'exponential', statistic, alpha, adjust: chosen.adjust };
			return seriesComputation(kernel, chosen, input, row);
		},
		query: (chosen, input, _fitted, { row, computed }) =>
			computedColumns('exponential', chosen, input, row, computed, (name, output) => [
				{
					field: { name: `${name}${chosen.suffix}`, type: 'DOUBLE', kind: 'numeric' },
					sql: output('value')
				}
			])
	});
}
