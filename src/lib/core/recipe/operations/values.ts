import { replaceValue } from './values/replace-value';

export const valuesOperations = [replaceValue] as const;
