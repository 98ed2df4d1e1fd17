import { mergeValues } from './values/merge-values';
import { replaceValue } from './values/replace-value';

export const valuesOperations = [replaceValue, mergeValues] as const;
