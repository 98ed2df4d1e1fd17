import type { ModelInput } from '../model/model';
import type { Row } from './counterfactual-space';

/** The row in the middle of others: of each number the lower median, of each text the commonest; missing where all are. */
export function usualRow(inputs: readonly ModelInput[], rows: readonly Row[]): Row {
	return inputs.map(({ type }, at) => {
		const values = rows.map((row) => row[at]);
		if (type === 'number') {
			const numbers = Float64Array.from(
				values.filter((value) => typeof value === 'number' && Number.isFinite(value)),
				Number
			).sort();
			return numbers[(numbers.length - 1) >> 1] ?? NaN;
		}
		const counts = new Map<string, number>();
		for (const value of values)
			if (typeof value === 'string' && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
		return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
	});
}
