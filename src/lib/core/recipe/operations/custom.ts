import { byExample } from './custom/by-example';
import { formula } from './custom/formula';
import { rowFunction } from './custom/row-function';

export const customOperations = [formula, byExample, rowFunction] as const;
