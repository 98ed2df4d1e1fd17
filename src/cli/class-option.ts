import { AppError } from '$lib/core/errors';
import type { Model } from '$lib/core/model/model';

/** The place of the class that `--class` names; undefined when it is left out. */
export function classIndexOf(model: Model, label: string | undefined): number | undefined {
	if (label === undefined) return undefined;
	const place = model.classes.indexOf(label);
	if (place < 0) {
		const allowed =
			model.classes.length > 0 ? `one of ${model.classes.join(', ')}` : 'left out: this model gives a number';
		throw new AppError('usage/bad-option', { option: 'class', value: label, allowed });
	}
	return place;
}
