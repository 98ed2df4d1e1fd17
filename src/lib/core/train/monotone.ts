import { AppError } from '../errors';
import { entryOf } from '../table/named';
import type { Featurizer } from './featurizer';

/** 1: the answer never falls as the column rises; -1: it never rises. */
export type Direction = 1 | -1;

const directions: Readonly<Record<string, Direction>> = { '+1': 1, '1': 1, '-1': -1 };

/** Reads `age=+1,hours=-1`: columns by direction; a comma of a name is written `\,`. Null where it says something else. */
export function monotoneDirections(text: string): ReadonlyMap<string, Direction> | null {
	const found = new Map<string, Direction>();
	if (text.trim() === '') return found;
	for (const entry of text.split(/(?<!\\),/)) {
		const at = entry.lastIndexOf('=');
		const direction = entryOf(directions, entry.slice(at + 1).trim());
		const name = entry
			.slice(0, Math.max(at, 0))
			.trim()
			.replaceAll(/\\([\\,=])/g, '$1');
		if (name === '' || direction === undefined || found.has(name)) return null;
		found.set(name, direction);
	}
	return found;
}

/** The direction of each feature; 0 for free. train/params-invalid for a column that is no numeric feature. */
export function featureDirections(text: string, { inputs, encoders, featureInputs }: Featurizer): (0 | Direction)[] {
	const wanted = monotoneDirections(text) ?? new Map<string, Direction>();
	const numeric = new Set(encoders.flatMap((encoder) => (encoder.type === 'numeric' ? [encoder.input] : [])));
	for (const column of wanted.keys())
		if (!numeric.has(column))
			throw new AppError('train/params-invalid', {
				estimator: 'trees',
				param: 'monotone',
				value: column,
				allowed: [...numeric].join(', ')
			});
	return featureInputs.map((input) => wanted.get(inputs[input]?.name ?? '') ?? 0);
}
