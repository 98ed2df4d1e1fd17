import { mergeValues } from './values/merge-values';
import { replaceValue } from './values/replace-value';
import { mapValues } from './values/map-values';
import { replaceUnlisted } from './values/replace-unlisted';
import { swapValues } from './values/swap-values';
import { setWhere } from './values/set-where';
import { missingOutsideRange } from './values/missing-outside-range';

export const valuesOperations = [
	replaceValue,
	mergeValues,
	mapValues,
	replaceUnlisted,
	swapValues,
	setWhere,
	missingOutsideRange
] as const;
