import type { Encoder } from '../model/model';

/** What a feature says of a row: a number of a column, or whether the column is a category (null: whether it is missing). */
export interface FeatureMeaning {
	readonly column: string;
	readonly type: 'number' | 'share';
	readonly category: string | null;
}

/** The meanings of the features of an encoder, in their order. */
export function meaningsOf(encoder: Encoder): FeatureMeaning[] {
	const column = encoder.input;
	if (encoder.type === 'onehot')
		return encoder.categories.map((category) => ({
			column,
			type: 'share',
			category: category === '' ? null : category
		}));
	return [{ column, type: encoder.type === 'numeric' ? 'number' : 'share', category: null }];
}
