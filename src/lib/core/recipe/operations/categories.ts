import { oneHot } from './categories/one-hot';
import { ordinal } from './categories/ordinal';

export const categoriesOperations = [oneHot, ordinal] as const;
