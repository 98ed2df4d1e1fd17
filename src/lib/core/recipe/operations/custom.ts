import { byExample } from './custom/by-example';
import { formula } from './custom/formula';
import { rowFunction } from './custom/row-function';
import { sql } from './custom/sql';

export const customOperations = [formula, byExample, rowFunction, sql] as const;
