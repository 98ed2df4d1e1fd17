import { seededRandom } from '../random';
import { numberVector, textVector, type Columns } from '../table/columns';
import type { ModelInput } from './model';

/** What is known of an input: numbers it is held against, texts it is looked up among. */
export interface KnownValues {
	readonly numbers?: readonly number[];
	readonly texts?: readonly string[];
}

/**
 * Rows made up to try a graph: numbers small and large, those it knows and some beside them, missing ones in every fourth row; texts it
 * knows. The first row has no number in it.
 */
export function probeRows(
	inputs: readonly ModelInput[],
	known: (input: ModelInput) => KnownValues,
	rows: number,
	seed: number
): Columns {
	const random = seededRandom(seed);
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
	return {
		rows,
		columns: inputs.map((input) => {
			const { numbers = [], texts = [] } = known(input);
			if (input.type === 'text') {
				const cells = Array.from({ length: rows }, () => pick(texts) ?? '');
				return { name: input.name, type: 'VARCHAR', vector: textVector(cells) };
			}
			const cells = Array.from({ length: rows }, (_, row) => {
				if (row === 0 || (row % 4 === 1 && random() < 0.5)) return null;
				const base = random() < 0.6 ? pick(numbers) : undefined;
				const own = base ?? (random() - 0.5) * 10 ** Math.floor(random() * 4);
				return Math.fround(random() < 0.5 ? own : own + (random() - 0.5) * Math.max(1, Math.abs(own)) * 0.1);
			});
			return { name: input.name, type: 'DOUBLE', vector: numberVector(cells) };
		})
	};
}
